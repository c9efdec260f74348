#include "engine/report/reached_streets.hpp"

#include <algorithm>

namespace careshed {
namespace {

std::vector<std::uint32_t> times_by_node(const Streets& streets, const Reach& reach) {
    std::vector<std::uint32_t> times(streets.nodes.size(), kUnreached);
    for (const NodeTime& node : reach.nodes)
        times[node.node] = node.time_ds;
    return times;
}

/// Time from the middle of an edge, by its better end; on the goal's own edge directly.
std::uint32_t middle_time(const WalkNetwork& network, std::uint32_t edge,
                          const std::vector<std::uint32_t>& times, const Reach& reach) {
    constexpr std::uint16_t kHalfWay = 32768;
    const Edge& street = network.streets->edges[edge];
    const Place middle{edge, kHalfWay};
    const EndTimes ends = end_times(network.edge_times[edge], middle);
    std::uint32_t best = kUnreached;
    if (times[street.from] != kUnreached)
        best = times[street.from] + ends.from_place_to_from;
    if (times[street.to] != kUnreached)
        best = std::min(best, times[street.to] + ends.from_place_to_to);
    if (edge == reach.goal.edge)
        best = std::min(best, reach.goal_leg_ds +
                                  direct_time(network.edge_times[edge], middle, reach.goal));
    return best;
}

} // namespace

std::vector<ReachedEdge> reached_edges(const WalkNetwork& network, const Reach& reach) {
    const std::vector<std::uint32_t> times = times_by_node(*network.streets, reach);
    std::vector<ReachedEdge> reached;
    for (std::uint32_t edge = 0; edge < network.streets->edges.size(); ++edge) {
        if (!network.is_walkable(edge))
            continue;
        const std::uint32_t time = middle_time(network, edge, times, reach);
        const auto* const upper =
            std::find_if(kWalkClasses.begin(), kWalkClasses.end(),
                         [&](int minutes) { return time <= minutes * kDecisecondsAMinute; });
        if (time != kUnreached && upper != kWalkClasses.end())
            reached.push_back({edge, *upper});
    }
    return reached;
}

} // namespace careshed
