// What check finds odd between the layers of a city: each with a warning that says what to do.
#include <algorithm>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "engine/city/build_city.hpp"
#include "tests/engine/city/small_city.hpp"

namespace careshed::coverage_test {

using careshed::test::SmallCity;

namespace {

/// Whether a finding of the city says it; an empty topic stands for any.
bool says(const City& city, const std::string& topic, const std::string& part) {
    return std::ranges::any_of(city.findings, [&](const Finding& finding) {
        return finding.topic == topic && finding.text.find(part) != std::string::npos;
    });
}

} // namespace

TEST_CASE("A city whose layers fit draws no warning about their fit", "[coverage]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    REQUIRE_FALSE(says(city, "areas", "hold no street"));
    REQUIRE_FALSE(says(city, "areas", "areas without residents"));
    REQUIRE_FALSE(says(city, "streets", "of the crossings lie in no area"));
    REQUIRE_FALSE(says(city, "streets", "reached but not left"));
}

TEST_CASE("Areas with residents and no street are named with their share of residents",
          "[coverage]") {
    SmallCity files;
    files.write_areas({{"a1", "600", "n", files.box(-600, -600, 600, 600)},
                       {"lake", "200", "n", files.box(600, -600, 900, 600)},
                       {"moor", "200", "n", files.box(-900, -600, -600, 600)},
                       {"park", "0", "n", files.box(-900, 600, 900, 900)}});
    const City city = build_city(files.scenario());
    REQUIRE(says(city, "areas",
                 "2 areas with residents hold no street of the main network: "
                 "40.0 % of all residents"));
    REQUIRE(says(city, "areas", "(lake; moor)"));
}

TEST_CASE("Streets that mostly lie in no area are reported", "[coverage]") {
    SmallCity files;
    files.write_areas({{"a1", "600", "n", files.box(-600, -600, 100, 150)}});
    auto scenario = files.scenario();
    scenario.rules.clear();
    const City city = build_city(scenario);
    REQUIRE(says(city, "streets", "% of the crossings lie in no area"));
}

TEST_CASE("Overdoses in areas without residents are reported, small counts inexactly",
          "[coverage]") {
    SmallCity files;
    files.write_areas({{"a1", "600", "n", files.box(-600, -600, 600, 150)},
                       {"a2", "0", "n", files.box(-600, 150, 600, 600)}});
    const City city = build_city(files.scenario());
    REQUIRE(says(city, "areas", "recorded overdoses lie in areas without residents"));
}

TEST_CASE("Few recorded deaths are reported, and how many areas hold few", "[coverage]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    REQUIRE(says(city, "incidents", "fewer than 100 deaths"));
    REQUIRE(says(city, "incidents", "areas with deaths hold fewer than 11 of them"));
}

TEST_CASE("A crs that replaces the layer's own is reported", "[coverage]") {
    const SmallCity files;
    auto scenario = files.scenario();
    scenario.areas.layer.crs = "EPSG:4326"; // what GeoJSON is in anyway
    REQUIRE_FALSE(says(build_city(scenario), "areas", "takes the place"));
    scenario.areas.layer.crs = "EPSG:4269";
    REQUIRE(says(build_city(scenario), "areas", "crs takes the place of the layer's own, WGS 84"));
}

TEST_CASE("A hole in the network is reported with its length and its way to the main network",
          "[coverage]") {
    SmallCity files;
    files.write_streets(true);
    const City city = build_city(files.scenario());
    REQUIRE(says(city, "streets", "2 nodes, 40 m, "));
    REQUIRE(says(city, "streets", " m off at "));
}

TEST_CASE("A street driven into and never out of is reported with its place", "[coverage]") {
    SmallCity files;
    const auto feature = [&](const char* way, double x1, double y1, double x2, double y2) {
        return fmt::format(R"({{"type":"Feature","properties":{{"way":"{}"}},"geometry":)"
                           R"({{"type":"LineString","coordinates":[[{}],[{}]]}}}})",
                           way, files.lon_lat(x1, y1), files.lon_lat(x2, y2));
    };
    files.write("streets.geojson",
                fmt::format(R"({{"type":"FeatureCollection","features":[{},{},{},{}]}})",
                            feature("B", -500, -500, -500, 500), feature("B", -500, 500, 500, 500),
                            feature("B", 500, 500, 500, -500), feature("F", 500, -500, 0, -500)));
    auto scenario = files.scenario();
    scenario.streets.oneway = "way";
    scenario.rules.clear();
    scenario.candidates.layer.reset();
    scenario.candidates.grid_spacing = Metres(200);
    const City city = build_city(scenario);
    REQUIRE(says(city, "streets",
                 "by car 0.5 km can be reached but not left, 0.0 km left but not "
                 "reached, 0.0 km neither"));
    REQUIRE(says(city, "streets", "Longest (lon, lat): 500 m no way out at "));
}

} // namespace careshed::coverage_test
