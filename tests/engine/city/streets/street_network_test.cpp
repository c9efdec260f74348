// Streets from lines: what becomes a node, what is dropped, and that the order of lines does not
// matter.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/city/streets/components.hpp"
#include "engine/city/streets/hilbert.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::street_network_test {

using careshed::test::read_map;

namespace {

bool same(const Streets& a, const Streets& b) {
    const auto edges = [](const Edge& x, const Edge& y) {
        return x.from == y.from && x.to == y.to && x.length_cm == y.length_cm &&
               x.first_shape == y.first_shape && x.shape_size == y.shape_size &&
               x.traffic == y.traffic;
    };
    const auto arcs = [](const Arc& x, const Arc& y) {
        return x.head == y.head && x.edge == y.edge;
    };
    return a.nodes == b.nodes && a.shape == b.shape && a.first_arc == b.first_arc &&
           a.component == b.component && std::ranges::equal(a.edges, b.edges, edges) &&
           std::ranges::equal(a.arcs, b.arcs, arcs);
}

template <class T> void shuffle(std::vector<T>& rows, DrawStream& draws) {
    for (std::uint32_t i = static_cast<std::uint32_t>(rows.size()); i > 1; --i)
        std::swap(rows[i - 1], rows[draws.below(i)]);
}

} // namespace

TEST_CASE("A drawn map becomes nodes and edges", "[streets]") {
    const auto map = read_map(R"(
A---B
|    \
C-----D)",
                              10);
    REQUIRE(map.streets.nodes.size() == 4);
    REQUIRE(map.streets.edges.size() == 4);
    const Edge& ab = map.streets.edges[map.edge('A', 'B')];
    REQUIRE(ab.length_cm == 4000);
    const Edge& bd = map.streets.edges[map.edge('B', 'D')];
    REQUIRE(bd.length_cm == 2828);
}

TEST_CASE("Permuted and reversed lines give the same streets, column by column", "[streets]") {
    auto map = read_map(R"(
A---B---C  X-Y
|  /|\  |  |
D-E-F-G-H  Z
|   |   |
I---J---K)");
    DrawStream draws({7, Purpose::test, 1, 0});
    for (int trial = 0; trial < 50; ++trial) {
        auto lines = map.lines;
        shuffle(lines, draws);
        for (StreetLine& line : lines)
            if (draws.below(2) == 1) {
                std::swap(line.from, line.to);
                std::ranges::reverse(line.shape);
            }
        REQUIRE(same(build_network(lines).streets, map.streets));
    }
}

TEST_CASE("Node names and shared ends make the same network", "[streets]") {
    const auto map = read_map(R"(
A---B---C
|       |
D-------E)");
    auto unnamed = map.lines;
    for (StreetLine& line : unnamed)
        line.from = line.to = "";
    REQUIRE(same(build_network(unnamed).streets, map.streets));
}

TEST_CASE("A bridge over a street does not touch it when nodes are named", "[streets]") {
    const std::vector<StreetLine> lines = {{"1", "2", {{0, 0}, {10000, 0}}},
                                           {"3", "4", {{0, 0}, {0, 10000}}}};
    REQUIRE(build_network(lines).streets.nodes.size() == 4);
    REQUIRE(
        build_network({{"", "", lines[0].shape}, {"", "", lines[1].shape}}).streets.nodes.size() ==
        3);
}

TEST_CASE("Loops, points and repeated lines are dropped and counted; a second way stays",
          "[streets]") {
    const std::vector<Point> straight = {{0, 0}, {10000, 0}};
    const std::vector<Point> crescent = {{0, 0}, {5000, 5000}, {10000, 0}};
    const auto network = build_network({{"a", "b", straight},
                                        {"b", "a", {{10000, 0}, {0, 0}}},
                                        {"a", "b", crescent},
                                        {"a", "a", {{0, 0}, {100, 100}, {0, 0}}},
                                        {"b", "b", {{10000, 0}, {10000, 0}}}});
    REQUIRE(network.faults.duplicates == 1);
    REQUIRE(network.faults.self_loops == 1);
    REQUIRE(network.faults.zero_length == 1);
    REQUIRE(network.streets.edges.size() == 2);
    REQUIRE(network.streets.edges[0].length_cm == 10000);
    REQUIRE(network.streets.edges[1].length_cm == 14142);
}

