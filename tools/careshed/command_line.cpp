// Parsing: CLI11 splits the line by the option table; values are checked here so that every message
// says what was expected, what came and what was perhaps meant.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/former_names.hpp"
#include "tools/careshed/help_text.hpp"
#include "tools/careshed/options.hpp"

namespace careshed {

namespace {

/// What stood on the line, by option name; flags hold nothing.
struct Typed {
    std::map<std::string, std::string> values;
    std::map<std::string, std::vector<std::string>> repeated; ///< of options that repeat
    std::string input;

    [[nodiscard]] bool has(const std::string& name) const { return values.contains(name); }
    [[nodiscard]] std::string text(const std::string& name) const {
        const auto found = values.find(name);
        return found == values.end() ? "" : found->second;
    }
};

[[noreturn]] void usage_error(const std::string& where, const std::string& message,
                              const std::string& hint) {
    throw Error(ErrorKind::usage, where, message, hint);
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known,
                       const std::string& otherwise) {
    const std::string near = nearest_word(word, known);
    return near.empty() ? otherwise : fmt::format("did you mean {}?", near);
}

const Verb& verb_named(const std::string& word) {
    if (const Verb* verb = find_verb(word))
        return *verb;
    std::vector<std::string> names;
    for (const Verb& verb : verbs())
        names.push_back(verb.name);
    usage_error("careshed",
                word.starts_with('-') ? fmt::format("unknown option {} before the verb", word)
                                      : fmt::format("unknown verb {}", word),
                suggestion(word, names, "the verbs are " + join(names, ", ")));
}

[[noreturn]] void unexpected(const Verb& verb, const std::string& word) {
    const std::string help = fmt::format("see careshed {} --help", verb.name);
    if (!word.starts_with('-'))
        usage_error("careshed " + verb.name, fmt::format("unexpected argument {}", word), help);
    std::vector<std::string> names = {"--help"};
    for (const Option* option : options_of(verb.name))
        names.push_back(option->name);
    const std::string name = word.substr(0, word.find('='));
    usage_error("careshed " + verb.name, fmt::format("unknown option {}", name),
                suggestion(name, names, help));
}

/// Splits the words after the verb into options and the input.
Typed split_line(const Verb& verb, std::vector<std::string> words) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<std::string> inputs;
    app.add_option("input", inputs)->expected(0, -1);
    std::map<std::string, std::vector<std::string>> values;
    std::vector<std::pair<const Option*, CLI::Option*>> parsed;
    for (const Option* option : options_of(verb.name)) {
        const std::string names =
            option->short_name.empty() ? option->name : option->short_name + "," + option->name;
        // One value each time, but any number of times: a repetition gets our own message.
        parsed.emplace_back(option, option->type == ValueType::flag
                                        ? app.add_flag(names)
                                        : app.add_option(names, values[option->name])
                                              ->expected(1, -1)
                                              ->allow_extra_args(false));
    }
    std::ranges::reverse(words); // CLI11 takes them from the back
    try {
        app.parse(words);
    } catch (const CLI::ParseError& error) {
        const std::string what = error.what();
        const bool lacks_value =
            what.starts_with('-') && what.find("required") != std::string::npos;
        usage_error("careshed " + verb.name,
                    lacks_value ? what.substr(0, what.find(':')) + " needs a value" : what,
                    fmt::format("see careshed {} --help", verb.name));
    }
    for (const std::string& word : app.remaining())
        if (word != "--") // ends the options; what follows is the input
            unexpected(verb, word);
    if (inputs.size() > (verb.input.empty() ? 0U : 1U))
        unexpected(verb, inputs.back());
    Typed typed;
    for (const auto& [option, found] : parsed) {
        if (found->count() == 0)
            continue;
        const auto value = values.find(option->name);
        if (option->repeats)
            typed.repeated[option->name] = value->second;
        else if (value != values.end() && value->second.size() > 1)
            usage_error(option->name, fmt::format("given {} times", value->second.size()),
                        "give it once");
        else // a run of an older version is repeated by the words that it was given
            typed.values[option->name] =
                value == values.end() ? ""
                                      : present_word(option->name.substr(2), value->second.front());
    }
    typed.input = inputs.empty() ? "" : inputs.front();
    return typed;
}

void check_choice(const Option& option, const std::string& text) {
    if (std::ranges::find(option.choices, text) == option.choices.end())
        usage_error(option.name,
                    fmt::format("must be one of {}, got \"{}\"", join(option.choices, ", "), text),
                    suggestion(text, option.choices, "remove it for the default"));
}

std::uint64_t count_of(const Option& option, const std::string& text) {
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < option.low ||
        value > option.high)
        usage_error(
            option.name,
            fmt::format("must be a whole number {}..{}, got \"{}\"", option.low, option.high, text),
            "remove it for the default, " + option.default_text);
    return value;
}

