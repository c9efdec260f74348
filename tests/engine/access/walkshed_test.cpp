// Walksheds of streets drawn by hand, whose areas are known; valid and nested on generated towns.
#include <catch2/catch.hpp>

#include "engine/access/walkshed.hpp"
#include "tests/engine/access/irregular_town.hpp"
#include "tests/engine/access/polygon_truth.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::walkshed_test {

using careshed::test::irregular_town;
using careshed::test::PolygonTruth;
using careshed::test::random_walkable;
using careshed::test::read_map;
using careshed::test::uneven_network;

namespace {

constexpr double kPi = 3.14159265358979;

std::vector<Walkshed> sheds_at(const WalkNetwork& network, Place place,
                               const std::vector<std::uint32_t>& minutes,
                               std::uint32_t leg_cm = 0) {
    Candidate site;
    site.place = place;
    site.off_street_cm = leg_cm;
    const Deciseconds limit(600 * *std::ranges::max_element(minutes));
    const auto walk = compute_walk_times(network, {&site, 1}, limit, Threads{1});
    const StreetIndex index(*network.streets);
    return walksheds_of({&network, &index}, walk.to_candidate[0], minutes);
}

std::vector<Walkshed> sheds_at(const Streets& streets, Place place,
                               const std::vector<std::uint32_t>& minutes,
                               std::uint32_t leg_cm = 0) {
    return sheds_at(walk_network(streets), place, minutes, leg_cm);
}

void expect_valid_and_nested(const std::vector<Walkshed>& sheds) {
    const PolygonTruth truth;
    for (std::size_t i = 0; i < sheds.size(); ++i) {
        CHECK(truth.fault(sheds[i].polygons).empty());
        if (i > 0)
            CHECK(truth.area_outside(sheds[i - 1].polygons, sheds[i].polygons) ==
                  Approx(0).margin(1e-3));
    }
}

} // namespace

TEST_CASE("One street alone gives a capsule of 60 m around it", "[access]") {
    // 700 m and 520 m at an angle: reached to both ends with minutes to spare.
    const auto straight = build_network({{"", "", {{130, 70}, {70130, 70}}, {}}}).streets;
    const auto slanted = build_network({{"", "", {{0, 0}, {48000, 20000}}, {}}}).streets;
    for (const Streets* streets : {&straight, &slanted}) {
        const auto sheds = sheds_at(*streets, {0, 30000}, {10, 20});
        const double capsule = 2.0 * 6000 * streets->edges[0].length_cm + kPi * 6000 * 6000;
        for (const Walkshed& shed : sheds) {
            REQUIRE(shed.polygons.size() == 1);
            REQUIRE(PolygonTruth().area(shed.polygons) == Approx(capsule).epsilon(0.01));
            REQUIRE(shed.lines.size() == 1);
        }
        expect_valid_and_nested(sheds);
    }
}

TEST_CASE("A walkshed narrows to a point where the time is up", "[access]") {
    // 5 minutes are 402 m each way: 342 m at the full 60 m, then 60 m narrowing to nothing.
    const auto streets = build_network({{"", "", {{0, 0}, {200000, 0}}, {}}}).streets;
    const auto sheds = sheds_at(streets, {0, 32768}, {5});
    const double area = 2.0 * (2 * 6000 * 34200.0 + 6000.0 * 6000.0);
    REQUIRE(PolygonTruth().area(sheds[0].polygons) == Approx(area).epsilon(0.01));
    REQUIRE(PolygonTruth().covers(sheds[0].polygons, {100000 + 39800, 0}));
    REQUIRE_FALSE(PolygonTruth().covers(sheds[0].polygons, {100000 + 40600, 0}));
}

