#include "tools/synthetic_city/made_up_coordinates.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/core/portable_math.hpp"

namespace careshed::synthetic {
namespace {

constexpr double kRadians = 0.017453292519943295;

/// Metres in a degree on WGS 84 at a latitude in degrees (series of Snyder 1987, Map Projections,
/// p. 25).
double metres_north(double lat) {
    const double phi = lat * kRadians;
    return 111132.954 - 559.822 * portable::cos(2 * phi) + 1.175 * portable::cos(4 * phi);
}

double metres_east(double lat) {
    const double phi = lat * kRadians;
    return 111412.84 * portable::cos(phi) - 93.5 * portable::cos(3 * phi) +
           0.118 * portable::cos(5 * phi);
}

/// Half away from zero, so that x and -x stay mirror images.
std::int64_t rounded_e7(double degrees) {
    const double scaled = degrees * 1e7;
    return static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

} // namespace

DegreesE7 degrees_of(Spot spot) {
    const double north = spot.y / metres_north(kCentreLat);
    const double lat = spot.y / metres_north(kCentreLat + north / 2); // middle of the way
    const double lon = spot.x / metres_east(kCentreLat + lat);
    return {rounded_e7(lon) + static_cast<std::int64_t>(kCentreLon * 1e7),
            rounded_e7(lat) + static_cast<std::int64_t>(kCentreLat * 1e7)};
}

std::string degrees_text(std::int64_t degrees_e7) {
    const std::int64_t size = degrees_e7 < 0 ? -degrees_e7 : degrees_e7;
    return fmt::format("{}{}.{:07}", degrees_e7 < 0 ? "-" : "", size / 10000000, size % 10000000);
}

std::string lon_lat_text(Spot spot) {
    const DegreesE7 place = degrees_of(spot);
    return degrees_text(place.lon) + "," + degrees_text(place.lat);
}

} // namespace careshed::synthetic
