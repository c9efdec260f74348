// What would change a ranking's answer, from the models' figures to the report's.
#pragma once

#include "engine/report/rank_study.hpp"
#include "tools/careshed/prepared_study.hpp"

namespace careshed {

/// Of the first sites of `ranking`. Empty with one site, or under a rival structure.
[[nodiscard]] Sensitivity sensitivity_of(const PreparedStudy& prepared, const ExpectedStudy& study,
                                         const LivesStudy& lives, const Ranking& ranking);

} // namespace careshed
