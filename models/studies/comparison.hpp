// Named arms side by side: what each would change beside a city without any site, in the same
// draws, people and worlds, so that differences between arms are paired. The closed form of several
// sites is the control of every figure, with a slope of each arm's own: one arm more changes
// nothing of another. Draws run in parallel; each is computed by one thread in a fixed order.
#pragma once

#include "models/studies/arms_lived.hpp"

namespace careshed {

class Comparison {
  public:
    Comparison(OutcomeTable outcomes, std::vector<double> variances)
        : outcomes_(std::move(outcomes)), variances_(std::move(variances)) {}

    /// A row an arm, columns as site_outcomes: means over a draw's worlds.
    [[nodiscard]] const OutcomeTable& outcomes() const { return outcomes_; }
    /// Chance of lives that is left in a draw's difference of two arms: its standard deviation,
    /// root of the mean square over draws.
    [[nodiscard]] double chance_in_draw(std::size_t one, std::size_t other,
                                        std::size_t outcome) const;
    /// The same in the mean difference over draws: its standard error from worlds.
    [[nodiscard]] double chance_in_mean(std::size_t one, std::size_t other,
                                        std::size_t outcome) const;

  private:
    OutcomeTable outcomes_;
    std::vector<double> variances_; ///< by arm, other arm, outcome
};

/// Every arm in every draw of the scenario, and in the central one. Throws as live_arms does.
[[nodiscard]] Comparison compare_arms(const ArmsPlan& plan);

} // namespace careshed
