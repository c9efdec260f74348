// Share of the uncertainty of a lead from the parameters, from the recorded deaths, and from the
// two together, by draws with the one kept and the other changed (Sobol's first-order shares;
// Saltelli et al. 2010, Computer Physics Communications 181:259).
#pragma once

#include <array>

#include "models/studies/expected_study.hpp"

namespace careshed {

/// Draws that are changed, at most. Cost: two fits of the city each.
inline constexpr std::size_t kChangedDraws = 128;

/// Shares of the variance over draws of a lead's analytic expectation; they sum to 1.
struct VarianceShares {
    double parameters = 0, data = 0;
    double together = 0; ///< explained by neither alone
};

/// From a lead in each draw, the same with the next draw's incidence, and with the next draw's
/// parameters. All 0 where the lead does not vary.
[[nodiscard]] VarianceShares shares_of(const std::vector<double>& lead,
                                       const std::vector<double>& other_data,
                                       const std::vector<double>& other_parameters);

/// Of the lead of the first of two sites over the second.
[[nodiscard]] VarianceShares variance_shares(const StudyPlan& plan, const ExpectedStudy& expected,
                                             DecaySet decay, std::array<std::size_t, 2> sites);

} // namespace careshed
