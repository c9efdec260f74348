// Driving distances from the nearest station, against one search a station.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/access/drive_times.hpp"
#include "engine/access/shortest_path.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/ascii_map.hpp"

using namespace careshed;
using careshed::test::read_map;

namespace {

Station station_at(Place place) {
    Station station;
    station.place = place;
    return station;
}

} // namespace

TEST_CASE("Driving distance is to the nearest station, along the streets", "[access]") {
    const auto map = read_map(R"(
A---------B---------C
          |
          D    X---Y)");
    const std::vector<Station> stations = {station_at(map.between('A', 'B', 0.5)),
                                           station_at(map.between('B', 'C', 1))};
    const auto distances = compute_drive_distances(map.streets, stations);
    REQUIRE(distances.to_node_cm[map.node('A')] == Approx(5000).margin(1));
    REQUIRE(distances.to_node_cm[map.node('B')] == Approx(5000).margin(1));
    REQUIRE(distances.to_node_cm[map.node('C')] == 0);
    REQUIRE(distances.to_node_cm[map.node('D')] == Approx(7000).margin(1));
    REQUIRE(distances.to_node_cm[map.node('X')] == 0xFFFFFFFFU);

    const std::vector<Place> homes = {map.between('A', 'B', 0.4), map.between('B', 'C', 0.2),
                                      map.between('B', 'D', 0.5), map.between('X', 'Y', 0.5)};
    const auto to = drive_distances_to(map.streets, distances, stations, homes);
    REQUIRE(to[0] == Approx(1000).margin(2)); // on the station's own street
    REQUIRE(to[1] == Approx(7000).margin(2));
    REQUIRE(to[2] == Approx(6000).margin(2));
    REQUIRE(to[3] == 0xFFFFFFFFU);
}

TEST_CASE("One search from all stations equals the least of one search a station", "[access]") {
    DrawStream draws({13, Purpose::test, 1, 0});
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<StreetLine> lines;
        for (std::uint32_t i = 0; i < 5 + draws.below(20); ++i) {
            const auto at = [&] { return static_cast<std::int32_t>(draws.below(6)) * 10000; };
            const Point a{at(), at()}, b{at(), at()};
            lines.push_back({"", "", {a, b}});
        }
        const Streets streets = build_network(lines).streets;
        if (streets.edges.empty())
            continue;
        const auto place = [&] {
            return Place{draws.below(static_cast<std::uint32_t>(streets.edges.size())),
                         static_cast<std::uint16_t>(draws.below(65536))};
        };
        std::vector<Station> stations;
        for (std::uint32_t i = 0; i < 1 + draws.below(5); ++i)
            stations.push_back(station_at(place()));
        std::vector<Place> homes;
        for (int i = 0; i < 30; ++i)
            homes.push_back(place());
        const auto all = compute_drive_distances(streets, stations);
        const auto to = drive_distances_to(streets, all, stations, homes);
        std::vector<std::uint32_t> least(homes.size(), 0xFFFFFFFFU);
        for (const Station& station : stations) {
            const std::span<const Station> alone(&station, 1);
            const auto one =
                drive_distances_to(streets, compute_drive_distances(streets, alone), alone, homes);
            for (std::size_t i = 0; i < homes.size(); ++i)
                least[i] = std::min(least[i], one[i]);
        }
        REQUIRE(to == least);
    }
}

TEST_CASE("Without stations nothing is driven to", "[access]") {
    const auto map = read_map("A---B");
    const auto distances = compute_drive_distances(map.streets, {});
    REQUIRE(distances.to_node_cm == std::vector<std::uint32_t>(2, 0xFFFFFFFFU));
}
