// Hands out the values of one table of a scenario file, with the field table's defaults filled in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/inputs/config_tree.hpp"
#include "engine/inputs/fields.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// One table of the file, read by field. A missing or wrong value reads as the field's default
/// (check_fields has complained already).
class FieldReader {
  public:
    /// `table` may be null: then every value is its default.
    FieldReader(const ConfigTable* table, std::string section, std::string place)
        : table_(table), section_(std::move(section)), place_(std::move(place)) {}

    [[nodiscard]] bool has(const std::string& key) const { return value(key) != nullptr; }
    /// Where the key's value stands, else where the table does.
    [[nodiscard]] std::string place(const std::string& key = {}) const;
    [[nodiscard]] FieldReader inner(const std::string& key) const;

    [[nodiscard]] std::string text(const std::string& key) const;
    /// Text that results show: what would act on a screen stands in it as escapes.
    [[nodiscard]] std::string name(const std::string& key) const;
    /// A word of model_choices.hpp.
    template <class Choice> [[nodiscard]] Choice choice(const std::string& key) const {
        const auto usual = parse_choice<Choice>(default_of(key)).value_or(Choice{});
        return parse_choice<Choice>(text(key)).value_or(usual);
    }
    [[nodiscard]] std::int64_t whole(const std::string& key) const;
    [[nodiscard]] double number(const std::string& key) const;
    [[nodiscard]] bool truth(const std::string& key) const;
    [[nodiscard]] std::optional<double> measure(const std::string& key) const; ///< metres, minutes
    [[nodiscard]] std::vector<std::string> texts(const std::string& key) const;
    [[nodiscard]] std::optional<YearRange> years(const std::string& key) const;
    [[nodiscard]] const ConfigValue* value(const std::string& key) const;

  private:
    [[nodiscard]] std::string default_of(const std::string& key) const;
    const ConfigTable* table_;
    std::string section_;
    std::string place_;
};

} // namespace careshed
