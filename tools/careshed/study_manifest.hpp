// manifest.json of a study that ranks nothing: what it read, its parameters and how it was run.
#pragma once

#include <chrono>
#include <string>

#include "tools/careshed/prepared_study.hpp"

namespace careshed {

/// `start` is when the run began.
[[nodiscard]] std::string study_manifest(const PreparedStudy& prepared,
                                         const Invocation& invocation,
                                         std::chrono::steady_clock::time_point start);

} // namespace careshed
