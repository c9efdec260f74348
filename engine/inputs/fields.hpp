// Every key of a scenario file in one table: type, unit, default, range and what it is for.
// Checking, defaults, the JSON Schema and the reference page are all made from it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace careshed {

enum class FieldType {
    text,
    whole, ///< integer
    number,
    truth,    ///< true or false
    distance, ///< "1000 ft", "200 m", "0.5 mi", "1.2 km"; metres inside
    duration, ///< "30 min", "1.5 h", "90 s"; minutes inside
    hours,    ///< opening hours of a week
    choice,   ///< one of `choices`
    text_list,
    choice_list, ///< at least one of `choices`, none twice
    years,       ///< [first, last], both included
    numbers      ///< a table of any names, each a number
};

struct Field {
    std::string path; ///< "city.incidents.years"; keys of [[rules]] as "rules.name"
    FieldType type = FieldType::text;
    std::string unit = {};                     ///< of numbers, as shown; empty for none
    std::string default_text = {};             ///< empty: nothing is assumed
    std::optional<double> low = {}, high = {}; ///< inclusive, in the unit (metres, minutes)
    std::vector<std::string> choices = {};
    bool required = false;
    std::string help;    ///< one sentence
    std::string example; ///< as written in TOML
};

/// A table of the file.
struct Section {
    std::string path; ///< "" for the top, "city.streets", "rules"
    std::string title = {};
    std::string help = {};
    std::string example = {}; ///< as written in TOML, for a missing table's hint
    bool required = false;
    bool repeated = false; ///< [[rules]]
};

/// The data itself: fields.cpp asks once and keeps it (field_table.cpp).
[[nodiscard]] std::vector<Section> make_sections();
[[nodiscard]] std::vector<Field> make_fields();

/// In the order of the reference.
[[nodiscard]] std::span<const Section> scenario_sections();
[[nodiscard]] std::span<const Field> scenario_fields();
/// Null when no such key exists.
[[nodiscard]] const Field* find_field(const std::string& path);
[[nodiscard]] const Section* find_section(const std::string& path);
/// Names directly below a section: its fields and its inner tables.
[[nodiscard]] std::vector<std::string> keys_of(const std::string& section);
/// "2..500000", "at least 1", or "".
[[nodiscard]] std::string range_text(const Field& field);
/// "city" of "city.name", "" of "schema".
[[nodiscard]] std::string section_of(const std::string& path);
[[nodiscard]] std::string join_path(const std::string& section, const std::string& key);

} // namespace careshed