TEST_CASE("A blocked bridge leaves the far bank out", "[access]") {
    // Streets of 100 m on both banks of a river of 90 m: narrower than two off-street walks.
    const auto open = read_map(R"(
A---------B---------C---------D
          |
          |
          |
          |
          |
          |
          |
          |
E---------F---------G---------H)");
    auto lines = open.lines;
    std::erase_if(lines, [](const StreetLine& line) { return line.shape[0].x == line.shape[1].x; });
    // Both banks still hang together by a way that is far too long.
    lines.push_back({"A", "E", {{0, 0}, {-200000, 0}, {-200000, -9000}, {0, -9000}}, {}});
    const auto blocked = build_network(lines).streets;
    const Point far_bank{25000, -8000}, near_bank{25000, -1000}, mid_river{25000, -4700};
    const PolygonTruth truth;
    const auto over = sheds_at(open.streets, open.between('C', 'D', 0.5), {10});
    REQUIRE(truth.covers(over[0].polygons, far_bank));
    const Place home = StreetIndex(blocked).nearest({25000, 0}, 100)->place;
    const auto around = sheds_at(blocked, home, {10});
    REQUIRE(truth.covers(around[0].polygons, near_bank));
    REQUIRE_FALSE(truth.covers(around[0].polygons, far_bank));
    // Nobody is drawn beyond the middle of the river, though the bank is less than 60 m away.
    REQUIRE(truth.covers(around[0].polygons, {25000, -3500}));
    REQUIRE_FALSE(truth.covers(around[0].polygons, {25000, -5500}));
    REQUIRE(truth.covers(over[0].polygons, mid_river));
}

TEST_CASE("A block that no street enters leaves a hole", "[access]") {
    const auto map = read_map(R"(
A-----------------------------B
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
C-----------------------------D)");
    const auto sheds = sheds_at(map.streets, map.between('A', 'B', 0.5), {20});
    REQUIRE(sheds[0].polygons.size() == 1);
    REQUIRE(sheds[0].polygons[0].rings.size() == 2);
    const double block = (30000.0 - 12000) * (20000.0 - 12000);
    const double corners = 4 * 2000.0 * 2000.0 / 2; // cut off by the raster
    REQUIRE(double(doubled_area(sheds[0].polygons[0].rings[1])) ==
            Approx(-2 * (block - corners)).epsilon(0.001));
}

TEST_CASE("A motorway nobody walks on is no street of a walkshed", "[access]") {
    const auto map = read_map(R"(
A---------B--------------------------------------------------C)");
    auto lines = map.lines;
    for (StreetLine& line : lines)
        line.traffic.is_walkable = line.from == "A";
    const auto streets = build_network(lines).streets;
    const auto sheds = sheds_at(streets, StreetIndex(streets).nearest({0, 0}, 100)->place, {20});
    const double capsule = 2.0 * 6000 * 10000 + kPi * 6000 * 6000;
    REQUIRE(PolygonTruth().area(sheds[0].polygons) == Approx(capsule).epsilon(0.02));
    REQUIRE(sheds[0].lines.size() == 1);
}

TEST_CASE("Uphill to the goal a walkshed is shorter than downhill", "[access]") {
    const auto streets = build_network({{"", "", {{0, 0}, {200000, 0}}, {}}}).streets;
    WalkNetwork hill = walk_network(streets);
    hill.edge_times[0].against_ds *= 2; // from its `to` end it is slow
    const auto sheds = sheds_at(hill, {0, 32768}, {10});
    const auto& line = sheds[0].lines.at(0).shape;
    REQUIRE(distance_cm(line.front(), {100000, 0}) == Approx(80400).margin(20));
    REQUIRE(distance_cm(line.back(), {100000, 0}) == Approx(40200).margin(20));
}

TEST_CASE("The way from the street to the door is part of a walkshed's time", "[access]") {
    const auto streets = build_network({{"", "", {{0, 0}, {200000, 0}}, {}}}).streets;
    const auto at_street = sheds_at(streets, {0, 32768}, {4});
    const auto at_door = sheds_at(streets, {0, 32768}, {5, 1}, 8040);
    const PolygonTruth truth;
    REQUIRE(truth.area(at_door[0].polygons) == truth.area(at_street[0].polygons));
    REQUIRE(at_door[1].lines.empty());
    REQUIRE(truth.area(at_door[1].polygons) < 1e7); // as much as time's rounding leaves
    REQUIRE(sheds_at(streets, {0, 32768}, {5}, 50000)[0].polygons.empty());
}

TEST_CASE("Walksheds of 200 generated reaches are valid and nested", "[access]") {
    DrawStream draws({44, Purpose::test, 1, 0});
    std::size_t holes = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const Streets streets = irregular_town(draws, 10 + draws.below(10));
        const WalkNetwork network = uneven_network(streets, draws);
        const auto sheds = sheds_at(network, random_walkable(streets, draws), {2, 5, 6, 10, 15, 20},
                                    draws.below(8000));
        expect_valid_and_nested(sheds);
        for (const Polygon& polygon : sheds.back().polygons)
            holes += polygon.rings.size() - 1;
    }
    REQUIRE(holes > 100);
}

} // namespace careshed::walkshed_test