/// Every value is checked, used or not.
void check_values(const Verb& verb, const Typed& typed) {
    if (!verb.input.empty() && !verb.input.starts_with('[') && typed.input.empty())
        usage_error("careshed " + verb.name, fmt::format("{} is missing", verb.input),
                    "for example: " + verb.examples.front().command);
    for (const Option* option : options_of(verb.name)) {
        const auto& required = option->required_by;
        if (std::ranges::find(required, verb.name) != required.end() && !typed.has(option->name) &&
            !typed.has("--dry-run"))
            usage_error("careshed " + verb.name,
                        fmt::format("{} {} is missing", option->short_name, option->metavar),
                        "for example: " + verb.examples.front().command);
        if (const auto repeated = typed.repeated.find(option->name);
            repeated != typed.repeated.end() && std::ranges::count(repeated->second, "") > 0)
            usage_error(option->name, "must not be empty", "give it a value or remove it");
        if (!typed.has(option->name))
            continue;
        const std::string text = typed.text(option->name);
        if (option->type != ValueType::flag && text.empty())
            usage_error(option->name, "must not be empty", "give it a value or remove it");
        if (option->type == ValueType::choice)
            check_choice(*option, text);
        if (option->type == ValueType::count)
            (void)count_of(*option, text);
    }
    for (const auto& [one, other] : {std::pair("--quiet", "--verbose"),
                                     {"--progress", "--no-progress"},
                                     {"--cache", "--no-cache"}})
        if (typed.has(one) && typed.has(other))
            usage_error(one, fmt::format("contradicts {}", other), "give one of them");
}

std::optional<std::uint64_t> count_from(const Verb& verb, const Typed& typed, const char* name) {
    for (const Option* option : options_of(verb.name))
        if (option->name == name && typed.has(name))
            return count_of(*option, typed.text(name));
    return std::nullopt;
}

/// Nothing when the option was not given; check_values has checked its word.
template <class Choice> std::optional<Choice> choice_from(const Typed& typed, const char* name) {
    return parse_choice<Choice>(typed.text(name));
}

std::string environment(const char* name) {
    const char* value = std::getenv(name); // NOLINT: read once, before any thread starts
    return value ? value : "";
}

/// Where the system keeps caches of this user; "" if it does not say. A dry run writes nothing.
std::filesystem::path cache_folder(const Typed& typed) {
    if (typed.has("--no-cache") || typed.has("--dry-run"))
        return "";
    if (typed.has("--cache"))
        return typed.text("--cache");
    const std::filesystem::path caches = environment("XDG_CACHE_HOME");
    if (caches.is_absolute())
        return caches / "careshed";
    const std::filesystem::path home = environment("HOME");
    return home.is_absolute() ? home / ".cache" / "careshed" : "";
}

ProgressStyle progress_style(const Typed& typed) {
    const bool on_terminal = isatty(STDERR_FILENO) != 0;
    if (typed.has("--no-progress") || (typed.has("--quiet") && !typed.has("--progress")))
        return ProgressStyle::none;
    if (on_terminal)
        return ProgressStyle::bar;
    return typed.has("--progress") ? ProgressStyle::json_lines : ProgressStyle::none;
}

