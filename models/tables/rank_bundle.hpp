// The files of a ranking: tables, the map, the council's page, checklists and the manifest, each
// through the gate. Stable names and order, the same bytes for the same study; only the manifest
// may hold time, host, path, thread count, compiler or build.
#pragma once

#include <filesystem>

#include "engine/report/manifest.hpp"
#include "engine/report/rank_study.hpp"

namespace careshed {

/// Writes every file into an existing empty folder; run.internal lets small counts pass. Throws a
/// resource Error when one cannot be written, an internal Error for content without an entry in the
/// gate.
void write_rank_bundle(const std::filesystem::path& folder, const RankStudy& study,
                       const RunFacts& run);

} // namespace careshed
