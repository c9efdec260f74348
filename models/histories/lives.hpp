// A city's lives in one world: points are made once for each person, the baseline is judged once,
// and every arrangement re-judges only the people it reaches (lanes). Whole-number tallies make a
// lane equal the difference of two full runs, bit for bit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/histories/judge.hpp"

namespace careshed {

/// Every `stride`-th row from `first`: rows are spread evenly within areas, so that a part of them
/// stands for all, each for `stride` times as many people.
struct RowsLived {
    std::size_t first = 0, stride = 1;
};

struct LivesPlan {
    const StudyPopulation* population = nullptr;
    const NearbySites* nearby = nullptr;
    const LivingDraw* draw = nullptr;
    World world;
    RowsLived rows;
    bool with_baseline = true; ///< false: lanes need not live people whom no arm reaches
};

/// Expected counts of an arm, everybody's life judged: the slow way that lanes must equal.
[[nodiscard]] LifeCounts count_all(const LivesPlan& plan, const Arm& arm);
/// Expected deaths averted by an arm, by area.
[[nodiscard]] std::vector<EventUnits> count_areas(const LivesPlan& plan, const Arm& arm);
/// As count_all, by year of the run.
[[nodiscard]] std::vector<LifeCounts> count_years(const LivesPlan& plan, const Arm& arm);

/// Deaths averted among the people of a group, in both ways of counting.
struct GroupCounts {
    EventUnits lived = 0, direct = 0;
};

/// Counts of `arms` less those of `baseline`, by arm, and of the baseline itself (a part of it
/// where the plan asks for none). Only people who reach a site that the two do not share, or share
/// at another load or pull, are judged again.
struct LaneCounts {
    LifeCounts baseline;
    std::vector<LifeCounts> changes;              ///< by arm
    std::vector<std::vector<GroupCounts>> groups; ///< change by arm, then group
};
/// Costs the lives of everybody once, and of those in reach of a difference once an arm.
[[nodiscard]] LaneCounts count_lanes(const LivesPlan& plan, const Arm& baseline,
                                     std::span<const Arm> arms);

} // namespace careshed
