// How a command runs a study and records that it did: options for the library, facts for the
// manifest, and what stands on standard error meanwhile.
#pragma once

#include <chrono>
#include <filesystem>

#include "engine/core/run_options.hpp"
#include "engine/report/manifest.hpp"
#include "tools/careshed/invocation.hpp"

namespace careshed {

/// Stages are reported with -v, news unless -q. No journal: only a ranking keeps one.
[[nodiscard]] RunOptions run_options(const Invocation& invocation);
/// OUT.resume, beside the results: where a ranking keeps finished parts.
[[nodiscard]] std::filesystem::path resume_file(const std::filesystem::path& out);
/// Deletes OUT.resume where OUT holds a ranking that was completed after it: a run that was killed
/// in between has left it, and it would stand in the way of another scenario's.
void drop_parts_of_complete(const std::filesystem::path& out);
/// `start` is when the run began.
[[nodiscard]] RunFacts run_facts(const Invocation& invocation,
                                 std::chrono::steady_clock::time_point start);
/// Throws a usage Error when no folder is named that the results go to.
void require_output(const Invocation& invocation);

} // namespace careshed
