#include "engine/access/walk_times.hpp"

#include <algorithm>
#include <array>

#include "engine/access/shortest_path.hpp"

namespace careshed {

namespace {

Reach reach_of(const Streets& streets, const Candidate& candidate, Deciseconds limit,
               PathSearch& search) {
    Reach reach{candidate.place, candidate.off_street_ds, {}};
    const Edge& edge = streets.edges[candidate.place.edge];
    const EndTimes ends = end_times(edge, candidate.place);
    const std::array<Start, 2> starts = {Start{edge.from, ends.to_from + reach.goal_leg_ds},
                                         Start{edge.to, ends.to_to + reach.goal_leg_ds}};
    search.run(streets, &Edge::walk_ds, starts, limit.value());
    reach.nodes.reserve(search.reached().size());
    for (const std::uint32_t node : search.reached())
        reach.nodes.push_back({node, search.cost_of(node)});
    std::ranges::sort(reach.nodes, {}, &NodeTime::node);
    return reach;
}

/// Along the edge that place and goal share.
std::uint32_t direct_time(const Edge& edge, Place place, Place goal) {
    const std::uint32_t a = end_times(edge, place).to_from, b = end_times(edge, goal).to_from;
    return std::max(a, b) - std::min(a, b);
}

} // namespace

WalkTimes compute_walk_times(const Streets& streets, std::span<const Candidate> candidates,
                             Deciseconds limit, Threads threads) {
    WalkTimes times;
    times.limit = limit;
    times.to_candidate.resize(candidates.size());
    SearchPool pool(streets.nodes.size());
    for_each_index(candidates.size(), threads, [&](std::size_t i) {
        auto search = pool.borrow();
        times.to_candidate[i] = reach_of(streets, candidates[i], limit, *search);
        pool.give_back(std::move(search));
    });
    return times;
}

std::vector<std::uint32_t> times_from_places(const Streets& streets, const Reach& reach,
                                             Deciseconds limit, std::span<const Place> places) {
    std::vector<std::uint32_t> node_time(streets.nodes.size(), kUnreached);
    for (const NodeTime& known : reach.nodes)
        node_time[known.node] = known.time_ds;
    std::vector<std::uint32_t> times(places.size(), kUnreached);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Edge& edge = streets.edges[places[i].edge];
        const EndTimes ends = end_times(edge, places[i]);
        const auto by = [&](std::uint32_t node, std::uint32_t leg) {
            return node_time[node] == kUnreached ? std::uint64_t{kUnreached}
                                                 : std::uint64_t{node_time[node]} + leg;
        };
        std::uint64_t best = std::min(by(edge.from, ends.to_from), by(edge.to, ends.to_to));
        if (places[i].edge == reach.goal.edge)
            best = std::min(best, std::uint64_t{direct_time(edge, places[i], reach.goal)} +
                                      reach.goal_leg_ds);
        if (best <= limit.value() && best < kUnreached)
            times[i] = static_cast<std::uint32_t>(best);
    }
    return times;
}

} // namespace careshed
