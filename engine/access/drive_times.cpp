#include "engine/access/drive_times.hpp"

#include <algorithm>

#include "engine/access/shortest_path.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

static_assert(kNoWay == PathSearch::kNoPath);

std::vector<Place> sorted_places(std::span<const Station> stations) {
    std::vector<Place> places;
    for (const Station& station : stations)
        places.push_back(station.place);
    std::ranges::sort(places);
    return places;
}

/// Sum of two costs, kNoWay if either is.
std::uint32_t plus(std::uint32_t a, std::uint32_t b) {
    return a == kNoWay || b == kNoWay ? kNoWay : a + b;
}

} // namespace

std::vector<std::uint32_t> drive_to_nodes(const DriveNetwork& network,
                                          std::span<const Station> stations) {
    std::vector<Start> starts;
    for (const Station& station : stations) {
        const Edge& edge = network.streets->edges[station.place.edge];
        const EndCosts ends = end_costs(network.edge_costs[station.place.edge], station.place);
        if (ends.from_place_to_from != kNoWay)
            starts.push_back({edge.from, ends.from_place_to_from});
        if (ends.from_place_to_to != kNoWay)
            starts.push_back({edge.to, ends.from_place_to_to});
    }
    PathSearch search(network.away);
    search.run(starts, kFarthest);
    std::vector<std::uint32_t> to_nodes(network.away.nodes());
    for (std::uint32_t node = 0; node < to_nodes.size(); ++node)
        to_nodes[node] = search.cost_of(node);
    return to_nodes;
}

std::vector<std::uint32_t> drive_to_places(const DriveNetwork& network,
                                           std::span<const std::uint32_t> to_nodes,
                                           std::span<const Station> stations,
                                           std::span<const Place> places) {
    const std::vector<Place> posts = sorted_places(stations);
    std::vector<std::uint32_t> result(places.size(), kNoWay);
    for (std::size_t i = 0; i < places.size(); ++i) {
        stop_if_interrupted();
        const Place place = places[i];
        const Edge& edge = network.streets->edges[place.edge];
        const DriveCosts costs = network.edge_costs[place.edge];
        const EndCosts ends = end_costs(costs, place);
        std::uint32_t best = std::min(plus(to_nodes[edge.from], ends.from_from_to_place),
                                      plus(to_nodes[edge.to], ends.from_to_to_place));
        // Stations on the same edge may be nearer than both its ends.
        for (auto post = std::ranges::lower_bound(posts, Place{place.edge, 0});
             post != posts.end() && post->edge == place.edge; ++post)
            best = std::min(best, direct_cost(costs, *post, place));
        result[i] = best;
    }
    return result;
}

} // namespace careshed
