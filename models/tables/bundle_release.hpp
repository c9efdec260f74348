// The files of a verb's result, as far as they are released: a folder is filled when somebody asks.
#pragma once

#include <filesystem>
#include <functional>

#include "engine/report/manifest.hpp"

namespace careshed {

/// Writes every file into an existing empty folder; the manifest says what `run` says. May be
/// called again. Throws a resource Error when a file cannot be written, an interrupted Error after
/// a signal.
using WriteBundle = std::function<void(const std::filesystem::path& folder, const RunFacts& run)>;

} // namespace careshed
