// Uncertainty by source: the parameters of one mechanism, or the recorded deaths, drawn while
// everything else stays at the centre. Draws are those of the study, so that groups can be
// compared. Cost: a fit of the city a group and draw.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/studies/expected_study.hpp"

namespace careshed {

inline constexpr std::uint32_t kSpreadDraws = 16;

/// Standard deviations over draws of the group, deaths a year.
struct GroupSpread {
    std::string group;       ///< "people at risk", "uptake", "recorded deaths"
    double of_first = 0;     ///< of the first site's deaths averted
    double of_lead = 0;      ///< of its lead over the second
    std::uint32_t draws = 0; ///< that could reach the source site's volume
};

/// Groups that enter the analytic expectation of deaths averted, in the order of the parameter
/// table, then the recorded deaths. Of the first two sites.
[[nodiscard]] std::vector<GroupSpread> group_spreads(const StudyPlan& plan, DecaySet decay,
                                                     std::span<const std::size_t> sites);

} // namespace careshed
