// From lines to a street network: which end points are one node, which lines say nothing new, what
// hangs together. The result does not depend on the order or direction of the lines.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/city/streets.hpp"

namespace careshed {

/// A line of the streets layer on the grid. Without node names, lines meet where their ends
/// coincide.
struct StreetLine {
    std::string from, to; ///< node names of the first and last point; both empty: by coordinates
    std::vector<Point> shape;
    Traffic traffic{}; ///< along: as the shape runs
};

/// What the lines held that a network cannot use.
struct StreetFaults {
    std::size_t self_loops = 0;
    std::size_t zero_length = 0;
    std::size_t duplicates = 0;   ///< same ends, shape and traffic as another line
    std::size_t joined_nodes = 0; ///< made one with another at their point, by a line of no length
    std::size_t split_nodes = 0;  ///< named nodes whose lines end in different places
    double widest_split_cm = 0;
};

struct StreetNetwork {
    Streets streets;
    StreetFaults faults;
};

[[nodiscard]] StreetNetwork build_network(std::vector<StreetLine> lines);

} // namespace careshed
