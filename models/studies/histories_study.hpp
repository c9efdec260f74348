// The outer loop of the individual histories: candidates in every draw, with replications until the
// Monte Carlo error is small beside the uncertainty between draws: more where it is larger. The
// analytic expectation is the control variate of every figure: only the effect of history is left
// to chance. Either every candidate is simulated in every draw, or, sequentially, the sites still
// in contention. Draws run in parallel; each is computed by one thread in a fixed order, and
// finished replications may be kept in a journal from which a stopped run resumes.
#pragma once

#include <array>

#include "models/studies/controlled_deaths.hpp"
#include "models/studies/sequential_elimination.hpp"

namespace careshed {

/// Replications are added until the Monte Carlo variance within draws is at most this share of the
/// variance of the difference between the two best sites, or its standard deviation this part of
/// the indifference zone (run.indifference): no choice then depends on it. Their number depends on
/// the two leading sites, unless run.replications sets it.
inline constexpr double kMonteCarloShare = 0.01, kMonteCarloOfIndifference = 0.1;

struct HistoriesStudy {
    TablesByDecay by_decay; ///< means over a draw's replications
    TablesByDecay groups_by_decay;
    double replications = 0; ///< a draw, mean
    double chance_share = 0; ///< left, of the variance of the top difference (last draws simulated)
    double chance_deviation = 0; ///< left in that difference within a draw, deaths a year
    bool is_monte_carlo_small = false;
    double slope = 1;      ///< of simulated deaths averted on direct counts, mean of sites
    MeanAndError baseline; ///< deaths a year, over draws and replications
    /// Ratio of direct deaths averted by all sites to their exact mean, over draws: should be 1.
    MeanAndError control;
    double deaths_after_release = 0; ///< share of baseline deaths in the window after release
    std::vector<std::size_t> simulated_draws; ///< by candidate; other draws are predicted
    /// Sites simulated, summed over replications: the work, and the work if all were simulated in
    /// all.
    double site_replications = 0, all_site_replications = 0;
};

/// Draws simulated for all candidates before the first leave, when sequential; then as many again.
inline constexpr std::size_t kFirstDraws = 20;

/// `expected`: analytic expectation of the same study. `journal` may be null.
[[nodiscard]] HistoriesStudy simulate_study(const Experiment& experiment,
                                            const ExpectedStudy& expected, RunJournal* journal);

} // namespace careshed
