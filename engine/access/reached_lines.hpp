// Which parts of the streets lie within t of a goal? Cut inside the edges, where the time is up.
// For maps: people are counted by their own places (times_from_places), never by these lines.
// Cost: one look at every edge that leaves a reached node.
#pragma once

#include <vector>

#include "engine/access/walk_times.hpp"
#include "engine/core/units.hpp"

namespace careshed {

/// A part of an edge, or all of it.
struct ReachedLine {
    std::uint32_t edge = 0;
    std::vector<Point> shape; ///< in the edge's direction, at least 2 different points
};

/// By edge, then from its `from` end. Exact up to a centimetre: an edge may be reached from both
/// ends with a gap between, and around the goal on the goal's own edge.
[[nodiscard]] std::vector<ReachedLine> reached_lines(const WalkNetwork& network, const Reach& reach,
                                                     Deciseconds limit);

} // namespace careshed
