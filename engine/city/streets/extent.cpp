#include "engine/city/streets/extent.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr double kKmPerDegree = 111.19; // mean earth radius 6,371 km
constexpr double kRadiansPerDegree = 0.017453292519943295;

template <class Test> bool any_vertex(const Feature& feature, Test&& test) {
    for (const Part& part : feature.parts)
        for (const Ring& ring : part.rings)
            if (std::ranges::any_of(ring, test))
                return true;
    return false;
}

bool is_near_swapped(const StreetsExtent& extent, const Feature& feature) {
    return any_vertex(feature,
                      [&](LonLat place) { return extent.is_near({place.lat, place.lon}); });
}

} // namespace

void StreetsExtent::include(LonLat place) {
    west = std::min(west, place.lon);
    east = std::max(east, place.lon);
    south = std::min(south, place.lat);
    north = std::max(north, place.lat);
}

bool StreetsExtent::is_near(LonLat place) const {
    const double up = kFarKm / kKmPerDegree;
    const double widest = std::min(std::max(std::abs(south), std::abs(north)), 85.0);
    const double across = up / portable::cos(widest * kRadiansPerDegree);
    return place.lat >= south - up && place.lat <= north + up && place.lon >= west - across &&
           place.lon <= east + across;
}

bool is_near(const StreetsExtent& extent, const Feature& feature) {
    return any_vertex(feature, [&](LonLat place) { return extent.is_near(place); });
}

void expect_near(const StreetsExtent& extent, const Layer& layer) {
    if (layer.features.empty() ||
        std::ranges::any_of(layer.features, [&](const Feature& f) { return is_near(extent, f); }))
        return;
    const bool is_swapped = std::ranges::all_of(
        layer.features, [&](const Feature& f) { return is_near_swapped(extent, f); });
    if (is_swapped)
        throw Error(ErrorKind::input, layer.title, "coordinates look swapped",
                    "x must be the longitude and y the latitude: exchange them");
    throw Error(ErrorKind::input, layer.title,
                "every feature lies more than 200 km from the streets",
                "check that it is of the same city, and the layer's crs");
}

} // namespace careshed
