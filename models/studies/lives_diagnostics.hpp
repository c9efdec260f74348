// What the simulated lives say of themselves: how much of the result is chance, whether their
// deaths are those recorded, and how many fall in the weeks after release.
#pragma once

#include <vector>

#include "engine/report/rank_study.hpp"
#include "models/studies/lives_study.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

/// In the order in which tables show them; each carries its own unit.
[[nodiscard]] std::vector<Diagnostic> lives_diagnostics(const PreparedStudy& prepared,
                                                        const LivesStudy& lives);

} // namespace careshed
