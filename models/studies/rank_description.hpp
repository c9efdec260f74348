// From a ranking's figures to what a council is told: rankings under every structure and decay, the
// transparent benchmark, what the fit implies, and what one must believe. Nothing is fitted anew.
#pragma once

#include "engine/report/rank_study.hpp"
#include "models/studies/rank_figures.hpp"

namespace careshed {

/// The result points into `prepared`, which must outlive it.
[[nodiscard]] RankStudy describe_ranking(const PreparedStudy& prepared, const RankFigures& figures);

} // namespace careshed
