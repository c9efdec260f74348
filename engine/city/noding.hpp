// Where lines cross or touch at grade, they shall meet: cuts them there. For layers whose lines run
// through their crossings. Bridges, tunnels (Traffic::is_level) and motorways are never cut, but
// their ends meet what they touch. Decided on whole centimetres; the order and direction of the
// lines do not matter. Cost: about 1 us a segment and crossing.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/city/street_network.hpp"

namespace careshed {

/// An end this near to another line is meant to touch it: six decimals of a degree are 11 cm.
inline constexpr std::int64_t kTouchCm = 10;

struct NodedLines {
    std::vector<StreetLine> lines; ///< two of them meet at their ends only
    std::size_t cuts = 0;          ///< pieces more than lines given
};

/// Lines without node names, all within 1,000 km of the grid's centre.
[[nodiscard]] NodedLines node_crossings(std::vector<StreetLine> lines);

} // namespace careshed
