// The outer loop with lives: every candidate in every draw, over as many worlds a draw as it takes
// for chance to be small beside what is not known: more where it is larger. The closed form is the
// control of every figure: only what history adds to it is left to chance. Draws run in parallel;
// each is computed by one thread in a fixed order, and finished worlds may be kept in a journal
// from which a stopped run goes on.
#pragma once

#include <array>

#include "models/controlled_deaths.hpp"

namespace careshed {

/// Worlds are added until chance within draws is at most this share of the variance of the
/// difference between the two best sites, or its standard deviation this part of the difference
/// that counts as equally good (run.indifference): no choice then hangs on it.
inline constexpr double kChanceShare = 0.01, kChanceOfIndifference = 0.1;

struct LivesStudy {
    std::array<OutcomeTable, kDecaySets> by_decay; ///< means over a draw's worlds
    std::array<OutcomeTable, kDecaySets> groups_by_decay;
    double worlds = 0;           ///< a draw, mean
    double chance_share = 0;     ///< left, of the variance of the top difference
    double chance_deviation = 0; ///< left in that difference within a draw, deaths a year
    bool is_chance_small = false;
    double slope = 1;      ///< of deaths averted as lived on those the closed form counts
    MeanAndError baseline; ///< deaths a year, over draws and worlds
    /// Deaths averted by all sites as the closed form counts them in lives, beside its formula, a
    /// year, over draws: a ratio that should be 1.
    MeanAndError control;
    double deaths_after_release = 0; ///< share of baseline deaths in the window after release
};

/// `expected` is the same study in closed form. `journal` may be null.
[[nodiscard]] LivesStudy live_study(const StudyPlan& plan, const NearbySites& nearby,
                                    const ExpectedStudy& expected, const LivesSpec& spec,
                                    RunJournal* journal);

} // namespace careshed
