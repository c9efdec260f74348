// Driving from the nearest stations, against one search a station.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/access/drive_times.hpp"
#include "engine/access/kerbs.hpp"
#include "engine/access/nearest_stations.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::drive_times_test {

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
    const DriveNetwork roads = drive_lengths(map.streets);
    const auto to_nodes = drive_to_nodes(roads, stations);
    REQUIRE(to_nodes[map.node('A')] == Approx(5000).margin(1));
    REQUIRE(to_nodes[map.node('B')] == Approx(5000).margin(1));
    REQUIRE(to_nodes[map.node('C')] == 0);
    REQUIRE(to_nodes[map.node('D')] == Approx(7000).margin(1));
    REQUIRE(to_nodes[map.node('X')] == kNoWay);

    const std::vector<Place> homes = {map.between('A', 'B', 0.4), map.between('B', 'C', 0.2),
                                      map.between('B', 'D', 0.5), map.between('X', 'Y', 0.5)};
    const auto to = drive_to_places(roads, to_nodes, stations, homes);
    REQUIRE(to[0] == Approx(1000).margin(2)); // on the station's own street
    REQUIRE(to[1] == Approx(7000).margin(2));
    REQUIRE(to[2] == Approx(6000).margin(2));
    REQUIRE(to[3] == kNoWay);
}

TEST_CASE("A one-way street is driven one way, a footway not at all", "[access]") {
    Traffic one_way, footway;
    one_way.drives_against = false;
    footway.drives_along = footway.drives_against = false;
    //   a -> b (one way), and the long way back b - c - a; c = = d on foot
    const Streets streets = build_network({{"a", "b", {{0, 0}, {10000, 0}}, one_way},
                                           {"b", "c", {{10000, 0}, {10000, 20000}}},
                                           {"c", "a", {{10000, 20000}, {0, 20000}, {0, 0}}},
                                           {"c", "d", {{10000, 20000}, {20000, 20000}}, footway}})
                                .streets;
    const auto node = [&](Point point) {
        return static_cast<std::size_t>(std::ranges::find(streets.nodes, point) -
                                        streets.nodes.begin());
    };
    const auto edge = [&](Point from, Point to) {
        for (std::uint32_t e = 0; e < streets.edges.size(); ++e)
            if ((streets.edges[e].from == node(from) && streets.edges[e].to == node(to)) ||
                (streets.edges[e].from == node(to) && streets.edges[e].to == node(from)))
                return e;
        return 0U;
    };
    const std::uint32_t ab = edge({0, 0}, {10000, 0});
    const std::vector<Station> stations = {station_at({ab, 32768})};
    const DriveNetwork roads = drive_lengths(streets);
    const auto to_nodes = drive_to_nodes(roads, stations);
    REQUIRE(to_nodes[node({10000, 0})] == Approx(5000).margin(1));
    REQUIRE(to_nodes[node({0, 0})] == Approx(5000 + 20000 + 30000).margin(1));
    REQUIRE(to_nodes[node({20000, 20000})] == kNoWay);

    const bool runs_from_a = streets.edges[ab].from == node({0, 0});
    const auto at = [&](double share) {
        return Place{ab, static_cast<std::uint16_t>((runs_from_a ? share : 1 - share) * 65535)};
    };
    const std::vector<Place> homes = {at(0.75), at(0.25)};
    const auto to = drive_to_places(roads, to_nodes, stations, homes);
    REQUIRE(to[0] == Approx(2500).margin(2));
    REQUIRE(to[1] == Approx(55000 + 2500).margin(3)); // round the block
}

TEST_CASE("Speeds by class and hour scale the times, and a signed speed wins", "[access]") {
    Traffic primary, signed_slow;
    primary.kind = signed_slow.kind = StreetClass::primary;
    signed_slow.speed_kmh = 24;
    const Streets streets = build_network({{"a", "b", {{0, 0}, {100000, 0}}, primary},
                                           {"b", "c", {{100000, 0}, {200000, 0}}, signed_slow}})
                                .streets;
    DriveSpeeds speeds;
    speeds.class_kmh[static_cast<std::size_t>(StreetClass::primary)] = 48;
    speeds.hour_factor[17] = 0.5;
    const auto times = [&](std::size_t hour) {
        const DriveNetwork roads = drive_network(streets, speeds, hour);
        return std::pair(roads.edge_costs[0].along, roads.edge_costs[1].along);
    };
    REQUIRE(std::min(times(3).first, times(3).second) == 750);    // 1 km at 48 km/h
    REQUIRE(std::max(times(3).first, times(3).second) == 1500);   // at 24 km/h
    REQUIRE(std::min(times(17).first, times(17).second) == 1500); // half as fast at five
    REQUIRE(std::max(times(17).first, times(17).second) == 3000);
}

