// The literal twin of a search on streets: Dijkstra's algorithm as textbooks print it, on a graph
// in which every place is a node of its own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/access/walk_network.hpp"

namespace careshed::test {

/// A directed graph as a plain map; nodes below Streets::nodes.size() are the streets' own.
using Graph = std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>>;

inline std::map<std::uint32_t, std::uint64_t> textbook_dijkstra(const Graph& graph,
                                                                std::uint32_t source) {
    std::map<std::uint32_t, std::uint64_t> best = {{source, 0}};
    std::set<std::pair<std::uint64_t, std::uint32_t>> open = {{0, source}};
    while (!open.empty()) {
        const auto [spent, node] = *open.begin();
        open.erase(open.begin());
        if (!graph.contains(node))
            continue;
        for (const auto& [next, cost] : graph.at(node)) {
            const auto known = best.find(next);
            if (known != best.end() && known->second <= spent + cost)
                continue;
            if (known != best.end())
                open.erase({known->second, next});
            best[next] = spent + cost;
            open.insert({spent + cost, next});
        }
    }
    return best;
}

/// The way back: from a goal to everything that walks to it, with extra places strung along their
/// edges in order.
inline Graph graph_back(const WalkNetwork& network, const std::vector<Place>& places) {
    const Streets& streets = *network.streets;
    Graph graph;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        if (!streets.edges[e].traffic.is_walkable)
            continue;
        std::vector<std::pair<std::uint16_t, std::uint32_t>> stops; // share, graph node
        for (std::uint32_t p = 0; p < places.size(); ++p)
            if (places[p].edge == e)
                stops.emplace_back(places[p].share,
                                   static_cast<std::uint32_t>(streets.nodes.size()) + p);
        std::ranges::sort(stops);
        stops.emplace_back(std::uint16_t{65535}, streets.edges[e].to);
        const EdgeTimes whole = network.edge_times[e];
        std::uint32_t at = streets.edges[e].from;
        Place before{e, 0};
        for (const auto& [share, stop] : stops) {
            const Place here{e, share};
            graph[stop].emplace_back(at, part_before(whole.along_ds, here) -
                                             part_before(whole.along_ds, before));
            graph[at].emplace_back(stop, part_before(whole.against_ds, here) -
                                             part_before(whole.against_ds, before));
            at = stop;
            before = here;
        }
    }
    return graph;
}

} // namespace careshed::test
