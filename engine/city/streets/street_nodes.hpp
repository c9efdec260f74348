// Which ends of lines are one node? Those of one name; without names, those at one point; and those
// between which a line has no length.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/streets/street_lines.hpp"

namespace careshed {

struct NodeTable {
    std::vector<std::uint32_t> row_of_end; ///< twice a line's number, and 1 more for its last point
    std::vector<Point> points;             ///< along the Hilbert curve, then by name
};

/// Each node stands at the smallest of its line ends (they should all be one point). Counts those
/// that do not, and how far apart they are at worst.
[[nodiscard]] NodeTable order_nodes(const std::vector<StreetLine>& lines, StreetFaults& faults);

/// Nodes at one point with a line between them, along which somebody moves, become the first of
/// them; without that the line's loss would cut the network. The line becomes a mere point.
void join_nodes_of_points(std::vector<StreetLine>& lines, NodeTable& nodes, StreetFaults& faults);

} // namespace careshed
