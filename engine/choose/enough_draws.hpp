// How many draws are enough: P(best), P(top five) or the interval of rank 1 are then known as well
// as was asked. More draws would narrow chance only: what parameters and records leave open stays.
#pragma once

#include <string>

#include "engine/inputs/model_choices.hpp"
#include "engine/outcomes/outcomes.hpp"

namespace careshed {

/// What is looked at (of an interval its two ends, on average), and the Monte Carlo standard error
/// of it that is small enough: a probability, or for an interval a share of its width. Nothing is
/// looked at for `draws`.
struct StopRule {
    StopOn on = StopOn::draws; ///< P(best) of rank 1, P(top five) of any site, interval of rank 1
    double precision = 0.02;
};

/// Looked at first; then at twice as many.
inline constexpr std::size_t kFewestDraws = 50;

/// Of what the rule looks at (not `draws`), were the first `draws` all there are. `objective` is an
/// outcome id.
[[nodiscard]] double standard_error_of(const StopRule& rule, const OutcomeTable& table,
                                       const std::string& objective, std::size_t draws);

/// 50, 100, 200, ... or all of the table's draws, the first at which the standard error is small
/// enough.
[[nodiscard]] std::size_t enough_draws(const StopRule& rule, const OutcomeTable& table,
                                       const std::string& objective);

} // namespace careshed
