// Where lines cross or touch at grade, they shall meet: cuts them there. For layers whose lines run
// through their crossings. Bridges, tunnels (Traffic::is_level) and motorways are never cut, but
// their ends meet what they touch. Decided on whole centimetres; the order and direction of the
// lines do not matter. Cost: about 1 us a segment and crossing.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/city/streets/line_ends.hpp"
#include "engine/city/streets/street_network.hpp"

namespace careshed {

/// Rounding bends lines by half a centimetre, which can make new crossings, and an end pulled onto
/// another can come near a third; two rounds are usual.
inline constexpr int kMostRounds = 10;

struct NodedLines {
    std::vector<StreetLine> lines; ///< two of them meet at their ends only, but in places `left`
    std::size_t cuts = 0;          ///< pieces more than lines given
    std::vector<Point> left;       ///< in order; empty unless all rounds were used up
};

/// Lines without node names, all within 1,000 km of the grid's centre.
[[nodiscard]] NodedLines node_crossings(std::vector<StreetLine> lines,
                                        int most_rounds = kMostRounds);

} // namespace careshed
