// What --help, --version and --json-usage print, made from the option table.
#pragma once

#include <string>

#include "tools/careshed/options.hpp"

namespace careshed {

struct Outcome {
    int code;
    std::string meaning;
};
/// Exit codes and environment, the same words everywhere.
[[nodiscard]] std::span<const Outcome> exit_codes();
struct Variable {
    std::string name;
    std::string meaning;
};
[[nodiscard]] std::span<const Variable> environment_variables();

/// "careshed 0.1.0"
[[nodiscard]] std::string version_line();
[[nodiscard]] std::string program_help();
[[nodiscard]] std::string verb_help(const Verb& verb);
[[nodiscard]] std::string json_usage();
/// "careshed rank SCENARIO -o OUT [options]"
[[nodiscard]] std::string synopsis(const Verb& verb);
/// "-o, --output OUT"
[[nodiscard]] std::string option_title(const Option& option);
/// Help with choices, range and default: "... (2..500000; default: ...)".
[[nodiscard]] std::string option_meaning(const Option& option);

} // namespace careshed
