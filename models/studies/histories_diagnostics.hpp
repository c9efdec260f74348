// Diagnostics of the simulated histories: Monte Carlo error, agreement with recorded deaths, and
// the share of deaths in the weeks after release.
#pragma once

#include <vector>

#include "engine/report/rank_study.hpp"
#include "models/studies/histories_study.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

/// In the order in which tables show them; each carries its own unit.
[[nodiscard]] std::vector<Diagnostic> histories_diagnostics(const PreparedStudy& prepared,
                                                            const HistoriesStudy& histories);

} // namespace careshed
