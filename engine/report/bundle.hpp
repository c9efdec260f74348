// The result bundle of `careshed rank`: stable names and order, the same bytes for the same study.
// Only the manifest may hold time, host, path, thread count, compiler or build.
#pragma once

#include <filesystem>

#include "engine/report/manifest.hpp"
#include "engine/report/rank_study.hpp"

namespace careshed {

/// Writes every file of the bundle into an existing empty folder.
void write_bundle(const std::filesystem::path& folder, const RankStudy& study,
                  const RunFacts& facts);

} // namespace careshed
