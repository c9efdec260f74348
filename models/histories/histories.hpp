// A city's individual histories in one replication: points are generated once for each person, the
// baseline is evaluated once, and every arm re-evaluates only the people it reaches (paired
// evaluation). Integer tallies make a paired evaluation equal the difference of two full runs, bit
// for bit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/histories/arm_evaluator.hpp"

namespace careshed {

/// Systematic sample of rows: every `stride`-th from `first`. Rows are spread evenly within areas;
/// each sampled row stands for `stride` times as many people.
struct SimulatedRows {
    std::size_t first = 0, stride = 1;
};

struct HistoriesPlan {
    const StudyPopulation* population = nullptr;
    const NearbySites* nearby = nullptr;
    const HistorySetup* draw = nullptr;
    Replication replication;
    SimulatedRows rows;
    bool with_baseline = true; ///< false: people out of reach of all arms are not simulated
};

/// Expected counts of an arm, every history evaluated: the reference for paired evaluations.
[[nodiscard]] HistoryCounts count_all(const HistoriesPlan& plan, const Arm& arm);
/// Expected deaths averted by an arm, by area.
[[nodiscard]] std::vector<EventUnits> count_areas(const HistoriesPlan& plan, const Arm& arm);
/// As count_all, by year of the run.
[[nodiscard]] std::vector<HistoryCounts> count_years(const HistoriesPlan& plan, const Arm& arm);

/// Deaths averted among the people of a group, in both ways of counting.
struct GroupCounts {
    EventUnits simulated = 0, direct = 0;
};

/// Counts of `arms` less those of `baseline`, by arm, and of the baseline itself (a part of it
/// where the plan asks for none). Only people who reach a site that the two do not share, or share
/// at another acceptance or attraction, are evaluated again.
struct PairedCounts {
    HistoryCounts baseline;
    std::vector<HistoryCounts> changes;           ///< by arm
    std::vector<std::vector<GroupCounts>> groups; ///< change by arm, then group
};
/// Cost: every history once, and once an arm the histories in reach of a differing site.
[[nodiscard]] PairedCounts count_paired(const HistoriesPlan& plan, const Arm& baseline,
                                        std::span<const Arm> arms);

} // namespace careshed
