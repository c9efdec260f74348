// What the command line said, parsed and checked: the one argument of every verb.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/inputs/model_choices.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

enum class TableFormat { table, json, csv, jsonl };

struct Invocation {
    std::string verb;
    std::vector<std::string> arguments; ///< as typed, after the verb, for the manifest
    std::filesystem::path input;   ///< scenario file, or manifest.json for rerun; empty for none
    std::string scenario_text;     ///< rerun: what the file said; empty: read `input`
    std::vector<InputFile> inputs; ///< rerun: the files as they were compared with the manifest
    std::filesystem::path data;    ///< --data, else CARESHED_DATA, else empty
    std::filesystem::path out;     ///< -o
    std::filesystem::path cache;   ///< where streets and walking times are kept; empty: nowhere
    bool overwrite = false;
    bool internal = false; ///< lifts suppression and marks every file
    bool dry_run = false;
    int verbosity = 0; ///< -q -1, -v +1
    Threads threads;
    ProgressStyle progress = ProgressStyle::none;
    TableFormat format = TableFormat::table;
    bool color = false;
    std::optional<std::uint64_t> seed;
    std::optional<int> draws;
    std::optional<Structure> structure;
    std::optional<DecaySet> decay;
    std::optional<Inversion> inversion;
    std::optional<FatalitySet> fatality;
    std::optional<History> history;
    std::optional<QueueKind> queue;
    std::optional<PaceKind> pace;
    std::string site;              ///< simulate: candidate to open, access: to draw; by id or name
    std::string against;           ///< explain: the other candidate; by id or name
    std::vector<std::string> arms; ///< compare: as typed, "S01+S07" or "nothing"
    std::string city;              ///< synth: harbor, harbor-twins, harbor-flat
    std::optional<std::uint64_t> residents; ///< synth
};

/// Each verb returns an exit code and throws Error for everything a person must act on.
int run_rank(const Invocation& invocation);
int run_simulate(const Invocation& invocation);
int run_compare(const Invocation& invocation);
int run_access(const Invocation& invocation);
int run_explain(const Invocation& invocation);
int run_check(const Invocation& invocation);
int run_synth(const Invocation& invocation);
int run_doctor(const Invocation& invocation);
int run_parameters(const Invocation& invocation);
int run_rerun(const Invocation& invocation);
int run_reference(const Invocation& invocation);

} // namespace careshed
