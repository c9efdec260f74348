// Sensitivity of a ranking, from the models' figures to the report's lines.
#pragma once

#include "engine/report/sensitivity.hpp"
#include "models/studies/rank_figures.hpp"

namespace careshed {

/// Of the first sites of the ranking, deaths a year. Empty where the figures are.
[[nodiscard]] Sensitivity described_sensitivity(const ModelSpec& model, const RankFigures& figures);

} // namespace careshed
