// The table of options: what each takes, which verbs take it, what help says of it.
#include "tools/careshed/options.hpp"

#include <algorithm>
#include <limits>

namespace careshed {

namespace {

// TOML and JSON hold signed 64-bit numbers: a larger seed could not be written down.
constexpr std::uint64_t kLargestSeed = std::numeric_limits<std::int64_t>::max();

const std::vector<std::string> kEverywhere = {"rank",       "simulate", "compare",  "access",
                                              "explain",    "check",    "synth",    "doctor",
                                              "parameters", "rerun",    "reference"};
const std::vector<std::string> kStudies = {"rank", "simulate", "compare"};
const std::vector<std::string> kReleasers = {"rank", "simulate", "compare", "access", "explain"};
const std::vector<std::string> kRunners = {"rank",   "simulate", "compare",
                                           "access", "explain",  "rerun"};
const std::vector<std::string> kCityReaders = {"rank",    "simulate", "compare", "access",
                                               "explain", "check",    "rerun"};
const std::vector<std::string> kWriters = {"rank",  "simulate", "compare",  "access",
                                           "synth", "rerun",    "reference"};

void add_input_and_output(std::vector<Option>& options) {
    options.push_back(
        {.name = "--data",
         .metavar = "DIR",
         .type = ValueType::path,
         .default_text = "the environment's CARESHED_DATA",
         .group = "Input",
         .help = "Folder in which the scenario's layers are looked for first.",
         .verbs = {"rank", "simulate", "compare", "access", "explain", "check", "parameters"}});
    options.push_back({.name = "--data",
                       .metavar = "DIR",
                       .type = ValueType::path,
                       .default_text = "where the run found them",
                       .group = "Input",
                       .help = "Folder in which the scenario's layers are looked for first; needed "
                               "when they or the manifest have moved.",
                       .verbs = {"rerun"}});
    options.push_back({.name = "--output",
                       .short_name = "-o",
                       .metavar = "OUT",
                       .type = ValueType::path,
                       .group = "Output",
                       .help = "Folder for the results; it appears when they are complete, and "
                               "missing folders above it are made.",
                       .verbs = kWriters,
                       .required_by = kWriters});
    options.push_back({.name = "--overwrite",
                       .group = "Output",
                       .help = "Replace old results; a folder that holds anything else is kept.",
                       .verbs = kWriters});
    options.push_back({.name = "--format",
                       .metavar = "FORMAT",
                       .type = ValueType::choice,
                       .choices = {"table", "json", "csv", "jsonl"},
                       .default_text = "table",
                       .group = "Output",
                       .help = "How the read-out on stdout is written.",
                       .verbs = {"rank", "explain", "parameters", "rerun"}});
    options.push_back({.name = "--format",
                       .metavar = "FORMAT",
                       .type = ValueType::choice,
                       .choices = {"table", "json"},
                       .default_text = "table",
                       .group = "Output",
                       .help = "How the read-out on stdout is written.",
                       .verbs = {"check", "doctor"}});
    options.push_back({.name = "--internal",
                       .group = "Output",
                       .help = "Show small recorded counts; the report, README and manifest say it "
                               "is not for the public.",
                       .verbs = kReleasers});
    options.push_back(
        {.name = "--dry-run",
         .group = "Output",
         .help = "Only say what would be done, how long it takes and what is written.",
         .verbs = {"rank", "synth"}});
}

void add_run(std::vector<Option>& options) {
    options.push_back({.name = "--threads",
                       .metavar = "N",
                       .type = ValueType::count,
                       .low = 0,
                       .high = 1024,
                       .default_text = "0, all of the machine's",
                       .group = "Run",
                       .help = "Threads to use; results do not depend on it.",
                       .verbs = kRunners});
    options.push_back({.name = "--cache",
                       .metavar = "DIR",
                       .type = ValueType::path,
                       .default_text = "careshed in XDG_CACHE_HOME or in ~/.cache",
                       .group = "Run",
                       .help = "Folder in which streets and walking times are kept for the next "
                               "run; results do not depend on it.",
                       .verbs = kCityReaders});
    options.push_back({.name = "--no-cache",
                       .group = "Run",
                       .help = "Read streets and work out walking times anew, and keep nothing.",
                       .verbs = kCityReaders});
    options.push_back({.name = "--seed",
                       .metavar = "N",
                       .type = ValueType::count,
                       .low = 0,
                       .high = kLargestSeed,
                       .default_text = "the scenario's run.seed, 1 for synth",
                       .group = "Run",
                       .help = "Seed of every random draw: same seed, same bytes.",
                       .verbs = {"rank", "simulate", "compare", "access", "explain", "synth"}});
    options.push_back({.name = "--draws",
                       .metavar = "N",
                       .type = ValueType::count,
                       .low = 2,
                       .high = 500000,
                       .default_text = "the scenario's run.draws",
                       .group = "Run",
                       .help = "Draws of parameters and incidence.",
                       .verbs = kStudies});
}

void add_sites(std::vector<Option>& options) {
    options.push_back({.name = "--site",
                       .metavar = "SITE",
                       .type = ValueType::text,
                       .default_text = "none, the baseline",
                       .group = "Run",
                       .help = "Candidate to open: its id, its name, or the start of one.",
                       .verbs = {"simulate"}});
    options.push_back({.name = "--site",
                       .metavar = "SITE",
                       .type = ValueType::text,
                       .default_text = "the one with most residents in reach",
                       .group = "Run",
                       .help = "Candidate to draw: its id, its name, or the start of one.",
                       .verbs = {"access"}});
    options.push_back({.name = "--site",
                       .metavar = "SITE",
                       .type = ValueType::text,
                       .default_text = "the one that averts most deaths",
                       .group = "Run",
                       .help = "Candidate to explain: its id, its name, or the start of one.",
                       .verbs = {"explain"}});
    options.push_back({.name = "--against",
                       .metavar = "SITE",
                       .type = ValueType::text,
                       .default_text = "the one that averts nearly as many",
                       .group = "Run",
                       .help = "Candidate to compare it with.",
                       .verbs = {"explain"}});
    options.push_back({.name = "--arm",
                       .metavar = "SITES",
                       .type = ValueType::text,
                       .default_text = "the scenario's arms alone",
                       .group = "Run",
                       .help = "One more arm: candidates that open together, as S01 or S01+S07, or "
                               "nothing; give it once for each arm.",
                       .verbs = {"compare"},
                       .repeats = true});
}

void add_model(std::vector<Option>& options) {
    const auto add = [&](const char* name, std::vector<std::string> choices, const char* help) {
        options.push_back({.name = name,
                           .metavar = "NAME",
                           .type = ValueType::choice,
                           .choices = std::move(choices),
                           .default_text = std::string("the scenario's model.") + (name + 2),
                           .group = "Model",
                           .help = help,
                           .verbs = kStudies});
    };
    add("--structure", choice_names<Structure>(), "Headline structure of the model.");
    std::erase(options.back().verbs, "compare"); // arms are simulated under the calibrated one
    add("--decay", choice_names<DecaySet>(), "How use falls with walking distance.");
    add("--inversion", choice_names<Inversion>(), "Published volume that sets uptake.");
    add("--fatality", choice_names<FatalitySet>(), "Parameter set of dying without help.");
    add("--history", choice_names<History>(), "Whether risk depends on a person's history.");
    add("--queue", choice_names<QueueKind>(), "How waiting for a booth is worked out.");
    add("--pace", choice_names<PaceKind>(), "How fast people walk.");
    options.back().verbs.emplace_back("access");
    for (Option& option : options)
        for (const char* name : {"--decay", "--inversion", "--fatality", "--pace"})
            if (option.name == name)
                option.verbs.emplace_back("explain");
}

void add_synthetic_city(std::vector<Option>& options) {
    options.push_back(
        {.name = "--city",
         .metavar = "NAME",
         .type = ValueType::choice,
         .choices = {"harbor", "harbor-twins", "harbor-flat"},
         .default_text = "harbor",
         .group = "City",
         .help = "Which synthetic city: one best site, two equal sites, no best site.",
         .verbs = {"synth"}});
    options.push_back({.name = "--residents",
                       .metavar = "N",
                       .type = ValueType::count,
                       .low = 10000,
                       .high = 10000000,
                       .default_text = "the city's own",
                       .group = "City",
                       .help = "Number of residents; the map grows with it.",
                       .verbs = {"synth"}});
}

void add_messages(std::vector<Option>& options) {
    const auto flag = [&](const char* name, const char* short_name, const char* help,
                          const std::vector<std::string>& verbs) {
        options.push_back({.name = name,
                           .short_name = short_name,
                           .group = "Messages",
                           .help = help,
                           .verbs = verbs});
    };
    flag("--quiet", "-q", "No messages but errors; the read-out on stdout stays.", kEverywhere);
    flag("--verbose", "-v", "Tell each stage with the seconds it took (stderr).", kRunners);
    flag("--progress", "", "Show progress: a bar on a terminal, JSON lines elsewhere (stderr).",
         kRunners);
    flag("--no-progress", "", "Show no progress.", kRunners);
    options.push_back({.name = "--color",
                       .metavar = "WHEN",
                       .type = ValueType::choice,
                       .choices = {"auto", "always", "never"},
                       .default_text = "auto: on a terminal unless NO_COLOR is set",
                       .group = "Messages",
                       .help = "Colours in tables on stdout.",
                       .verbs = {"doctor"}});
}

std::vector<Option> make_options() {
    std::vector<Option> options;
    add_input_and_output(options);
    add_run(options);
    add_sites(options);
    add_model(options);
    add_synthetic_city(options);
    add_messages(options);
    return options;
}

} // namespace

std::span<const Option> options() {
    static const std::vector<Option> kOptions = make_options();
    return kOptions;
}

std::vector<const Option*> options_of(const std::string& verb) {
    std::vector<const Option*> found;
    for (const Option& option : options())
        if (std::ranges::find(option.verbs, verb) != option.verbs.end())
            found.push_back(&option);
    return found;
}

std::span<const std::string> option_groups() {
    static const std::vector<std::string> kGroups = {"Input", "Output", "Run",
                                                     "Model", "City",   "Messages"};
    return kGroups;
}

} // namespace careshed
