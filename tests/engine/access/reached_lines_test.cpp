// Reached street lines against lengths known by hand and against the times of places on them.
#include <cmath>

#include <catch2/catch.hpp>

#include "engine/access/reached_lines.hpp"
#include "tests/engine/access/irregular_town.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::reached_lines_test {

using careshed::test::irregular_town;
using careshed::test::random_walkable;
using careshed::test::read_map;
using careshed::test::uneven_network;

namespace {

Reach reach_of(const WalkNetwork& network, Place place, std::uint32_t leg_cm, Deciseconds limit) {
    Candidate site;
    site.place = place;
    site.off_street_cm = leg_cm;
    return compute_walk_times(network, {&site, 1}, limit, Threads{1}).to_candidate[0];
}

double length_of(const ReachedLine& line) {
    double length = 0;
    for (std::size_t i = 1; i < line.shape.size(); ++i)
        length += distance_cm(line.shape[i - 1], line.shape[i]);
    return length;
}

double distance_to(const ReachedLine& line, Point p) {
    double least = 1e18;
    for (std::size_t i = 1; i < line.shape.size(); ++i) {
        const Point a = line.shape[i - 1], b = line.shape[i];
        const double dx = double(b.x) - a.x, dy = double(b.y) - a.y;
        const double along = (dx * (double(p.x) - a.x) + dy * (double(p.y) - a.y)) /
                             std::max(dx * dx + dy * dy, 1.0);
        const double t = std::min(std::max(along, 0.0), 1.0);
        const double ex = a.x + t * dx - p.x, ey = a.y + t * dy - p.y;
        least = std::min(least, std::sqrt(ex * ex + ey * ey));
    }
    return least;
}

} // namespace

TEST_CASE("An edge reached from both ends keeps the gap between, in two lines", "[access]") {
    const auto map = read_map(R"(
A---B
|   |
C   D
|   |
E---F)");
    // From the middle of A-B, 70 m: to E and F in 60 m, then 10 m of E-F from both.
    const WalkNetwork blocks = walk_network(map.streets);
    const Reach reach = reach_of(blocks, map.between('A', 'B', 0.5), 0, Deciseconds(522));
    const auto lines = reached_lines(blocks, reach, Deciseconds(522));
    double total = 0;
    for (const ReachedLine& line : lines)
        total += length_of(line);
    REQUIRE(total == Approx(2 * 522 * 13.4).margin(30));
    REQUIRE(lines.size() == 7);

    const auto wide = read_map("A--------------------B");
    const WalkNetwork street = walk_network(wide.streets);
    const Reach middle = reach_of(street, wide.between('A', 'B', 0.5), 402, Deciseconds(330));
    const auto around = reached_lines(street, middle, Deciseconds(330));
    REQUIRE(around.size() == 1);
    REQUIRE(length_of(around[0]) == Approx(600 * 13.4).margin(10));
    REQUIRE(reached_lines(street, middle, Deciseconds(29)).empty());

    const auto ring =
        build_network({{"a", "b", {{0, 0}, {10000, 0}}, {}},
                       {"a", "b", {{0, 0}, {0, 90000}, {10000, 90000}, {10000, 0}}, {}}});
    const WalkNetwork crescent = walk_network(ring.streets);
    const Reach at_a = reach_of(crescent, {0, 0}, 0, Deciseconds(2000));
    const auto two = reached_lines(crescent, at_a, Deciseconds(2000));
    REQUIRE(two.size() == 3); // the street, and the crescent from both its ends
    REQUIRE(length_of(two[1]) + length_of(two[2]) == Approx(2 * 26800 - 10000).margin(60));
}

TEST_CASE("Places lie on reached lines exactly when they are within the time", "[access]") {
    DrawStream draws({43, Purpose::test, 1, 0});
    std::size_t on = 0, off = 0;
    for (int trial = 0; trial < 40; ++trial) {
        const Streets streets = irregular_town(draws, 8);
        const WalkNetwork network = uneven_network(streets, draws);
        const auto place = [&] { return random_walkable(streets, draws); };
        const Deciseconds searched(4000), limit(500 + draws.below(3501));
        const Reach reach = reach_of(network, place(), draws.below(2700), searched);
        const auto lines = reached_lines(network, reach, limit);
        std::vector<Place> places;
        for (int i = 0; i < 200; ++i)
            places.push_back(i < 20 ? Place{reach.goal.edge, place().share} : place());
        const auto times = times_from_places(network, reach, searched, places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto gap = std::int64_t{times[i]} - limit.value();
            if (std::abs(gap) <= 2)
                continue; // times are rounded to deciseconds
            double nearest = 1e18;
            for (const ReachedLine& line : lines)
                if (line.edge == places[i].edge)
                    nearest = std::min(nearest, distance_to(line, point_of(streets, places[i])));
            REQUIRE((nearest <= 2) == (gap < 0));
            ++(gap < 0 ? on : off);
        }
    }
    REQUIRE(on > 1000);
    REQUIRE(off > 1000);
}

} // namespace careshed::reached_lines_test
