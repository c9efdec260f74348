#include "engine/access/walk_times.hpp"

#include <algorithm>
#include <array>

#include "engine/access/shortest_path.hpp"

namespace careshed {

namespace {

Reach reach_of(const WalkNetwork& network, const Candidate& candidate, Deciseconds limit,
               PathSearch& search) {
    Reach reach{candidate.place, walk_open(candidate.off_street_cm, network.pace), {}};
    const Edge& edge = network.streets->edges[candidate.place.edge];
    const EndTimes ends = end_times(network.edge_times[candidate.place.edge], candidate.place);
    const std::array<Start, 2> starts = {
        Start{edge.from, ends.from_from_to_place + reach.goal_leg_ds},
        Start{edge.to, ends.from_to_to_place + reach.goal_leg_ds}};
    search.run(starts, limit.value());
    const auto reached = search.reached_in_order();
    reach.nodes.resize(reached.size());
    std::ranges::transform(reached, reach.nodes.begin(), [&](std::uint32_t node) {
        return NodeTime{node, search.cost_of(node)};
    });
    return reach;
}

} // namespace

WalkTimes compute_walk_times(const WalkNetwork& network, std::span<const Candidate> candidates,
                             Deciseconds limit, Threads threads) {
    WalkTimes times;
    times.network = &network;
    times.limit = limit;
    times.to_candidate.resize(candidates.size());
    SearchPool pool(network.towards);
    for_each_index(candidates.size(), threads, [&](std::size_t i) {
        auto search = pool.borrow();
        times.to_candidate[i] = reach_of(network, candidates[i], limit, *search);
        pool.give_back(std::move(search));
    });
    return times;
}

std::vector<std::uint32_t> times_from_places(const WalkNetwork& network, const Reach& reach,
                                             Deciseconds limit, std::span<const Place> places) {
    std::vector<std::uint32_t> node_time(network.streets->nodes.size(), kUnreached);
    for (const NodeTime& known : reach.nodes)
        node_time[known.node] = known.time_ds;
    std::vector<std::uint32_t> times(places.size(), kUnreached);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!network.is_walkable(places[i].edge))
            continue;
        const Edge& edge = network.streets->edges[places[i].edge];
        if (node_time[edge.from] == kUnreached && node_time[edge.to] == kUnreached &&
            places[i].edge != reach.goal.edge)
            continue; // as most of a city is
        const EdgeTimes whole = network.edge_times[places[i].edge];
        const EndTimes ends = end_times(whole, places[i]);
        const auto by = [&](std::uint32_t node, std::uint32_t leg) {
            return node_time[node] == kUnreached ? std::uint64_t{kUnreached}
                                                 : std::uint64_t{node_time[node]} + leg;
        };
        std::uint64_t best =
            std::min(by(edge.from, ends.from_place_to_from), by(edge.to, ends.from_place_to_to));
        if (places[i].edge == reach.goal.edge)
            best = std::min(best, std::uint64_t{direct_time(whole, places[i], reach.goal)} +
                                      reach.goal_leg_ds);
        if (best <= limit.value() && best < kUnreached)
            times[i] = static_cast<std::uint32_t>(best);
    }
    return times;
}

} // namespace careshed
