#include <catch2/catch.hpp>

#include <cmath>

#include <geodesic.h>

#include "engine/core/error.hpp"
#include "engine/inputs/projection.hpp"

namespace careshed::projection_test {

namespace {

/// Karney's geodesic on WGS 84: an independent way to the same distance.
double geodesic_m(LonLat a, LonLat b) {
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, 6378137.0, 1 / 298.257223563);
    double metres = 0;
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
    return metres;
}

} // namespace

TEST_CASE("Distances on the grid differ from geodesics by less than 1 in 10,000 within 90 km",
          "[inputs]") {
    const LocalGrid grid(-87.63, 41.88);
    for (double lon = -88.6; lon < -86.6; lon += 0.1)
        for (double lat = 41.2; lat < 42.6; lat += 0.1) {
            const LonLat a{lon, lat}, b{lon + 0.013, lat + 0.017};
            const double metres = geodesic_m(a, b);
            if (geodesic_m(a, {-87.63, 41.88}) > 88000)
                continue;
            const double on_grid = distance_cm(grid.project(a), grid.project(b)) / 100;
            // 1 in 10,000 and the rounding of both ends to a centimetre
            CHECK(std::abs(on_grid - metres) < metres * 1e-4 + 0.02);
        }
}

TEST_CASE("The grid's centre is rounded to 0.01 degree and lies at zero", "[inputs]") {
    const LocalGrid grid(-87.6347, 41.8781);
    CHECK(grid.centre_lon() == Approx(-87.63));
    CHECK(grid.centre_lat() == Approx(41.88));
    CHECK(grid.project({grid.centre_lon(), grid.centre_lat()}) == Point{0, 0});
    const LocalGrid same(-87.6312, 41.8829);
    CHECK(same.project({-87.7, 41.9}) == grid.project({-87.7, 41.9}));
}

TEST_CASE("East is positive x, north positive y, in centimetres", "[inputs]") {
    const LocalGrid grid(-122.42, 37.77);
    const Point east = grid.project({-122.41, 37.77});
    const Point north = grid.project({-122.42, 37.78});
    CHECK(east.x == Approx(100 * geodesic_m({-122.42, 37.77}, {-122.41, 37.77})).margin(2));
    CHECK(std::abs(east.y) < 200); // parallels curve away from the grid's x axis
    CHECK(north.y == Approx(100 * geodesic_m({-122.42, 37.77}, {-122.42, 37.78})).margin(2));
    CHECK(north.x == 0);
}

TEST_CASE("Unprojecting brings a point back to within a centimetre and to 1e-7 degree",
          "[inputs]") {
    const LocalGrid grid(13.4, 52.52);
    for (int x = -4000000; x <= 4000000; x += 733331)
        for (int y = -4000000; y <= 4000000; y += 812347) {
            const LonLat place = grid.unproject({x, y});
            CHECK(place.lon * 1e7 == Approx(std::round(place.lon * 1e7)).epsilon(1e-15));
            const Point back = grid.project(place);
            CHECK(std::abs(back.x - x) <= 1);
            CHECK(std::abs(back.y - y) <= 1);
        }
}

TEST_CASE("Straight distances are exact for right triangles of whole centimetres", "[inputs]") {
    CHECK(distance_cm({0, 0}, {300, 400}) == 500);
    CHECK(distance_cm({-30000000, 0}, {0, 40000000}) == 50000000);
    CHECK(distance_cm({7, 7}, {7, 7}) == 0);
}

} // namespace careshed::projection_test
