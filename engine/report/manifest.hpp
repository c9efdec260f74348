// manifest.json: what it takes to repeat the run and to check what it read. The only file of the
// bundle that may hold time, host, paths, threads and compiler.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/inputs/scenario.hpp"
#include "engine/report/parameter_line.hpp"

namespace careshed {

/// How a run was made: what only the manifest may know.
struct RunFacts {
    std::string verb;
    std::vector<std::string> arguments; ///< as typed, after the verb
    std::filesystem::path data;         ///< folder of the layers; empty: the scenario's own
    std::string program_version;
    int threads = 0;    ///< 0: all of the machine's
    double seconds = 0; ///< from the start of the run until now
    bool internal = false;
};

/// What was run.
struct ManifestFacts {
    const Scenario* scenario = nullptr;
    std::size_t draws = 0;
    std::vector<ParameterLine> parameters;
    RunFacts run;
};

/// Schema 1. Every file the scenario names with the fingerprint taken before the study read it;
/// passwords in database sources are left out. Throws a resource Error when nothing has been read
/// yet and one cannot be.
[[nodiscard]] std::string manifest_json(const ManifestFacts& facts);

} // namespace careshed
