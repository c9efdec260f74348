// manifest.json: what it takes to repeat the run and to check what it read. The only file of the
// bundle that may hold time, host, paths, threads and compiler.
#pragma once

#include <string>

#include "engine/report/bundle.hpp"

namespace careshed {

/// Schema 1. Hashes every file the scenario names; passwords in database sources are left out.
[[nodiscard]] std::string manifest_json(const RankStudy& study, const RunFacts& facts);

} // namespace careshed
