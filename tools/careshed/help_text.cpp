#include "tools/careshed/help_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr std::size_t kWidth = 88;
constexpr std::size_t kHelpColumn = 27;

/// Words filled into lines of kWidth, each after the first indented.
std::string filled(const std::string& text, std::size_t indent) {
    std::string result, line;
    for (const std::string& word : split(text, ' ')) {
        if (!line.empty() && indent + line.size() + 1 + word.size() > kWidth) {
            result += line + "\n" + std::string(indent, ' ');
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return result + line;
}

std::string option_line(const std::string& title, const std::string& meaning) {
    std::string line = "  " + title;
    if (line.size() + 2 > kHelpColumn)
        line += "\n" + std::string(kHelpColumn, ' ');
    else
        line.append(kHelpColumn - line.size(), ' ');
    return line + filled(meaning, kHelpColumn) + "\n";
}

std::string codes_line() {
    std::vector<std::string> parts;
    for (const Outcome& outcome : exit_codes())
        parts.push_back(fmt::format("{} {}", outcome.code, outcome.meaning));
    return join(parts, ", ");
}

bool requires_option(const Verb& verb, const Option& option) {
    return std::ranges::find(option.required_by, verb.name) != option.required_by.end();
}

const char* type_name(ValueType type) {
    switch (type) {
    case ValueType::flag:
        return "flag";
    case ValueType::text:
        return "text";
    case ValueType::path:
        return "path";
    case ValueType::count:
        return "whole number";
    case ValueType::choice:
        return "choice";
    }
    return "";
}

nlohmann::ordered_json json_of(const Option& option, const Verb& verb) {
    nlohmann::ordered_json json = {{"name", option.name}, {"type", type_name(option.type)}};
    if (!option.short_name.empty())
        json["short"] = option.short_name;
    if (!option.metavar.empty())
        json["value"] = option.metavar;
    if (!option.choices.empty())
        json["choices"] = option.choices;
    if (option.type == ValueType::count) {
        json["minimum"] = option.low;
        json["maximum"] = option.high;
    }
    if (!option.default_text.empty())
        json["default"] = option.default_text;
    json["required"] = requires_option(verb, option);
    if (option.repeats)
        json["repeats"] = true;
    json["group"] = option.group;
    json["help"] = option.help;
    return json;
}

nlohmann::ordered_json json_of(const Verb& verb) {
    nlohmann::ordered_json json = {{"name", verb.name},
                                   {"purpose", verb.purpose},
                                   {"synopsis", synopsis(verb)},
                                   {"description", verb.story}};
    json["options"] = nlohmann::ordered_json::array();
    for (const Option* option : options_of(verb.name))
        json["options"].push_back(json_of(*option, verb));
    json["examples"] = nlohmann::ordered_json::array();
    for (const Example& example : verb.examples)
        json["examples"].push_back({{"command", example.command}, {"says", example.says}});
    return json;
}

} // namespace

std::span<const Outcome> exit_codes() {
    static const std::vector<Outcome> kCodes = {{0, "success"},
                                                {1, "the run failed"},
                                                {2, "wrong usage"},
                                                {3, "an input is invalid"},
                                                {4, "a resource is missing (file, disk, memory)"},
                                                {70, "a fault of careshed"},
                                                {130, "interrupted"}};
    return kCodes;
}

std::span<const Variable> environment_variables() {
    static const std::vector<Variable> kVariables = {
        {"CARESHED_DATA", "Data folder when --data is not given."},
        {"XDG_CACHE_HOME", "Folder of the caches when --cache is not given; ~/.cache if not set."},
        {"NO_COLOR", "No colours when set to anything, unless --color says otherwise."}};
    return kVariables;
}

std::string version_line() { return "careshed " CARESHED_VERSION "\n"; }

std::string synopsis(const Verb& verb) {
    std::string line = "careshed " + verb.name;
    if (!verb.input.empty())
        line += " " + verb.input;
    for (const Option* option : options_of(verb.name))
        if (requires_option(verb, *option))
            line += " " + option->short_name + " " + option->metavar;
    return line + " [options]";
}

std::string option_title(const Option& option) {
    std::string title =
        option.short_name.empty() ? option.name : option.short_name + ", " + option.name;
    return option.metavar.empty() ? title : title + " " + option.metavar;
}

std::string option_meaning(const Option& option) {
    std::vector<std::string> facts;
    if (!option.choices.empty())
        facts.push_back(join(option.choices, ", "));
    if (option.type == ValueType::count)
        facts.push_back(fmt::format("{}..{}", option.low, option.high));
    if (!option.default_text.empty())
        facts.push_back("default: " + option.default_text);
    return facts.empty() ? option.help : option.help + " [" + join(facts, "; ") + "]";
}

std::string program_help() {
    std::string text =
        "careshed - where an overdose prevention center would save the most lives\n\n"
        "Usage: careshed VERB [SCENARIO] [options]\n\nVerbs:\n";
    for (const Verb& verb : verbs())
        text += option_line(verb.name, verb.purpose);
    text += "\nOptions:\n";
    text += option_line("-h, --help", "This text; careshed VERB --help for a verb.");
    text += option_line("--version", "Name and version.");
    text += option_line("--json-usage", "Every verb and option as JSON.");
    text += "\nFirst steps:\n  careshed doctor\n"
            "  careshed rank scenarios/harbor/scenario.toml -o out/harbor\n";
    return text + "\nExit codes: " + filled(codes_line(), 12) + ".\n";
}

std::string verb_help(const Verb& verb) {
    std::string text = fmt::format("careshed {} - {}\n\nUsage: {}\n\n{}\n", verb.name, verb.purpose,
                                   synopsis(verb), filled(verb.story, 0));
    for (const std::string& group : option_groups()) {
        std::string lines;
        for (const Option* option : options_of(verb.name))
            if (option->group == group)
                lines += option_line(option_title(*option), option_meaning(*option));
        if (group == "Messages")
            lines += option_line("-h, --help", "This text.");
        if (!lines.empty())
            text += fmt::format("\n{}:\n{}", group, lines);
    }
    text += "\nExamples:\n";
    for (const Example& example : verb.examples)
        text += fmt::format("  # {}\n  {}\n", example.says, example.command);
    return text + "\nExit codes: " + filled(codes_line(), 12) + ".\n";
}

std::string json_usage() {
    nlohmann::ordered_json json = {{"program", "careshed"}, {"version", CARESHED_VERSION}};
    json["verbs"] = nlohmann::ordered_json::array();
    for (const Verb& verb : verbs())
        json["verbs"].push_back(json_of(verb));
    json["exit_codes"] = nlohmann::ordered_json::array();
    for (const Outcome& outcome : exit_codes())
        json["exit_codes"].push_back({{"code", outcome.code}, {"meaning", outcome.meaning}});
    json["environment"] = nlohmann::ordered_json::array();
    for (const Variable& variable : environment_variables())
        json["environment"].push_back({{"name", variable.name}, {"meaning", variable.meaning}});
    return json.dump(2) + "\n";
}

} // namespace careshed
