// Which sources and which files on disk a scenario reads: what a manifest fingerprints, what a
// rerun compares, and what a run must never overwrite.
#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "engine/inputs/layer_source.hpp" // is_database_source()
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Every source the scenario names, in a fixed order; databases too, and none that is empty.
[[nodiscard]] std::vector<std::filesystem::path> sources_of(const Scenario& scenario);

/// A source as files: itself, the parts of a shapefile beside it, what says how a table (.csv) is
/// to be read (.csvt, .prj), or all of a folder; none for a database.
[[nodiscard]] std::set<std::filesystem::path> files_of(const std::filesystem::path& source);

/// A raster with the files beside it that say where it lies and what it holds, by their endings.
[[nodiscard]] std::set<std::filesystem::path> raster_files(const std::filesystem::path& source);

/// The files of every source.
[[nodiscard]] std::set<std::filesystem::path> files_of(const Scenario& scenario);

} // namespace careshed
