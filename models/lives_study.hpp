// The outer loop with lives: every candidate in every draw, over as many worlds a draw as it takes
// for chance to be small beside what is not known. Draws run in parallel; each is computed by one
// thread in a fixed order, and finished worlds may be kept in a journal from which a stopped run
// goes on.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/simulate/journal.hpp"
#include "models/expected_study.hpp"
#include "models/lives.hpp"
#include "models/nearby_sites.hpp"

namespace careshed {

/// How much the runs of a study remember and whether booths queue.
struct LivesSpec {
    History history = History::on;
    bool queues = true; ///< a played queue at each site; else the steady state of each hour
};

inline constexpr std::uint32_t kFewestWorlds = 4, kMostWorlds = 8;
/// A world lives every fourth row of the super-population: worlds in turn live all of them.
inline constexpr std::uint32_t kRowStride = 4;
/// Worlds are added until chance within draws is at most this share of the variance of the
/// difference between the two best sites.
inline constexpr double kChanceShare = 0.01;

/// Worlds a draw after one more round, when chance has `share` of the variance at `worlds`: as many
/// as bring it down, since it falls as their number rises. Each round sets every draw up anew.
[[nodiscard]] inline std::uint32_t worlds_after(std::uint32_t worlds, double share) {
    const double needed = std::max(std::ceil(worlds * share / kChanceShare), worlds + 1.0);
    return static_cast<std::uint32_t>(std::min(needed, 1.0 * kMostWorlds));
}

struct LivesStudy {
    std::array<OutcomeTable, kDecaySets> by_decay; ///< means over a draw's worlds
    std::array<OutcomeTable, kDecaySets> groups_by_decay;
    std::uint32_t worlds = 0;        ///< a draw
    double chance_share = 0;         ///< left, of the variance of the top difference
    double baseline_deaths = 0;      ///< a year, mean over draws and worlds
    double baseline_error = 0;       ///< its standard error
    double deaths_after_release = 0; ///< share of deaths in the window after release, mean of draws
};

/// `expected` is the same study in closed form: it knows what is wanted at each site. `journal` may
/// be null.
[[nodiscard]] LivesStudy live_study(const StudyPlan& plan, const NearbySites& nearby,
                                    const ExpectedStudy& expected, const LivesSpec& spec,
                                    RunJournal* journal);

/// A site's load, as the spec says; all worlds of a draw share what is played for the first.
[[nodiscard]] BoothLoad load_of_draw(const SiteDemand& demand, const LivesSpec& spec,
                                     const Candidate& site, World first);

/// World of a draw: `number` below kMostWorlds; the central draw is -1.
[[nodiscard]] World world_of(std::uint64_t seed, int draw, std::uint32_t number);

} // namespace careshed
