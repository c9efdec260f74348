// From a ranking's figures to the content of a report: rankings under every structure and decay,
// the transparent benchmark, implications of the fit, and structural assumptions. Nothing is fitted
// anew.
#pragma once

#include "engine/report/rank_study.hpp"
#include "models/studies/rank_figures.hpp"

namespace careshed {

/// The result points into `prepared`, which must outlive it.
[[nodiscard]] RankStudy describe_ranking(const PreparedStudy& prepared, const RankFigures& figures);

} // namespace careshed
