// The point of one edge nearest to a place, on the inside of its segments. Exact up to the double's
// last bit on integer centimetres, so the same on every machine.
#pragma once

#include "engine/city/streets/streets.hpp"

namespace careshed {

struct Snap {
    Place place;
    double distance_cm = 0;
};

/// Ties go to the part of the edge nearer its `from` end.
[[nodiscard]] Snap nearest_on_edge(const Streets& streets, std::uint32_t edge, Point point);

} // namespace careshed
