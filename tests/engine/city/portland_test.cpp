// Central Portland from OpenStreetMap, where its extract is at hand: the Willamette is crossed on
// bridges only.
#include <filesystem>
#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "engine/city/ground.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "tests/real_layers.hpp"

namespace careshed::portland_test {

namespace {

/// In the middle of the river from above Ross Island to the Fremont Bridge, by hand.
const std::vector<LonLat> kRiver = {
    {-122.6655, 45.4735}, {-122.6665, 45.4800}, {-122.6690, 45.4870}, {-122.6660, 45.4950},
    {-122.6640, 45.5010}, {-122.6672, 45.5070}, {-122.6712, 45.5130}, {-122.6695, 45.5180},
    {-122.6680, 45.5230}, {-122.6690, 45.5275}, {-122.6735, 45.5315}, {-122.6810, 45.5365},
    {-122.6860, 45.5395}};

bool is_left(Point a, Point b, Point c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) >
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

bool cross(Point a, Point b, Point c, Point d) {
    return is_left(a, b, c) != is_left(a, b, d) && is_left(c, d, a) != is_left(c, d, b);
}

} // namespace

TEST_CASE("In Portland people cross the river on bridges and nowhere else", "[streets][real]") {
    const auto data = test::real_layers("portland");
    if (!data)
        return;
    StreetsSpec spec;
    spec.is_osm = true;
    spec.layer.source = *data / "portland-central-filtered.osm.pbf";
    std::vector<Finding> findings;
    const StreetsRead read = read_streets(spec, findings);
    std::vector<Point> river;
    for (const LonLat place : kRiver)
        river.push_back(read.grid.project(place));
    std::map<bool, int> crossings; // by whether the street is level
    int walked = 0;
    for (const Edge& edge : read.streets.edges) {
        const auto shape = read.streets.shape_of(edge);
        for (std::size_t i = 1; i < shape.size(); ++i)
            for (std::size_t k = 1; k < river.size(); ++k)
                if (cross(shape[i - 1], shape[i], river[k - 1], river[k])) {
                    ++crossings[edge.traffic.is_level];
                    walked += edge.traffic.is_walkable ? 1 : 0;
                }
    }
    REQUIRE(crossings[false] == 0);
    REQUIRE(crossings[true] == 25); // eight bridges, with their carriageways and sidewalks
    REQUIRE(walked == 17);
}

} // namespace careshed::portland_test
