#include "engine/inputs/field_check.hpp"

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/value_check.hpp"

namespace careshed {

namespace {

void complain_unknown(const std::string& section, const std::string& key, const std::string& place,
                      std::vector<Complaint>& complaints) {
    const auto known = keys_of(section);
    const std::string near = nearest_word(key, known);
    const std::string hint = near.empty() ? "known keys here are " + join(known, ", ")
                                          : fmt::format("did you mean \"{}\"?", near);
    complaints.push_back(
        {place, fmt::format("unknown key {}", quoted_value(join_path(section, key))), hint});
}

void check_table(const ConfigValue& value, const Section& section,
                 std::vector<Complaint>& complaints);

/// A table, or each table of a repeated one.
void check_section(const ConfigValue& value, const Section& section,
                   std::vector<Complaint>& complaints) {
    if (!section.repeated) {
        if (value.table())
            check_table(value, section, complaints);
        else
            complaints.push_back(
                {value.place, fmt::format("{} must be a table, got {}", section.path, shown(value)),
                 "write " + section.example});
        return;
    }
    if (!value.list()) {
        complaints.push_back({value.place, fmt::format("{} must be repeated tables", section.path),
                              fmt::format("write [[{}]] above each", section.path)});
        return;
    }
    for (const ConfigValue& one : *value.list())
        if (one.table())
            check_table(one, section, complaints);
        else
            complaints.push_back({one.place, fmt::format("{} must hold tables", section.path),
                                  fmt::format("write [[{}]] above each", section.path)});
}

void check_missing(const ConfigValue& value, const Section& section,
                   std::vector<Complaint>& complaints) {
    const auto& present = value.table()->values;
    const auto is_missing = [&](const std::string& path, bool required) {
        return required && !path.empty() && section_of(path) == section.path &&
               !present.contains(path.substr(path.rfind('.') + 1));
    };
    for (const Field& field : scenario_fields())
        if (is_missing(field.path, field.required))
            complaints.push_back(
                {value.place, fmt::format("{} is missing", field.path),
                 fmt::format("add {} = {}", field.path.substr(field.path.rfind('.') + 1),
                             field.example)});
    for (const Section& inner : scenario_sections())
        if (is_missing(inner.path, inner.required))
            complaints.push_back(
                {value.place, fmt::format("{} is missing", inner.path), "add " + inner.example});
}

void check_table(const ConfigValue& value, const Section& section,
                 std::vector<Complaint>& complaints) {
    const ConfigTable& table = *value.table();
    for (const auto& [key, one] : table.values) {
        const std::string path = join_path(section.path, key);
        if (const Field* field = find_field(path))
            check_value(*field, one, complaints);
        else if (const Section* inner = find_section(path))
            check_section(one, *inner, complaints);
        else
            complain_unknown(section.path, key, table.key_places.at(key), complaints);
    }
    check_missing(value, section, complaints);
}

} // namespace

void check_fields(const ConfigValue& root, std::vector<Complaint>& complaints) {
    check_table(root, *find_section(""), complaints);
}

} // namespace careshed
