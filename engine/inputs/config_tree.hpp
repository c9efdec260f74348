// A TOML file as a plain tree whose every value knows its file:line:column, so that checks need no
// TOML library and every complaint can point at its cause.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace careshed {

struct ConfigValue;
using ConfigList = std::vector<ConfigValue>;

/// A table's keys in the order of their names; each remembers where the key itself stands.
struct ConfigTable {
    std::map<std::string, ConfigValue> values;
    std::map<std::string, std::string> key_places;
};

/// What TOML knows beyond these (dates, times).
struct ConfigOther {
    std::string text;
};

struct ConfigValue {
    std::variant<bool, std::int64_t, double, std::string, ConfigList, ConfigTable, ConfigOther>
        value;
    std::string place; ///< "scenario.toml:7:13"

    [[nodiscard]] const ConfigTable* table() const { return std::get_if<ConfigTable>(&value); }
    [[nodiscard]] const ConfigList* list() const { return std::get_if<ConfigList>(&value); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }
};

/// The value as messages quote it: `"text"`, `5`, `a table`.
[[nodiscard]] std::string shown(const ConfigValue& value);

/// Throws an input Error at the first syntax error. `name` is the file as the user gave it.
[[nodiscard]] ConfigValue parse_toml(std::string_view text, const std::string& name);

} // namespace careshed