TEST_CASE("Nodes with nothing but a line of no length between them are one", "[streets]") {
    // West - a . d . e - east, and a stub at d; a, d and e stand at one place.
    const Point middle{0, 0};
    std::vector<StreetLine> lines = {
        {"w", "a", {{-10000, 0}, middle}},    {"d", "a", {middle, middle}},
        {"d", "e", {middle, middle, middle}}, {"a", "e", {middle, middle}},
        {"d", "s", {middle, {0, -10000}}},    {"east", "e", {{10000, 0}, middle}}};
    const auto network = build_network(lines);
    REQUIRE(network.streets.nodes.size() == 4);
    REQUIRE(std::ranges::count(network.streets.component, 0U) == 4);
    REQUIRE(network.faults.joined_nodes == 2);
    REQUIRE(network.faults.zero_length == 3);
    REQUIRE(network.faults.self_loops == 0);
    DrawStream draws({9, Purpose::test, 1, 0});
    for (int trial = 0; trial < 50; ++trial) {
        shuffle(lines, draws);
        for (StreetLine& line : lines)
            if (draws.below(2) == 1) {
                std::swap(line.from, line.to);
                std::ranges::reverse(line.shape);
            }
        REQUIRE(same(build_network(lines).streets, network.streets));
    }
}

TEST_CASE("A line of no length that nobody may use joins nothing, and a way round is no such line",
          "[streets]") {
    Traffic closed;
    closed.is_walkable = closed.drives_along = closed.drives_against = false;
    const Point middle{0, 0};
    const StreetLine west = {"w", "a", {{-10000, 0}, middle}}, east = {"d", "e", {middle, {1, 0}}};
    const auto apart = build_network({west, {"a", "d", {middle, middle}, closed}, east});
    REQUIRE(apart.streets.nodes.size() == 4);
    REQUIRE(apart.faults.joined_nodes == 0);
    REQUIRE(apart.faults.zero_length == 1);
    const auto round = build_network({west, {"a", "d", {middle, {500, 500}, middle}}, east});
    REQUIRE(round.streets.nodes.size() == 4);
    REQUIRE(round.streets.edges.size() == 3);
    REQUIRE(round.faults.joined_nodes == 0);
}

TEST_CASE("A line between nodes that stand at one place joins them, however it was drawn",
          "[streets]") {
    // b's lines end apart; it stands at the smallest end, which is where a stands.
    const auto network = build_network({{"w", "a", {{-10000, 0}, {0, 0}}},
                                        {"a", "b", {{0, 0}, {300, 400}}},
                                        {"b", "c", {{0, 0}, {10000, 0}}}});
    REQUIRE(network.streets.nodes.size() == 3);
    REQUIRE(std::ranges::count(network.streets.component, 0U) == 3);
    REQUIRE(network.faults.joined_nodes == 1);
    REQUIRE(network.faults.zero_length == 1);
}

TEST_CASE("A named node whose lines end apart is one node and is reported", "[streets]") {
    const auto network =
        build_network({{"a", "b", {{0, 0}, {10000, 0}}}, {"b", "c", {{10300, 400}, {20000, 0}}}});
    REQUIRE(network.streets.nodes.size() == 3);
    REQUIRE(network.faults.split_nodes == 1);
    REQUIRE(network.faults.widest_split_cm == Approx(500));
    REQUIRE(std::ranges::count(network.streets.component, 0U) == 3);
}

TEST_CASE("Traffic turns with its street, and lines of other traffic are other edges",
          "[streets]") {
    Traffic one_way;
    one_way.drives_against = false;
    const std::vector<Point> there = {{0, 0}, {10000, 0}}, back = {{10000, 0}, {0, 0}};
    const auto network = build_network({{"a", "b", there, one_way},
                                        {"b", "a", back, one_way},
                                        {"a", "b", there, one_way},
                                        {"b", "c", {{10000, 0}, {20000, 0}}, one_way}});
    REQUIRE(network.faults.duplicates == 1);
    REQUIRE(network.streets.edges.size() == 3);
    std::size_t east = 0;
    for (const Edge& edge : network.streets.edges) {
        const auto& nodes = network.streets.nodes;
        const Edge& e = edge;
        REQUIRE(e.traffic.drives_along != e.traffic.drives_against);
        const bool runs_east = nodes[e.from].x < nodes[e.to].x;
        east += runs_east == e.traffic.drives_along ? 1 : 0;
    }
    REQUIRE(east == 2);
}

