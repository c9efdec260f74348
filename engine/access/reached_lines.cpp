#include "engine/access/reached_lines.hpp"

#include <algorithm>
#include <cmath>

#include "engine/city/streets/along_shape.hpp"

namespace careshed {

namespace {

constexpr double kWholeShare = 65535; // Place::share of the far end

/// From `low` to `high`, as shares of an edge's length.
struct Interval {
    double low = 0, high = 0;
};

std::uint32_t time_of(const Reach& reach, std::uint32_t node) {
    const auto found = std::ranges::lower_bound(reach.nodes, node, {}, &NodeTime::node);
    return found != reach.nodes.end() && found->node == node ? found->time_ds : kUnreached;
}

/// Every walkable edge at a reached node, and the goal's own, once each.
std::vector<std::uint32_t> edges_at(const WalkNetwork& network, const Reach& reach) {
    std::vector<std::uint32_t> edges = {reach.goal.edge};
    for (const NodeTime& known : reach.nodes)
        for (const Arc& arc : network.streets->arcs_of(known.node))
            if (network.is_walkable(arc.edge))
                edges.push_back(arc.edge);
    std::ranges::sort(edges);
    const auto rest = std::ranges::unique(edges);
    edges.erase(rest.begin(), rest.end());
    return edges;
}

/// Parts of one edge from which the goal is reached, in order and apart.
std::vector<Interval> intervals_of(const WalkNetwork& network, const Reach& reach, std::uint32_t at,
                                   Deciseconds limit) {
    const Edge& edge = network.streets->edges[at];
    const EdgeTimes whole = network.edge_times[at];
    std::vector<Interval> intervals;
    // Share of the edge that can still be walked, in the direction of which `all` is the time.
    const auto left = [&](std::uint32_t spent, std::uint32_t all) {
        return (double(limit.value()) - spent) / all;
    };
    if (const auto spent = time_of(reach, edge.from); spent <= limit.value())
        intervals.push_back({0, std::min(left(spent, whole.against_ds), 1.0)});
    if (const auto spent = reach.goal_leg_ds; at == reach.goal.edge && spent <= limit.value()) {
        const double goal = reach.goal.share / kWholeShare;
        intervals.push_back({std::max(goal - left(spent, whole.along_ds), 0.0),
                             std::min(goal + left(spent, whole.against_ds), 1.0)});
    }
    if (const auto spent = time_of(reach, edge.to); spent <= limit.value())
        intervals.push_back({std::max(1 - left(spent, whole.along_ds), 0.0), 1});
    std::ranges::sort(intervals, {}, &Interval::low);
    std::vector<Interval> apart;
    for (const Interval& next : intervals) {
        if (apart.empty() || next.low > apart.back().high)
            apart.push_back(next);
        apart.back().high = std::max(apart.back().high, next.high);
    }
    return apart;
}

std::vector<Point> cut(std::span<const Point> shape, Interval interval) {
    double length = 0;
    for (std::size_t i = 1; i < shape.size(); ++i)
        length += distance_cm(shape[i - 1], shape[i]);
    const double low = interval.low * length, high = interval.high * length;
    std::vector<Point> line;
    const auto add = [&](Point p) {
        if (line.empty() || line.back() != p)
            line.push_back(p);
    };
    double walked = 0;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const double step = distance_cm(shape[i - 1], shape[i]);
        if (step > 0 && walked + step >= low && walked <= high) {
            add(between(shape[i - 1], shape[i], std::max((low - walked) / step, 0.0)));
            add(between(shape[i - 1], shape[i], std::min((high - walked) / step, 1.0)));
        }
        walked += step;
    }
    return line;
}

} // namespace

std::vector<ReachedLine> reached_lines(const WalkNetwork& network, const Reach& reach,
                                       Deciseconds limit) {
    const Streets& streets = *network.streets;
    std::vector<ReachedLine> lines;
    for (const std::uint32_t edge : edges_at(network, reach))
        for (const Interval& interval : intervals_of(network, reach, edge, limit)) {
            auto shape = cut(streets.shape_of(streets.edges[edge]), interval);
            if (shape.size() >= 2)
                lines.push_back({edge, std::move(shape)});
        }
    return lines;
}

} // namespace careshed
