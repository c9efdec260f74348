// Sequential elimination (ranking and selection): sites no longer in contention for the first ranks
// leave as draws are simulated, and their later draws are predicted from the analytic expectation.
// It is known for all sites in every draw, so only the ratio of simulated to analytic figures is
// estimated, which varies together for all sites of a draw (docs/decisions/0011).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/studies/expected_study.hpp"

namespace careshed {

/// Values by decay set: simulated where available, else the analytic expectation.
using TablesByDecay = EnumArray<DecaySet, OutcomeTable>;

class SequentialElimination {
  public:
    /// `zone`: indifference zone, deaths a year. `expected` must outlive it.
    SequentialElimination(const ExpectedStudy& expected, double zone);

    /// Sites still in contention: candidates.
    [[nodiscard]] const std::vector<std::size_t>& sites() const { return sites_; }
    /// Draws in which each candidate was simulated.
    [[nodiscard]] const std::vector<std::size_t>& simulated_draws() const {
        return simulated_draws_;
    }

    /// Called when the first `draws` are simulated. A site leaves when, under each decay set, at
    /// least kFirst others do better in nearly every draw, and the leader by more than the zone on
    /// average, both with three standard errors to spare.
    void evaluate(const TablesByDecay& simulated, std::size_t draws);

    /// Fills in values not simulated: the analytic expectation, times the ratio of simulated to
    /// analytic figures over the sites that stayed in that draw, times the site's own ratio to
    /// them.
    void fill(TablesByDecay& simulated, TablesByDecay& groups) const;

    static constexpr std::size_t kFirst = 5; ///< ranks reported, P(top five)

  private:
    [[nodiscard]] std::vector<std::size_t>
    leaving(const OutcomeTable& simulated, const OutcomeTable& expected, std::size_t draws) const;

    const ExpectedStudy& expected_;
    double zone_;
    std::vector<std::size_t> sites_, simulated_draws_;
};

} // namespace careshed