TEST_CASE("Where nobody walks there is no component, and a motorway joins nothing on foot",
          "[streets]") {
    Traffic motorway;
    motorway.is_walkable = false;
    const auto network = build_network({{"a", "b", {{0, 0}, {10000, 0}}},
                                        {"b", "c", {{10000, 0}, {20000, 0}}, motorway},
                                        {"c", "d", {{20000, 0}, {30000, 0}}, motorway},
                                        {"d", "e", {{30000, 0}, {40000, 0}}},
                                        {"e", "f", {{40000, 0}, {50000, 0}}}});
    REQUIRE(std::ranges::count(network.streets.component, 0U) == 3);
    REQUIRE(std::ranges::count(network.streets.component, 1U) == 2);
    REQUIRE(std::ranges::count(network.streets.component, kNotOnFoot) == 1);
    REQUIRE(small_components(network.streets).size() == 1);
    REQUIRE(small_components(network.streets)[0].length_cm == 10000);
}

TEST_CASE("The largest component is 0 and the pieces cut off are listed", "[streets]") {
    const auto map = read_map(R"(
A---B---C   X--Y
|       |
D-------E   P--Q--R)");
    REQUIRE(map.streets.component[map.node('A')] == 0);
    REQUIRE(map.streets.component[map.node('Q')] == 1);
    REQUIRE(map.streets.component[map.node('Y')] == 2);
    const auto pieces = small_components(map.streets);
    REQUIRE(pieces.size() == 2);
    REQUIRE(pieces[0].nodes == 3);
    REQUIRE(pieces[0].length_cm == 6000);
    REQUIRE(pieces[1].nodes == 2);
}

TEST_CASE("Hilbert positions are distinct and neighbours on the curve are neighbours",
          "[streets]") {
    // A 16 x 16 block aligned to the curve: 256 successive positions, each one step from the last.
    std::vector<std::pair<std::uint64_t, Point>> order;
    for (int x = 0; x < 16; ++x)
        for (int y = 0; y < 16; ++y)
            order.emplace_back(hilbert_position({x, y}), Point{x, y});
    std::ranges::sort(order);
    for (std::size_t i = 1; i < order.size(); ++i) {
        REQUIRE(order[i].first == order[i - 1].first + 1);
        REQUIRE(distance_cm(order[i].second, order[i - 1].second) == 1);
    }
}

TEST_CASE("The part of an edge before a place grows with its share and ends at the whole",
          "[streets]") {
    DrawStream draws({7, Purpose::test, 2, 0});
    for (int i = 0; i < 10000; ++i) {
        const std::uint32_t whole = 1 + draws.below(20000);
        const Place place{0, static_cast<std::uint16_t>(draws.below(65536))};
        const std::uint32_t part = part_before(whole, place);
        REQUIRE(std::abs(double(part) - whole * (place.share / 65535.0)) <= 0.5001);
        REQUIRE(part_before(whole, {0, 65535}) == whole);
    }
}

TEST_CASE("A place lies where its share of the bent street says", "[streets]") {
    const auto network = build_network({{"a", "b", {{0, 0}, {3000, 0}, {3000, 1000}}}});
    const auto& streets = network.streets;
    const bool is_forward = streets.nodes[streets.edges[0].from] == Point{0, 0};
    const auto at = [&](double share) {
        return point_of(streets, {0, static_cast<std::uint16_t>(
                                         (is_forward ? share : 1 - share) * 65535 + 0.5)});
    };
    REQUIRE(at(0) == Point{0, 0});
    REQUIRE(distance_cm(at(0.5), {2000, 0}) <= 1);
    REQUIRE(distance_cm(at(0.875), {3000, 500}) <= 1);
    REQUIRE(at(1) == Point{3000, 1000});
}

} // namespace careshed::street_network_test
