// A city's lives in one world: points are made once for each person, the baseline is judged once,
// and every arrangement re-judges only the people it reaches (lanes). Whole-number tallies make a
// lane equal the difference of two full runs, bit for bit.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/booth_load.hpp"
#include "models/living_draw.hpp"
#include "models/nearby_sites.hpp"

namespace careshed {

/// Expected events, in units of 2^-44.
using EventUnits = std::int64_t;
[[nodiscard]] EventUnits event_units(double events);
[[nodiscard]] double events_of(EventUnits units);

/// Expected events of some lives over the run.
struct LifeCounts {
    std::array<EventUnits, kSettings> deaths{}; ///< by the setting where the overdose began
    EventUnits overdoses = 0;                   ///< life-threatening, anywhere
    EventUnits on_site = 0;                     ///< of these on a site
    EventUnits runs = 0;                        ///< ambulances away from a site

    LifeCounts& operator+=(const LifeCounts& other);
    LifeCounts& operator-=(const LifeCounts& other);
    bool operator==(const LifeCounts&) const = default;
};

/// A site that an arrangement opens.
struct OpenSite {
    std::size_t candidate = 0;
    const BoothLoad* load = nullptr;
    const Pull* pull = nullptr; ///< how far people walk to it
};
/// Every site that is open. The baseline of most cities has none.
using Arm = std::vector<OpenSite>;

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
};

/// Expected counts of an arm, everybody's life judged: the slow way that lanes must equal.
[[nodiscard]] LifeCounts count_all(const LivesPlan& plan, const Arm& arm);
/// Expected deaths of an arm by area.
[[nodiscard]] std::vector<EventUnits> count_areas(const LivesPlan& plan, const Arm& arm);
/// As count_all, by year of the run.
[[nodiscard]] std::vector<LifeCounts> count_years(const LivesPlan& plan, const Arm& arm);

/// Counts of `arms` less those of `baseline`, by arm, and of the baseline itself. Only people who
/// reach a site that the two do not share, or share at another load or pull, are judged again.
struct LaneCounts {
    LifeCounts baseline;
    std::vector<LifeCounts> changes;                   ///< by arm
    std::vector<std::vector<EventUnits>> group_deaths; ///< change in deaths by arm, then group
};
[[nodiscard]] LaneCounts count_lanes(const LivesPlan& plan, const Arm& baseline,
                                     std::span<const Arm> arms);

} // namespace careshed
