// Minutes on foot to each candidate: one bounded search a candidate, over the whole network,
// sparse. Exact on places inside edges: both ends are tried, and the direct way when both lie on
// one edge.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/access/walk_network.hpp"
#include "engine/city/city.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/units.hpp"

namespace careshed {

inline constexpr std::uint32_t kUnreached = std::numeric_limits<std::uint32_t>::max();

/// A node and the deciseconds from it to the goal.
struct NodeTime {
    std::uint32_t node = 0;
    std::uint32_t time_ds = 0;
};

/// All nodes from which one candidate is reached within the limit, by node.
struct Reach {
    Place goal;
    std::uint32_t goal_leg_ds = 0; ///< street to door, part of every time
    std::vector<NodeTime> nodes;
};

struct WalkTimes {
    const WalkNetwork* network = nullptr; ///< outlives the times
    Deciseconds limit{0};
    std::vector<Reach> to_candidate; ///< as City::candidates
};

/// Searches from each candidate against the walking direction until `limit`.
[[nodiscard]] WalkTimes compute_walk_times(const WalkNetwork& network,
                                           std::span<const Candidate> candidates, Deciseconds limit,
                                           Threads threads);

/// Deciseconds from each place to the reach's goal, kUnreached beyond the limit.
[[nodiscard]] std::vector<std::uint32_t> times_from_places(const WalkNetwork& network,
                                                           const Reach& reach, Deciseconds limit,
                                                           std::span<const Place> places);

} // namespace careshed
