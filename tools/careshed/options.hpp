// The command line as one table of verbs and options. Parsing, --help, man pages, shell completion,
// --json-usage and the reference page are all made from it, so that none can say something else.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tools/careshed/invocation.hpp"

namespace careshed {

enum class ValueType { flag, text, path, count, choice };

struct Option {
    std::string name = {};       ///< "--seed"
    std::string short_name = {}; ///< "-o", may be empty
    std::string metavar = {};    ///< "N", empty for a flag
    ValueType type = ValueType::flag;
    std::vector<std::string> choices = {};
    std::uint64_t low = 0, high = 0;           ///< inclusive, of a count
    std::string default_text = {};             ///< as help shows it, may be empty
    std::string group = {};                    ///< "Output", "Model", ...
    std::string help = {};                     ///< one sentence, with the unit
    std::vector<std::string> verbs = {};       ///< verbs that take it
    std::vector<std::string> required_by = {}; ///< verbs that cannot do without (but for --dry-run)
    bool repeats = false;                      ///< may be given any number of times
};

struct Example {
    std::string command; ///< runnable as it stands in the project's folder
    std::string says;
};

struct Verb {
    std::string name;
    std::string
        input; ///< metavar of the positional argument, [in brackets] if optional, empty for none
    std::string purpose; ///< one line
    std::string story;   ///< a paragraph for help and manual
    std::vector<Example> examples;
    int (*run)(const Invocation&) = nullptr;
};

[[nodiscard]] std::span<const Verb> verbs();
[[nodiscard]] std::span<const Option> options();
[[nodiscard]] std::vector<const Option*> options_of(const std::string& verb);
/// Null when there is no such verb.
[[nodiscard]] const Verb* find_verb(const std::string& name);
/// Groups in the order help shows them.
[[nodiscard]] std::span<const std::string> option_groups();

/// Either something to do, or a text for stdout and an exit code (--help, --version, --json-usage).
struct ParsedLine {
    std::optional<Invocation> invocation;
    std::string text;
    int exit_code = 0;
};

/// Throws a usage Error with "did you mean" for verbs, options and choices.
[[nodiscard]] ParsedLine parse_command_line(const std::vector<std::string>& arguments);

/// The verb's function.
[[nodiscard]] int run_verb(const Invocation& invocation);

} // namespace careshed
