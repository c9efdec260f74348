// Does a layer lie where the streets are? A layer with swapped coordinates or of another city is
// distinguished from one whose features merely stick out at the edge.
#pragma once

#include <string>

#include "engine/inputs/layers.hpp"

namespace careshed {

/// Longitude and latitude box of the streets.
struct StreetsExtent {
    double west = 180, south = 90, east = -180, north = -90;

    void include(LonLat place);
    /// At most `kFarKm` outside the box. Far places are never projected onto the local grid.
    [[nodiscard]] bool is_near(LonLat place) const;
};

inline constexpr double kFarKm = 200;

/// Any vertex near counts.
[[nodiscard]] bool is_near(const StreetsExtent& extent, const Feature& feature);

/// Throws an input Error when no feature is near the streets; it says whether swapping x and y
/// helps.
void expect_near(const StreetsExtent& extent, const Layer& layer);

} // namespace careshed
