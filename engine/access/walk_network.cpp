#include "engine/access/walk_network.hpp"

namespace careshed {

WalkNetwork walk_network(const Streets& streets, const Pace& pace) {
    WalkNetwork network{&streets, pace, {}, {}};
    std::vector<Link> links;
    links.reserve(2 * streets.edges.size());
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        network.edge_times.push_back(walk_edge(streets, e, pace));
        if (!edge.traffic.is_walkable)
            continue;
        links.push_back({edge.to, {edge.from, network.edge_times[e].along_ds}});
        links.push_back({edge.from, {edge.to, network.edge_times[e].against_ds}});
    }
    network.towards = search_graph(streets.nodes.size(), links);
    return network;
}

EndTimes end_times(EdgeTimes times, Place place) {
    const std::uint32_t along = part_before(times.along_ds, place);
    const std::uint32_t against = part_before(times.against_ds, place);
    return {against, times.along_ds - along, along, times.against_ds - against};
}

std::uint32_t direct_time(EdgeTimes times, Place start, Place goal) {
    const std::uint32_t whole = goal.share >= start.share ? times.along_ds : times.against_ds;
    const std::uint32_t a = part_before(whole, start), b = part_before(whole, goal);
    return a < b ? b - a : a - b;
}

} // namespace careshed
