// The tables behind the answer: what the rules removed, what the study warns of, every parameter,
// and the rows from which a spreadsheet recomputes the best site's central estimate.
#pragma once

#include "engine/report/rank_study.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// True when a distance rule of the scenario removed it; other checks have no distance to keep.
[[nodiscard]] bool is_by_rule(const RankStudy& study, const RemovedCandidate& removed);
[[nodiscard]] Sheet removed_sheet(const RankStudy& study);
[[nodiscard]] Sheet diagnostics_sheet(const RankStudy& study);
[[nodiscard]] Sheet parameters_sheet(const std::vector<ParameterLine>& parameters);
/// Rows hold no id, place, area or walk time and are sorted by value, so that nobody's place
/// follows.
[[nodiscard]] Sheet hand_check_sheet(const RankStudy& study);

} // namespace careshed
