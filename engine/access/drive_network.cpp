#include "engine/access/drive_network.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

namespace {

/// `cost_of(edge)` is what a drivable edge costs either way.
template <class CostOf> DriveNetwork network_of(const Streets& streets, CostOf&& cost_of) {
    DriveNetwork network{&streets, {}, {}};
    network.edge_costs.resize(streets.edges.size());
    std::vector<Link> links;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        const std::uint32_t cost = edge.is_drivable() ? cost_of(edge) : kNoWay;
        if (cost == kNoWay)
            continue;
        DriveCosts& costs = network.edge_costs[e];
        if (edge.traffic.drives_along) {
            costs.along = cost;
            links.push_back({edge.from, {edge.to, cost}});
        }
        if (edge.traffic.drives_against) {
            costs.against = cost;
            links.push_back({edge.to, {edge.from, cost}});
        }
    }
    network.away = search_graph(streets.nodes.size(), links);
    return network;
}

std::uint32_t before(std::uint32_t cost, Place place) {
    return cost == kNoWay ? kNoWay : part_before(cost, place);
}
std::uint32_t after(std::uint32_t cost, Place place) {
    return cost == kNoWay ? kNoWay : cost - part_before(cost, place);
}

} // namespace

DriveNetwork drive_lengths(const Streets& streets) {
    return network_of(streets, [](const Edge& edge) { return edge.length_cm; });
}

DriveNetwork drive_network(const Streets& streets, const DriveSpeeds& speeds, std::size_t hour) {
    return network_of(streets, [&](const Edge& edge) {
        const double of_class = speeds.class_kmh[static_cast<std::size_t>(edge.traffic.kind)];
        const double kmh = edge.traffic.speed_kmh > 0 ? edge.traffic.speed_kmh : of_class;
        const double cm_per_ds = kmh * speeds.hour_factor[hour] * 100 / 36;
        if (!(cm_per_ds > 0))
            return kNoWay;
        const double time = std::floor(edge.length_cm / cm_per_ds + 0.5);
        return static_cast<std::uint32_t>(std::clamp(time, 1.0, double(kFarthest)));
    });
}

EndCosts end_costs(DriveCosts costs, Place place) {
    return {before(costs.against, place), after(costs.along, place), before(costs.along, place),
            after(costs.against, place)};
}

std::uint32_t direct_cost(DriveCosts costs, Place start, Place goal) {
    const std::uint32_t whole = goal.share >= start.share ? costs.along : costs.against;
    if (whole == kNoWay)
        return goal.share == start.share ? 0 : kNoWay;
    const std::uint32_t a = part_before(whole, start), b = part_before(whole, goal);
    return a < b ? b - a : a - b;
}

} // namespace careshed
