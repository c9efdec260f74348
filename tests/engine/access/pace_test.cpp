// Tobler's published values, and times over whole streets against sums written out by hand.
#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>

#include "engine/access/pace.hpp"
#include "engine/city/streets/street_heights.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/ascii_map.hpp"
#include "tests/real_layers.hpp"

namespace careshed::pace_test {

using careshed::test::AsciiMap;
using careshed::test::read_map;

namespace {

/// One street of `length_cm` with these heights.
Streets street_with(std::uint32_t length_cm, std::vector<std::int32_t> heights) {
    auto streets =
        build_network({{"", "", {{0, 0}, {static_cast<std::int32_t>(length_cm), 0}}}}).streets;
    streets.first_height = {0, static_cast<std::uint32_t>(heights.size())};
    streets.height_cm = std::move(heights);
    return streets;
}

Streets sloped(double slope) {
    return street_with(1'000'000, {0, static_cast<std::int32_t>(std::lround(slope * 1'000'000))});
}

double round_trip(const Streets& streets) {
    const EdgeTimes times = walk_edge(streets, 0, {});
    auto level = streets;
    level.first_height.clear();
    return (times.along_ds + times.against_ds) / (2.0 * walk_edge(level, 0, {}).along_ds);
}

} // namespace

TEST_CASE("Speed on a slope is as Tobler published it", "[access]") {
    const auto km_per_hour = [](double slope) {
        const Pace pace;
        return 6 * std::exp(-3.5 * 0.05) * slope_speed(slope, pace);
    };
    CHECK(km_per_hour(0) == Approx(5.04).margin(0.005));
    CHECK(km_per_hour(0.05) == Approx(4.23).margin(0.005));
    CHECK(km_per_hour(0.10) == Approx(3.55).margin(0.005));
    CHECK(km_per_hour(0.20) == Approx(2.50).margin(0.005));
    CHECK(km_per_hour(-0.05) == Approx(6.00).margin(0.005));
    CHECK(km_per_hour(-0.10) == Approx(5.04).margin(0.005));
    CHECK(slope_speed(0, {}) == 1);
}

TEST_CASE("A street without heights or a level one is walked at the level speed both ways",
          "[access]") {
    for (std::uint32_t length = 1; length < 200'000; ++length) {
        auto streets = street_with(length, {777, 777, 777});
        const std::uint32_t rounded = std::max(1U, (length * 10 + 67) / 134);
        REQUIRE(walk_edge(streets, 0, {}).along_ds == rounded);
        REQUIRE(walk_edge(streets, 0, {}).against_ds == rounded);
        streets.first_height.clear();
        REQUIRE(walk_edge(streets, 0, {}).along_ds == rounded);
        length += length / 300; // all short lengths, then fewer
    }
}

TEST_CASE("Up takes longer than level and down a gentle slope less, each way its own time",
          "[access]") {
    const EdgeTimes level = walk_edge(sloped(0), 0, {});
    const EdgeTimes rising = walk_edge(sloped(0.05), 0, {});
    CHECK(double(rising.along_ds) / level.along_ds == Approx(1.191).margin(0.001)); // row 73
    CHECK(double(rising.against_ds) / level.along_ds == Approx(0.839).margin(0.001));
    const EdgeTimes falling = walk_edge(sloped(-0.05), 0, {});
    CHECK(falling.along_ds == rising.against_ds);
    CHECK(falling.against_ds == rising.along_ds);
    CHECK(double(walk_edge(sloped(0.10), 0, {}).along_ds) / level.along_ds ==
          Approx(1.419).margin(0.001));
}

TEST_CASE("There and back takes 2 % longer at 5 %, 21 % at 10 % and 72 % at 20 %", "[access]") {
    CHECK(round_trip(sloped(0.05)) == Approx(1.02).margin(0.005));
    CHECK(round_trip(sloped(0.10)) == Approx(1.21).margin(0.005));
    CHECK(round_trip(sloped(0.20)) == Approx(1.72).margin(0.005));
}

TEST_CASE("Half up and half down at 10 % takes 1.21, not the 1.17 of a mean speed", "[access]") {
    const auto streets = street_with(1'000'000, {0, 50'000, 0});
    const double level = walk_edge(sloped(0), 0, {}).along_ds;
    const EdgeTimes times = walk_edge(streets, 0, {});
    CHECK(times.along_ds / level == Approx(1.21).margin(0.003));
    CHECK(times.along_ds == times.against_ds);
    const double mean_speed = (slope_speed(0.1, {}) + slope_speed(-0.1, {})) / 2;
    CHECK(1 / mean_speed == Approx(1.17).margin(0.005));
}

TEST_CASE("Over random profiles the time is the sum over the steps, for both directions",
          "[access]") {
    DrawStream draws({19, Purpose::test, 1, 0});
    for (int round = 0; round < 2000; ++round) {
        const std::uint32_t length = 500 + draws.below(200'000);
        std::vector<std::int32_t> heights;
        for (std::uint32_t i = 0; i < 2 + draws.below(30); ++i)
            heights.push_back(static_cast<std::int32_t>(draws.below(4000)) - 1000);
        Pace pace;
        pace.flat_mps = 0.5 + 0.001 * draws.below(1500);
        pace.slope_penalty = 1 + 0.001 * draws.below(1000);
        const EdgeTimes times = walk_edge(street_with(length, heights), 0, pace);
        const double run = length / (double(heights.size()) - 1);
        double up = 0, down = 0; // deciseconds
        for (std::size_t i = 1; i < heights.size(); ++i) {
            const double slope = std::min(0.4, std::max(-0.4, (heights[i] - heights[i - 1]) / run));
            const auto speed = [&](double s) { // centimetres a decisecond
                const double power = -3.5 * std::abs(s + 0.05) + 3.5 * 0.05;
                return pace.flat_mps * 10 *
                       std::exp(power < 0 ? power * pace.slope_penalty : power);
            };
            up += run / speed(slope);
            down += run / speed(-slope);
        }
        REQUIRE(times.along_ds == Approx(up).margin(0.51));
        REQUIRE(times.against_ds == Approx(down).margin(0.51));
    }
}

TEST_CASE("Slopes beyond 40 % are walked as 40 %, so that no wrong height stops a walk",
          "[access]") {
    CHECK(slope_speed(0.4, {}) == Approx(std::exp(-3.5 * 0.4)));
    CHECK(slope_speed(7, {}) == slope_speed(0.4, {}));
    CHECK(slope_speed(-7, {}) == slope_speed(-0.4, {}));
    const EdgeTimes cliff = walk_edge(street_with(1000, {0, 900'000}), 0, {});
    CHECK(cliff.along_ds == Approx(1000 / 13.4 * std::exp(1.4)).margin(0.51));
}

TEST_CASE("Steps take three times as long as level ground up and down, at any slope", "[access]") {
    auto streets = street_with(6700, {0, 4000});
    streets.edges[0].traffic.kind = StreetClass::steps;
    CHECK(walk_edge(streets, 0, {}).along_ds == 1500);
    CHECK(walk_edge(streets, 0, {}).against_ds == 1500);
    Pace pace;
    pace.steps_factor = 2;
    CHECK(walk_edge(streets, 0, pace).along_ds == 1000);
    streets.first_height.clear();
    CHECK(walk_edge(streets, 0, {}).along_ds == 1500);
}

TEST_CASE("An impaired walker is slower everywhere, and slopes cost more but never give more",
          "[access]") {
    const Pace usual, impaired = impaired_pace();
    CHECK(walk_open(8000, impaired) == 1000);
    double last = slope_speed(-0.05, impaired);
    for (int permille = -50; permille <= 500; ++permille) {
        const double slope = permille / 1000.0;
        CHECK(slope_speed(slope, impaired) <= slope_speed(slope, usual));
        CHECK(slope_speed(slope, impaired) <= last); // ever slower uphill
        last = slope_speed(slope, impaired);
    }
    CHECK(slope_speed(-0.05, impaired) == slope_speed(-0.05, usual));
    CHECK(slope_speed(0.1, impaired) == Approx(std::exp(-3.5 * 1.5 * 0.1)));
}

TEST_CASE("The wait at a crossing is shared by the two streets that a walk takes there",
          "[access]") {
    const auto map = read_map(R"(
A---B---C---D
    |
    E)");
    Pace pace;
    pace.crossing_ds = 100;
    const auto wait = [&](char a, char b) {
        const std::uint32_t edge = map.edge(a, b);
        return walk_edge(map.streets, edge, pace).along_ds -
               walk_edge(map.streets, edge, {}).along_ds;
    };
    CHECK(wait('A', 'B') == 50);
    CHECK(wait('B', 'C') == 50);
    CHECK(wait('C', 'D') == 0); // C joins two streets: nothing to cross
    CHECK(wait('B', 'E') == 50);
}

TEST_CASE("From downtown Portland into the West Hills the way up is longer than the way down",
          "[access][real]") {
    const auto data = test::real_layers("portland");
    if (!data)
        return;
    const Elevation elevation({*data / "portland-ned.tif", "", "", ""},
                              {-122.71, 45.49, -122.63, 45.55});
    const LocalGrid grid(-122.67, 45.52);
    auto streets =
        build_network({{"downtown",
                        "hills",
                        {grid.project({-122.6793, 45.5189}), grid.project({-122.7070, 45.4990})}}})
            .streets;
    const auto faults = add_heights(streets, ground_heights(grid, elevation));
    CHECK(faults.unknown_cm == 0);
    const auto heights = heights_of(streets, 0);
    const bool starts_below = heights.front() < heights.back();
    const EdgeTimes times = walk_edge(streets, 0, {});
    const double up = starts_below ? times.along_ds : times.against_ds;
    const double down = starts_below ? times.against_ds : times.along_ds;
    CHECK(up / 600 == Approx(66).margin(2)); // level ground: 38 minutes
    CHECK(up > 1.2 * down);
    // The literal sum over heights asked one by one.
    double twin = 0;
    const Edge& edge = streets.edges[0];
    const Point a = streets.nodes[edge.from], b = streets.nodes[edge.to];
    const auto steps = heights.size() - 1;
    for (std::size_t i = 0; i <= steps; ++i) {
        const double share = double(i) / double(steps);
        const Point place{
            static_cast<std::int32_t>(std::floor(a.x + (double(b.x) - a.x) * share + .5)),
            static_cast<std::int32_t>(std::floor(a.y + (double(b.y) - a.y) * share + .5))};
        REQUIRE(heights[i] == elevation.height_cm(grid.unproject(place)).value());
        if (i > 0) {
            const double run = edge.length_cm / double(steps);
            const double slope = std::clamp((heights[i] - heights[i - 1]) / run, -0.4, 0.4);
            twin += run / (13.4 * std::exp(-3.5 * (std::abs(slope + 0.05) - 0.05)));
        }
    }
    CHECK(times.along_ds == Approx(twin).margin(0.51));
}

} // namespace careshed::pace_test
