// How well a site, or the nearest of a set of sites, is reached: people within t minutes, mean and
// worst walk, uptake under a distance decay; of everyone or by group. A row weighs as many people
// as it stands for. Who does not reach is counted apart and enters no mean. Cost: one look a row.
// docs/access-measures.md says when to use which.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/access/access_table.hpp"
#include "engine/access/person_columns.hpp"
#include "engine/core/units.hpp"

namespace careshed {

struct AccessQuestion {
    std::vector<Deciseconds> limits;
    std::vector<double> decay_by_ds; ///< share of people who would walk so long; 0 past its end
};

/// The share of a decay table at a walking time.
[[nodiscard]] inline double decay_at(std::span<const double> decay_by_ds, std::uint32_t walk_ds) {
    return walk_ds < decay_by_ds.size() ? decay_by_ds[walk_ds] : 0;
}

/// Of those who reach.
struct WalkMeasures {
    double people = 0;
    std::vector<double> people_within; ///< as AccessQuestion::limits, each limit included
    double uptake = 0;                 ///< people who would come: sum of people x decay
    std::optional<double> mean_ds;     ///< empty where nobody reaches
    std::optional<std::uint32_t> worst_ds;
};

struct AccessMeasures {
    WalkMeasures reached;
    double people_unreached = 0;
};

/// Of one site: costs its rows, so the people who do not reach it are not counted.
[[nodiscard]] WalkMeasures measure_site(std::span<const AccessRow> rows,
                                        std::span<const double> people,
                                        const AccessQuestion& question);

/// Of everyone, each on their way to the nearest of some sites.
[[nodiscard]] AccessMeasures measure_walks(const WeightedWalks& walks,
                                           const AccessQuestion& question);

/// By label. For groups within a row (age, race), weigh the rows by each group's people
/// and measure_walks once a group.
[[nodiscard]] std::vector<AccessMeasures> measure_groups(const WeightedWalks& walks,
                                                         const GroupLabels& groups,
                                                         const AccessQuestion& question);

} // namespace careshed
