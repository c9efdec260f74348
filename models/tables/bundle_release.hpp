// The releasable files of a verb's result: a folder is filled on request.
#pragma once

#include <filesystem>
#include <functional>

#include "engine/report/manifest.hpp"

namespace careshed {

/// Writes every file into an existing empty folder; the manifest holds `run`. May be called again.
/// Throws a resource Error when a file cannot be written, an interrupted Error after a signal.
using WriteBundle = std::function<void(const std::filesystem::path& folder, const RunFacts& run)>;

} // namespace careshed
