// May a folder be replaced by new results? Only if it is empty or holds nothing but old results,
// and never when the run reads from it: a mistyped -o must not cost anyone a folder of their own.
#pragma once

#include <filesystem>
#include <functional>
#include <span>

namespace careshed {

/// Says whether a folder holds old results of the kind that is about to be written.
using HoldsOldResults = std::function<bool(const std::filesystem::path& folder)>;

/// True if the folder has a manifest.json written by careshed.
[[nodiscard]] bool holds_careshed_manifest(const std::filesystem::path& folder);

/// Throws a usage Error unless the folder is empty or `holds_old_results`; also if it is the
/// working folder or above it, or a git repository.
void refuse_to_replace(const std::filesystem::path& folder,
                       const HoldsOldResults& holds_old_results);

/// Throws a usage Error if one of the inputs is the folder or lies in it. Empty inputs and inputs
/// that do not exist (databases) are passed over.
void refuse_to_replace_inputs(const std::filesystem::path& folder,
                              std::span<const std::filesystem::path> inputs);

} // namespace careshed
