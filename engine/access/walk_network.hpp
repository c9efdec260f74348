// The streets as walked: deciseconds over every edge each way, and the graph by which
// a search goes from a goal against the walking direction. Times depend on the pace, so another
// pace is another network over the same streets.
#pragma once

#include <vector>

#include "engine/access/pace.hpp"
#include "engine/access/search_graph.hpp"
#include "engine/city/streets/streets.hpp"

namespace careshed {

struct WalkNetwork {
    const Streets* streets = nullptr;
    Pace pace;
    std::vector<EdgeTimes> edge_times; ///< by edge; meaningless where nobody walks
    SearchGraph towards;               ///< steps lead to the nodes that one walks in from

    [[nodiscard]] bool is_walkable(std::uint32_t edge) const {
        return streets->edges[edge].traffic.is_walkable;
    }
};

/// `streets` must outlive the result. Edges that nobody walks take no part.
[[nodiscard]] WalkNetwork walk_network(const Streets& streets, const Pace& pace = {});

/// Deciseconds between a place and the ends of its edge.
struct EndTimes {
    std::uint32_t from_place_to_from = 0, from_place_to_to = 0;
    std::uint32_t from_from_to_place = 0, from_to_to_place = 0;
};
/// `times` of the place's edge; a part of the edge takes its share, rounded to deciseconds.
[[nodiscard]] EndTimes end_times(EdgeTimes times, Place place);
/// Along their common edge.
[[nodiscard]] std::uint32_t direct_time(EdgeTimes times, Place start, Place goal);

} // namespace careshed
