// The lines that a street network is made of, and what they held that it cannot use.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/city/streets/streets.hpp"

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

} // namespace careshed