namespace {

Streets random_roads(DrawStream& draws) {
    std::vector<StreetLine> lines;
    for (std::uint32_t i = 0; i < 5 + draws.below(20); ++i) {
        const auto at = [&] { return static_cast<std::int32_t>(draws.below(6)) * 10000; };
        StreetLine line{"", "", {{at(), at()}, {at(), at()}}};
        line.traffic.drives_along = draws.below(5) != 0;
        line.traffic.drives_against = draws.below(5) != 0;
        lines.push_back(line);
    }
    return build_network(lines).streets;
}

Place random_place(const Streets& streets, DrawStream& draws) {
    return {draws.below(static_cast<std::uint32_t>(streets.edges.size())),
            static_cast<std::uint16_t>(draws.below(65536))};
}

std::vector<Station> random_stations(const Streets& streets, DrawStream& draws) {
    std::vector<Station> stations;
    for (std::uint32_t i = 0; i < 1 + draws.below(6); ++i)
        stations.push_back(station_at(random_place(streets, draws)));
    return stations;
}

/// Every station alone, by a search of its own, at every place: the nearest first.
std::vector<std::vector<StationTime>> each_station(const DriveNetwork& roads,
                                                   const std::vector<Station>& stations,
                                                   const std::vector<Place>& places) {
    std::vector<std::vector<StationTime>> all(places.size());
    for (std::uint32_t row = 0; row < stations.size(); ++row) {
        const std::span<const Station> alone(&stations[row], 1);
        const auto costs = drive_to_places(roads, drive_to_nodes(roads, alone), alone, places);
        for (std::size_t i = 0; i < places.size(); ++i)
            if (costs[i] != kNoWay)
                all[i].push_back({costs[i], row});
    }
    for (auto& of_place : all)
        std::ranges::sort(of_place);
    return all;
}

} // namespace

TEST_CASE("The nearest and the k nearest stations are those of one search a station", "[access]") {
    DrawStream draws({13, Purpose::test, 1, 0});
    std::size_t compared = 0;
    for (int trial = 0; trial < 1000; ++trial) {
        const Streets streets = random_roads(draws);
        if (streets.edges.empty())
            continue;
        const std::vector<Station> stations = random_stations(streets, draws);
        std::vector<Place> homes;
        for (int i = 0; i < 30; ++i)
            homes.push_back(random_place(streets, draws));
        const DriveNetwork roads = drive_network(streets, {}, 0);
        const auto truth = each_station(roads, stations, homes);
        const auto to = drive_to_places(roads, drive_to_nodes(roads, stations), stations, homes);
        const std::size_t k = 1 + draws.below(4);
        const NearestStations nearest = nearest_stations(roads, stations, k);
        for (std::size_t i = 0; i < homes.size(); ++i) {
            REQUIRE(to[i] == (truth[i].empty() ? kNoWay : truth[i].front().cost));
            std::vector<StationTime> first = truth[i];
            first.resize(std::min(first.size(), k));
            REQUIRE(stations_to_place(roads, nearest, stations, homes[i]) == first);
            compared += first.size();
        }
    }
    REQUIRE(compared > 10000);
}

TEST_CASE("Without stations nothing is driven to", "[access]") {
    const auto map = read_map("A---B");
    const DriveNetwork roads = drive_lengths(map.streets);
    REQUIRE(drive_to_nodes(roads, {}) == std::vector<std::uint32_t>(2, kNoWay));
    REQUIRE(nearest_stations(roads, {}, 3).of(0)[0].cost == kNoWay);
}

TEST_CASE("For a home on a footway the ambulance stops at the nearest street and the crew walks",
          "[access]") {
    Traffic footway;
    footway.drives_along = footway.drives_against = false;
    // a - b is driven; the footway b - c - d turns back beside it, 30 m away.
    const Streets streets =
        build_network({{"a", "b", {{0, 0}, {20000, 0}}},
                       {"b", "d", {{20000, 0}, {20000, 3000}, {5000, 3000}}, footway}})
            .streets;
    const auto edge_of = [&](bool is_driven) {
        return static_cast<std::uint32_t>(
            std::ranges::find(streets.edges, is_driven,
                              [](const Edge& edge) { return edge.traffic.drives_along; }) -
            streets.edges.begin());
    };
    const Edge& path = streets.edges[edge_of(false)];
    const bool from_b = streets.nodes[path.from].x == 20000;
    const double along = 3000.0 + 10000; // b, c, and 100 m on: at (10000, 3000)
    const double share = from_b ? along / path.length_cm : 1 - along / path.length_cm;
    const std::vector<Place> homes = {
        {edge_of(true), 32768}, {edge_of(false), static_cast<std::uint16_t>(share * 65535 + 0.5)}};
    const std::vector<Kerb> kerbs = kerbs_of(streets, homes);
    REQUIRE(kerbs[0].place == homes[0]);
    REQUIRE(kerbs[0].walk_ds == 0);
    REQUIRE(kerbs[1].place.edge == edge_of(true));
    REQUIRE(distance_cm(point_of(streets, kerbs[1].place), {10000, 0}) < 3);
    REQUIRE(kerbs[1].walk_ds == Approx(3000 / 13.4).margin(1));

    const std::vector<Station> stations = {station_at({edge_of(true), 0})};
    const DriveNetwork roads = drive_lengths(streets);
    const auto to =
        drive_to_places(roads, drive_to_nodes(roads, stations), stations, places_of(kerbs));
    const double start = point_of(streets, stations[0].place).x;
    REQUIRE(to[1] == Approx(std::abs(10000 - start)).margin(3));
}

TEST_CASE("Where nothing drives no ambulance arrives", "[access]") {
    Traffic footway;
    footway.drives_along = footway.drives_against = false;
    const Streets streets = build_network({{"a", "b", {{0, 0}, {20000, 0}}, footway}}).streets;
    const std::vector<Place> homes = {{0, 100}};
    const auto kerbs = kerbs_of(streets, homes);
    REQUIRE(kerbs[0].place == homes[0]);
    const DriveNetwork roads = drive_lengths(streets);
    REQUIRE(drive_to_places(roads, drive_to_nodes(roads, {}), {}, places_of(kerbs))[0] == kNoWay);
}

} // namespace careshed::drive_times_test
