// Implications of the fit beside known figures: overdoses, runs and emergency visits for each
// death, street speed, the share of demand beyond the walking limit. A figure outside its prior is
// flagged, never hidden.
#pragma once

#include <vector>

#include "engine/report/rank_study.hpp"
#include "models/studies/rank_figures.hpp"

namespace careshed {

/// Id of the stability of a plain map's top rank, reported on the terminal too.
inline constexpr const char* kTopRankStability = "top_rank_stability";

/// In the order in which tables show them; each carries its own unit.
[[nodiscard]] std::vector<Diagnostic> study_diagnostics(const PreparedStudy& prepared,
                                                        const RankFigures& figures);
/// Share of the stated decay's demand, over candidates, that lies beyond the walking limit: demand
/// that the search cut off if people were spread evenly as far as the decay reaches.
[[nodiscard]] double demand_cut_off(const Scenario& scenario);

} // namespace careshed
