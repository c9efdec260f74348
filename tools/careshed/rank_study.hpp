// From the study's numbers to what a council is told: rankings under every structure and decay, the
// transparent benchmark, what the fit implies, and what one must believe.
#pragma once

#include "engine/report/rank_study.hpp"
#include "models/studies/lives_study.hpp"
#include "tools/careshed/prepared_study.hpp"

namespace careshed {

/// The closed form over as many draws as run.stop_on asks for; the scenario's draws are then these.
[[nodiscard]] ExpectedStudy expect_until_sure(PreparedStudy& prepared);

[[nodiscard]] RankStudy describe_study(const PreparedStudy& prepared, const ExpectedStudy& study,
                                       const LivesStudy& lives);

/// Parameters as the report and `careshed parameters` show them; overrides replace values and fix
/// them.
[[nodiscard]] std::vector<ParameterLine> parameter_lines(const ModelSpec& model);

} // namespace careshed
