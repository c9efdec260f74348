// The outer loop with lives: candidates in every draw, over as many worlds a draw as it takes for
// chance to be small beside what is not known: more where it is larger. The closed form is the
// control of every figure: only what history adds to it is left to chance. Either every candidate
// is lived in every draw, or, sequentially, those that may still be among the first. Draws run in
// parallel; each is computed by one thread in a fixed order, and finished worlds may be kept in a
// journal from which a stopped run goes on.
#pragma once

#include <array>

#include "models/studies/contenders.hpp"
#include "models/studies/controlled_deaths.hpp"

namespace careshed {

/// Worlds are added until chance within draws is at most this share of the variance of the
/// difference between the two best sites, or its standard deviation this part of the difference
/// that counts as equally good (run.indifference): no choice then hangs on it. How many that are
/// hangs on which two sites lead, unless run.worlds says.
inline constexpr double kChanceShare = 0.01, kChanceOfIndifference = 0.1;

struct LivesStudy {
    TablesByDecay by_decay; ///< means over a draw's worlds
    TablesByDecay groups_by_decay;
    double worlds = 0; ///< a draw, mean
    double chance_share =
        0; ///< left, of the variance of the top difference (of the last draws lived)
    double chance_deviation = 0; ///< left in that difference within a draw, deaths a year
    bool is_chance_small = false;
    double slope = 1; ///< of deaths averted as lived on those the closed form counts, mean of sites
    MeanAndError baseline; ///< deaths a year, over draws and worlds
    /// Deaths averted by all sites as the closed form counts them in lives, beside its formula, a
    /// year, over draws: a ratio that should be 1.
    MeanAndError control;
    double deaths_after_release = 0;      ///< share of baseline deaths in the window after release
    std::vector<std::size_t> lived_draws; ///< by candidate; in the others it is told from those
    /// Sites lived, summed over worlds: the work, and what it would be if all were lived in all.
    double site_worlds = 0, all_site_worlds = 0;
};

/// Draws lived by all candidates before the first leave, when sequential; then as many again.
inline constexpr std::size_t kFirstDraws = 20;

/// `expected` is the same study in closed form. `journal` may be null.
[[nodiscard]] LivesStudy live_study(const Experiment& experiment, const ExpectedStudy& expected,
                                    RunJournal* journal);

} // namespace careshed
