#include "tools/careshed/reference_pages.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/inputs/scenario_reference.hpp"
#include "tools/careshed/help_text.hpp"
#include "tools/careshed/options.hpp"
#include "tools/careshed/released_page.hpp"

namespace careshed {

namespace {

std::string options_table(const Verb& verb) {
    std::string page;
    for (const std::string& group : option_groups())
        for (const Option* option : options_of(verb.name))
            if (option->group == group)
                page += fmt::format("| {} | `{}` | {} |\n", group, option_title(*option),
                                    option_meaning(*option));
    return "\n| group | option | meaning |\n| --- | --- | --- |\n" + page;
}

std::string commands_page() {
    std::string page = "# The command line\n\n"
                       "Inputs first, results below `-o`; stdout is data, stderr is messages; "
                       "nothing is overwritten "
                       "without `--overwrite`.\nMade from the option table by `careshed "
                       "reference`; the same table "
                       "parses the command line.\n";
    for (const Verb& verb : verbs()) {
        page += fmt::format("\n## careshed {}\n\n{}.\n\n    {}\n\n{}\n", verb.name, verb.purpose,
                            synopsis(verb), verb.story);
        page += options_table(verb) + "\nExamples:\n";
        for (const Example& example : verb.examples)
            page += fmt::format("\n    {}    # {}", example.command, example.says);
        page += "\n";
    }
    page += "\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n";
    for (const Outcome& outcome : exit_codes())
        page += fmt::format("| {} | {} |\n", outcome.code, outcome.meaning);
    page += "\n## Environment\n\n| variable | meaning |\n| --- | --- |\n";
    for (const Variable& variable : environment_variables())
        page += fmt::format("| `{}` | {} |\n", variable.name, variable.meaning);
    return page;
}

/// troff: a minus sign that can be copied, backslashes kept, no line may start with a dot or quote.
std::string troff(const std::string& text) {
    std::string result;
    for (const char c : text)
        result += c == '\\' ? "\\\\" : c == '-' ? "\\-" : std::string(1, c);
    if (result.starts_with('.') || result.starts_with('\''))
        result.insert(0, "\\&");
    return result;
}

std::string man_header(const std::string& name, const std::string& purpose) {
    std::string title = name;
    for (char& c : title)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return fmt::format(".TH {} 1 \"\" \"careshed\" \"User Commands\"\n.SH NAME\n{} \\- {}\n",
                       troff(title), troff(name), troff(purpose));
}

std::string man_endings() {
    std::string page = ".SH EXIT STATUS\n";
    for (const Outcome& outcome : exit_codes())
        page += fmt::format(".TP\n.B {}\n{}\n", outcome.code, troff(outcome.meaning));
    page += ".SH ENVIRONMENT\n";
    for (const Variable& variable : environment_variables())
        page += fmt::format(".TP\n.B {}\n{}\n", variable.name, troff(variable.meaning));
    return page;
}

std::string man_page(const Verb& verb) {
    std::string page = man_header("careshed-" + verb.name, verb.purpose);
    page += fmt::format(".SH SYNOPSIS\n.B {}\n.SH DESCRIPTION\n{}\n.SH OPTIONS\n",
                        troff(synopsis(verb)), troff(verb.story));
    for (const std::string& group : option_groups()) {
        std::string lines;
        for (const Option* option : options_of(verb.name))
            if (option->group == group)
                lines += fmt::format(".TP\n.B {}\n{}\n", troff(option_title(*option)),
                                     troff(option_meaning(*option)));
        if (!lines.empty())
            page += fmt::format(".SS {}\n{}", group, lines);
    }
    page += ".SH EXAMPLES\n";
    for (const Example& example : verb.examples)
        page += fmt::format(".TP\n{}\n.nf\n{}\n.fi\n", troff(example.says), troff(example.command));
    return page + man_endings() + ".SH SEE ALSO\n.BR careshed (1)\n";
}

std::string man_page_of_program() {
    std::string page =
        man_header("careshed", "where an overdose prevention center would save the most lives");
    page +=
        ".SH SYNOPSIS\n.B careshed\n.I VERB\n[\\fISCENARIO\\fR] [\\fIoptions\\fR]\n.SH COMMANDS\n";
    std::string also;
    for (const Verb& verb : verbs()) {
        page += fmt::format(".TP\n.B {}\n{}\n", verb.name, troff(verb.purpose));
        also += fmt::format(".BR careshed\\-{} (1)\n", verb.name);
    }
    return page + man_endings() + ".SH SEE ALSO\n" + also;
}

/// One case of the completion: the words that may follow a verb.
std::string completion_case(const Verb& verb) {
    std::vector<std::string> words = {"--help"};
    for (const Option* option : options_of(verb.name)) {
        words.push_back(option->name);
        if (!option->short_name.empty())
            words.push_back(option->short_name);
    }
    return fmt::format("        {}) words=\"{}\" ;;\n", verb.name, join(words, " "));
}

/// Options with a choice, by verb: their values complete too.
std::string choice_cases() {
    std::string cases;
    for (const Verb& verb : verbs())
        for (const Option* option : options_of(verb.name))
            if (!option->choices.empty())
                cases += fmt::format("        {}:{}) values=\"{}\" ;;\n", verb.name, option->name,
                                     join(option->choices, " "));
    return cases;
}

std::string bash_completion() {
    std::vector<std::string> names;
    std::string cases;
    for (const Verb& verb : verbs()) {
        names.push_back(verb.name);
        cases += completion_case(verb);
    }
    return fmt::format(
        "# bash completion for careshed; made from the option table by `careshed reference`.\n"
        "_careshed() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}\n"
        "    local verb=${{COMP_WORDS[1]}} words=\"\" values=\"\"\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"{} --help --version --json-usage\" -- "
        "\"$word\")\n"
        "        return\n"
        "    fi\n"
        "    case $verb:$before in\n"
        "{}"
        "    esac\n"
        "    if [[ -n $values ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$word\")\n"
        "        return\n"
        "    fi\n"
        "    case $verb in\n"
        "{}"
        "    esac\n"
        "    if [[ $word == -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
        "    else\n"
        "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
        "    fi\n"
        "}}\n"
        "complete -o filenames -F _careshed careshed\n",
        join(names, " "), choice_cases(), cases);
}

} // namespace

std::vector<ReferenceFile> reference_files() {
    std::vector<ReferenceFile> files = {{"commands.md", commands_page()},
                                        {"completion/careshed.bash", bash_completion()},
                                        {"man/careshed.1", man_page_of_program()},
                                        {"released.md", released_page()},
                                        {"scenario.md", scenario_reference_page()},
                                        {"scenario.schema.json", scenario_json_schema()}};
    for (const Verb& verb : verbs())
        files.push_back({"man/careshed-" + verb.name + ".1", man_page(verb)});
    std::ranges::sort(files, {}, &ReferenceFile::path);
    return files;
}

} // namespace careshed
