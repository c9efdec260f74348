// Comparison of named arms: changes by each relative to a city without any site, in the same draws,
// people and replications, so that differences between arms are paired. The analytic expectation of
// several sites is the control variate of every figure, with a slope of each arm's own: a further
// arm changes no figure of another. Draws run in parallel; each is computed by one thread in a
// fixed order.
#pragma once

#include "models/studies/simulated_arms.hpp"

namespace careshed {

class Comparison {
  public:
    Comparison(OutcomeTable outcomes, std::vector<double> variances)
        : outcomes_(std::move(outcomes)), variances_(std::move(variances)) {}

    /// A row an arm, columns as site_outcomes: means over a draw's replications.
    [[nodiscard]] const OutcomeTable& outcomes() const { return outcomes_; }
    /// Monte Carlo error left in a draw's difference of two arms: its standard deviation, root of
    /// the mean square over draws.
    [[nodiscard]] double chance_in_draw(std::size_t one, std::size_t other,
                                        std::size_t outcome) const;
    /// The same in the mean difference over draws: its standard error from replications.
    [[nodiscard]] double chance_in_mean(std::size_t one, std::size_t other,
                                        std::size_t outcome) const;

  private:
    OutcomeTable outcomes_;
    std::vector<double> variances_; ///< by arm, other arm, outcome
};

/// Every arm in every draw of the scenario, and in the central one. Throws as simulate_arms does.
[[nodiscard]] Comparison compare_arms(const ArmsPlan& plan);

} // namespace careshed