bool use_color(const Typed& typed) {
    const std::string when = typed.has("--color") ? typed.text("--color") : "auto";
    if (when != "auto")
        return when == "always";
    return isatty(STDOUT_FILENO) != 0 && environment("NO_COLOR").empty();
}

TableFormat format_of(const std::string& text) {
    if (text == "json")
        return TableFormat::json;
    if (text == "csv")
        return TableFormat::csv;
    return text == "jsonl" ? TableFormat::jsonl : TableFormat::table;
}

Invocation invocation_of(const Verb& verb, const Typed& typed) {
    Invocation invocation;
    invocation.verb = verb.name;
    invocation.input = typed.input;
    // A rerun looks where the run looked, independent of the present environment.
    invocation.data = typed.has("--data")    ? typed.text("--data")
                      : verb.name == "rerun" ? ""
                                             : environment("CARESHED_DATA");
    invocation.out = typed.text("--output");
    invocation.cache = cache_folder(typed);
    invocation.overwrite = typed.has("--overwrite");
    invocation.internal = typed.has("--internal");
    invocation.dry_run = typed.has("--dry-run");
    invocation.verbosity = typed.has("--quiet") ? -1 : typed.has("--verbose") ? 1 : 0;
    invocation.threads = {static_cast<int>(count_from(verb, typed, "--threads").value_or(0))};
    invocation.progress = progress_style(typed);
    invocation.format = format_of(typed.text("--format"));
    invocation.color = use_color(typed);
    invocation.seed = count_from(verb, typed, "--seed");
    if (const auto draws = count_from(verb, typed, "--draws"))
        invocation.draws = static_cast<int>(*draws);
    invocation.structure = choice_from<Structure>(typed, "--structure");
    invocation.decay = choice_from<DecaySet>(typed, "--decay");
    invocation.inversion = choice_from<Inversion>(typed, "--inversion");
    invocation.fatality = choice_from<FatalitySet>(typed, "--fatality");
    invocation.history = choice_from<History>(typed, "--history");
    invocation.queue = choice_from<QueueKind>(typed, "--queue");
    invocation.pace = choice_from<PaceKind>(typed, "--pace");
    invocation.site = typed.text("--site");
    invocation.against = typed.text("--against");
    if (const auto arms = typed.repeated.find("--arm"); arms != typed.repeated.end())
        invocation.arms = arms->second;
    invocation.city = typed.text("--city");
    invocation.residents = count_from(verb, typed, "--residents");
    return invocation;
}

bool asks_for_help(const std::vector<std::string>& words) {
    return std::ranges::any_of(words,
                               [](const std::string& w) { return w == "--help" || w == "-h"; });
}

} // namespace

ParsedLine parse_command_line(const std::vector<std::string>& arguments) {
    if (arguments.empty())
        return {std::nullopt, program_help(), exit_code(ErrorKind::usage)};
    const std::string& first = arguments.front();
    if (first == "--version")
        return {std::nullopt, version_line(), 0};
    if (first == "--json-usage")
        return {std::nullopt, json_usage(), 0};
    const bool is_help = first == "help" || first == "--help" || first == "-h";
    if (is_help && arguments.size() == 1)
        return {std::nullopt, program_help(), 0};
    if (is_help)
        return {std::nullopt, verb_help(verb_named(arguments[1])), 0};

    const Verb& verb = verb_named(first);
    const std::vector<std::string> words(arguments.begin() + 1, arguments.end());
    if (asks_for_help(words))
        return {std::nullopt, verb_help(verb), 0};
    const Typed typed = split_line(verb, words);
    check_values(verb, typed);
    Invocation invocation = invocation_of(verb, typed);
    invocation.arguments = words;
    return {std::move(invocation), "", 0};
}

int run_verb(const Invocation& invocation) { return verb_named(invocation.verb).run(invocation); }

} // namespace careshed
