// Which lengths of street lie in which area: every edge of the main component is cut into pieces of
// at most 25 m and each piece belongs to the area that covers its middle. People are placed along
// these.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// A stretch of one edge, as shares of its length in 1 / 65535.
struct StreetPiece {
    std::uint32_t edge = 0;
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    std::uint32_t length_cm = 0;
};

/// By area; an area with residents or deaths but no street gets the nearest street piece.
[[nodiscard]] std::vector<std::vector<StreetPiece>> pieces_by_area(const City& city);

} // namespace careshed
