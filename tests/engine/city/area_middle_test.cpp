#include "engine/city/area_middle.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

namespace careshed::area_middle_test {

namespace {

std::vector<Point> square(std::int32_t x, std::int32_t y, std::int32_t half) {
    return {{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}};
}

Area area_of(std::vector<std::vector<std::vector<Point>>> polygons) {
    Area area;
    area.polygons = std::move(polygons);
    return area;
}

} // namespace

TEST_CASE("An area's middle is its centre of gravity, whichever way its rings turn", "[city]") {
    const std::vector<Point> triangle{{0, 0}, {300, 0}, {0, 600}};
    std::vector<Point> backwards = triangle;
    std::ranges::reverse(backwards);
    CHECK(middle_of(area_of({{triangle}})) == Point{100, 200});
    CHECK(middle_of(area_of({{backwards}})) == Point{100, 200});
    // Two squares, one four times as large.
    CHECK(middle_of(area_of({{square(0, 0, 100)}, {square(1000, 500, 200)}})) == Point{800, 400});
    // A hole takes away what lies in it: 400^2 at 0 less 200^2 at 100.
    CHECK(middle_of(area_of({{square(0, 0, 200), square(100, 0, 100)}})) == Point{-33, 0});
}

TEST_CASE("An area far from the origin keeps its middle to the centimetre", "[city]") {
    CHECK(middle_of(area_of({{square(2000000001, -2000000003, 17)}})) ==
          Point{2000000001, -2000000003});
}

TEST_CASE("An area without extent has the middle of its corners, one without shape none",
          "[city]") {
    CHECK(middle_of(area_of({{{{0, 0}, {10, 0}, {20, 0}}}})) == Point{10, 0});
    CHECK_FALSE(middle_of(Area{}));
}

} // namespace careshed::area_middle_test
