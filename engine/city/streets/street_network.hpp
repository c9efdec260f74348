// From lines to a street network: which end points are one node, which lines say nothing new, what
// hangs together. The result does not depend on the order or direction of the lines.
#pragma once

#include <vector>

#include "engine/city/streets/street_lines.hpp"
#include "engine/city/streets/streets.hpp"

namespace careshed {

struct StreetNetwork {
    Streets streets;
    StreetFaults faults;
};

/// Nodes where lines end alike, edges between them, components by size; faults are counted.
[[nodiscard]] StreetNetwork build_network(std::vector<StreetLine> lines);

} // namespace careshed
