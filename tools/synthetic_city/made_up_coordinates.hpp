// Longitude and latitude for places that do not exist: metres around 30 W, 40 N, in the Atlantic
// Ocean, as whole 1e-7 degrees, so that a mirror image stays one and the text is the same on every
// machine.
#pragma once

#include <cstdint>
#include <string>

#include "tools/synthetic_city/plan.hpp"

namespace careshed::synthetic {

inline constexpr double kCentreLon = -30;
inline constexpr double kCentreLat = 40;

struct DegreesE7 {
    std::int64_t lon = 0;
    std::int64_t lat = 0;
};

[[nodiscard]] DegreesE7 degrees_of(Spot spot);
/// Seven decimals: "-30.0012345".
[[nodiscard]] std::string degrees_text(std::int64_t degrees_e7);
/// "lon,lat", as GeoJSON and our CSV files want it.
[[nodiscard]] std::string lon_lat_text(Spot spot);

} // namespace careshed::synthetic
