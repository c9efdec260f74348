// Which lengths of street lie in which area: every edge of the main component is cut into pieces of
// at most 25 m and each piece belongs to the area that covers its middle. People are placed along
// these.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// An interval of one edge, as shares of its length in 1 / 65535.
struct StreetPiece {
    std::uint32_t edge = 0;
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    std::uint32_t length_cm = 0;
    bool operator==(const StreetPiece&) const = default;
};

/// One edge cut into equal pieces, `from` to `to`.
[[nodiscard]] std::vector<StreetPiece> pieces_of(const Edge& edge, std::uint32_t id);
[[nodiscard]] Place middle_of(const StreetPiece& piece);
/// Whether an edge is cut at all: people walk on it, and it is of the main component.
[[nodiscard]] bool is_cut(const Streets& streets, const Edge& edge);

/// By area; an area with residents or deaths but no street gets the nearest street piece.
[[nodiscard]] std::vector<std::vector<StreetPiece>> pieces_by_area(const City& city);

} // namespace careshed
