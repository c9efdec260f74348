#include "engine/inputs/config_tree.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed {

namespace {

// A scenario is a page or two; anything larger is another kind of file.
constexpr std::size_t kLargestFile = 1 << 20;
// Keys nest two deep. Thousands of dots would nest tables until the stack ends.
constexpr auto kMostDots = 64;

std::string place_of(const toml::source_region& region, const std::string& name) {
    return fmt::format("{}:{}:{}", name, region.begin.line, region.begin.column);
}

ConfigValue converted(const toml::node& node, const std::string& name);

ConfigTable converted_table(const toml::table& table, const std::string& name) {
    ConfigTable result;
    for (const auto& [key, node] : table) {
        result.values.emplace(key.str(), converted(node, name));
        result.key_places.emplace(key.str(), place_of(key.source(), name));
    }
    return result;
}

ConfigList converted_list(const toml::array& array, const std::string& name) {
    ConfigList result;
    for (const toml::node& node : array)
        result.push_back(converted(node, name));
    return result;
}

ConfigValue converted(const toml::node& node, const std::string& name) {
    ConfigValue result{false, place_of(node.source(), name)};
    if (const auto* table = node.as_table())
        result.value = converted_table(*table, name);
    else if (const auto* array = node.as_array())
        result.value = converted_list(*array, name);
    else if (const auto* text = node.as_string())
        result.value = text->get();
    else if (const auto* whole = node.as_integer())
        result.value = whole->get();
    else if (const auto* real = node.as_floating_point())
        result.value = real->get();
    else if (const auto* truth = node.as_boolean())
        result.value = truth->get();
    else
        result.value = ConfigOther{"a date or time"};
    return result;
}

void refuse_odd_files(std::string_view text, const std::string& name) {
    if (text.size() > kLargestFile)
        throw Error(ErrorKind::input, name, "too large for a scenario (more than 1 MiB)",
                    "a scenario names its layers, it does not hold them");
    std::size_t line = 1;
    for (std::size_t start = 0; start < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view row = text.substr(start, end - start);
        if (!row.starts_with('#') && std::ranges::count(row, '.') > kMostDots)
            throw Error(ErrorKind::input, fmt::format("{}:{}:1", name, line),
                        fmt::format("more than {} dots in one line", kMostDots),
                        "keys nest two or three deep at most");
        start = end + 1;
    }
}

std::string syntax_hint(std::string_view cause) {
    if (cause.find("redefine") != std::string_view::npos)
        return "a key or table may stand once only: remove or rename one";
    if (cause.find("string") != std::string_view::npos)
        return "is a closing quote missing in this line?";
    return "text stands in double quotes, lists in [ ], inline tables in { } on one line";
}

} // namespace

std::string shown(const ConfigValue& value) {
    struct Printer {
        std::string operator()(bool truth) const { return truth ? "true" : "false"; }
        std::string operator()(std::int64_t whole) const { return fmt::format("{}", whole); }
        std::string operator()(double real) const { return fmt::format("{}", real); }
        std::string operator()(const std::string& text) const {
            return "\"" + quoted_value(text) + "\"";
        }
        std::string operator()(const ConfigList& /*list*/) const { return "a list"; }
        std::string operator()(const ConfigTable& /*table*/) const { return "a table"; }
        std::string operator()(const ConfigOther& other) const { return other.text; }
    };
    return std::visit(Printer{}, value.value);
}

ConfigValue parse_toml(std::string_view text, const std::string& name) {
    refuse_odd_files(text, name);
    try {
        const toml::table table = toml::parse(text, name);
        return {converted_table(table, name), name + ":1:1"};
    } catch (const toml::parse_error& error) {
        throw Error(ErrorKind::input, place_of(error.source(), name),
                    "not valid TOML: " + std::string(error.description()),
                    syntax_hint(error.description()));
    }
}

} // namespace careshed
