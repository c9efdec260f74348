#include "engine/report/reached_streets.hpp"

#include <algorithm>

namespace careshed {
namespace {

constexpr std::uint32_t kDecisecondsAMinute = 600;

std::vector<std::uint32_t> times_by_node(const Streets& streets, const Reach& reach) {
    std::vector<std::uint32_t> times(streets.nodes.size(), kUnreached);
    for (const NodeTime& node : reach.nodes)
        times[node.node] = node.time_ds;
    return times;
}

/// Time at the middle of an edge, from its nearer end; the goal's own edge is reached directly.
std::uint32_t middle_time(const Edge& edge, const std::vector<std::uint32_t>& times,
                          const Reach& reach, bool is_goal) {
    std::uint32_t best = std::min(times[edge.from], times[edge.to]);
    if (best != kUnreached)
        best += edge.walk_ds / 2;
    if (is_goal) {
        const EndTimes ends = end_times(edge, reach.goal);
        const std::uint32_t half = edge.walk_ds / 2;
        const std::uint32_t along = ends.to_from > half ? ends.to_from - half : half - ends.to_from;
        best = std::min(best, reach.goal_leg_ds + along);
    }
    return best;
}

} // namespace

std::vector<ReachedEdge> reached_edges(const Streets& streets, const Reach& reach) {
    const std::vector<std::uint32_t> times = times_by_node(streets, reach);
    std::vector<ReachedEdge> reached;
    for (std::uint32_t edge = 0; edge < streets.edges.size(); ++edge) {
        const std::uint32_t time =
            middle_time(streets.edges[edge], times, reach, edge == reach.goal.edge);
        const auto* const upper =
            std::find_if(kWalkClasses.begin(), kWalkClasses.end(), [&](int minutes) {
                return time <= static_cast<std::uint32_t>(minutes) * kDecisecondsAMinute;
            });
        if (time != kUnreached && upper != kWalkClasses.end())
            reached.push_back({edge, *upper});
    }
    return reached;
}

} // namespace careshed
