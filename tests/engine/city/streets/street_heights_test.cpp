#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "engine/city/ground.hpp"
#include "engine/city/streets/bridge_heights.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_heights.hpp"
#include "engine/core/random.hpp"
#include "engine/core/text.hpp"
#include "tests/engine/city/ascii_map.hpp"
#include "tests/engine/inputs/written_files.hpp"
#include "tests/real_layers.hpp"

namespace careshed::street_heights_test {

using careshed::test::AsciiMap;
using careshed::test::read_map;

namespace {

using Heights = std::vector<std::int32_t>;

/// A ground from a function of x and y in metres that returns metres; NaN: unknown.
template <class Metres> GroundHeights ground(Metres metres) {
    return [metres](std::span<const Point> points) {
        Heights heights;
        for (const Point p : points) {
            const double height = metres(p.x / 100.0, p.y / 100.0);
            heights.push_back(std::isnan(height)
                                  ? Elevation::kNoHeight
                                  : static_cast<std::int32_t>(std::floor(height * 100 + 0.5)));
        }
        return heights;
    };
}

const double kUnknown = std::nan("");

/// Heights from crossing a to crossing b in centimetres.
Heights heights_from(const AsciiMap& map, char a, char b) {
    const std::uint32_t edge = map.edge(a, b);
    const auto held = heights_of(map.streets, edge);
    Heights heights(held.begin(), held.end());
    if (map.streets.edges[edge].from != map.node(a))
        std::ranges::reverse(heights);
    return heights;
}

void mark_level(AsciiMap& map, char a, char b) {
    map.streets.edges[map.edge(a, b)].traffic.is_level = true;
}

void mark_steps(AsciiMap& map, char a, char b) {
    map.streets.edges[map.edge(a, b)].traffic.kind = StreetClass::steps;
}

/// The place `at` centimetres along a shape, found from its start.
Point literal_place(std::span<const Point> shape, double at) {
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const double step = distance_cm(shape[i - 1], shape[i]);
        if (step > 0 && at <= step)
            return {static_cast<std::int32_t>(std::floor(
                        shape[i - 1].x + (shape[i].x - shape[i - 1].x) * at / step + .5)),
                    static_cast<std::int32_t>(std::floor(
                        shape[i - 1].y + (shape[i].y - shape[i - 1].y) * at / step + .5))};
        at -= step;
    }
    return shape.back();
}

/// Straight streets between 25 corners, two of them bridges.
Streets random_streets(DrawStream& draws) {
    std::vector<StreetLine> lines;
    const auto coordinate = [&] { return static_cast<std::int32_t>(draws.below(5)) * 3000; };
    while (lines.size() < 12)
        if (const Point a{coordinate(), coordinate()}, b{coordinate(), coordinate()}; a != b)
            lines.push_back({"", "", {a, b}, {}});
    lines[0].traffic.is_level = lines[1].traffic.is_level = true;
    return build_network(lines).streets;
}

/// Centimetres along the streets between any two nodes, by trying every node on the way.
std::vector<std::vector<double>> ways_between(const Streets& streets) {
    const std::size_t n = streets.nodes.size();
    std::vector<std::vector<double>> ways;
    for (std::size_t a = 0; a < n; ++a)
        ways.emplace_back(n, 1e18)[a] = 0;
    for (const Edge& edge : streets.edges)
        ways[edge.from][edge.to] = ways[edge.to][edge.from] = edge.length_cm;
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b)
                ways[a][b] = std::min(ways[a][b], ways[a][k] + ways[k][b]);
    return ways;
}

/// Heights of the known places nearest to a node, those within 2 cm of the nearest too: the engine
/// rounds distances. `ways` lead from the node.
std::set<std::int32_t> known_from(const Streets& streets, const std::vector<double>& ways,
                                  const Heights& at_node, const GroundHeights& ground) {
    std::vector<std::pair<double, std::int32_t>> places;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        const auto shape = streets.shape_of(edge);
        const std::size_t steps = heights_of(streets, e).size() - 1;
        for (std::size_t k = 0; k <= steps; ++k) {
            const double share = static_cast<double>(k) / static_cast<double>(steps);
            const Point place = literal_place(shape, distance_cm(shape[0], shape[1]) * share);
            const std::int32_t height = k == 0                  ? at_node[edge.from]
                                        : k == steps            ? at_node[edge.to]
                                        : edge.traffic.is_level ? Elevation::kNoHeight
                                                                : ground(std::vector{place})[0];
            const double far = std::min(ways[edge.from] + edge.length_cm * share,
                                        ways[edge.to] + edge.length_cm * (1 - share));
            if (height != Elevation::kNoHeight && far < 1e17)
                places.emplace_back(far, height);
        }
    }
    std::set<std::int32_t> nearest;
    for (const auto& [far, height] : places)
        if (far <= std::ranges::min_element(places)->first + 2)
            nearest.insert(height);
    return nearest;
}

/// What the streets of a node give as its height.
std::set<std::int32_t> heights_at(const Streets& streets, std::uint32_t node) {
    std::set<std::int32_t> given;
    for (const Arc& arc : streets.arcs_of(node)) {
        const auto heights = heights_of(streets, arc.edge);
        given.insert(streets.edges[arc.edge].from == node ? heights.front() : heights.back());
    }
    return given;
}

} // namespace

TEST_CASE("A street has heights at equal steps of at most 20 m, its ends included", "[city]") {
    auto map = read_map("A--B---C"); // 30 m and 40 m
    CHECK(heights_of(map.streets, 0).empty());
    const auto faults = add_heights(map.streets, ground([](double x, double) { return x / 10; }));
    CHECK(heights_from(map, 'A', 'B') == Heights{0, 150, 300});
    CHECK(heights_from(map, 'B', 'C') == Heights{300, 500, 700});
    CHECK(faults.length_cm == 7000);
    CHECK(faults.unknown_cm == 0);
    CHECK(faults.steep_cm == 0);

    auto longer = read_map("A-B", 20.01); // 40.02 m need three steps
    (void)add_heights(longer.streets, ground([](double, double) { return 1; }));
    CHECK(heights_from(longer, 'A', 'B') == Heights{100, 100, 100, 100});
}

TEST_CASE("On winding streets the heights are those of places at equal steps along them",
          "[city]") {
    const auto hills = [](double x, double y) { return x * x / 9000 - y / 7 + x * y / 20000; };
    DrawStream draws({17, Purpose::test, 1, 0});
    const auto coordinate = [&] { return static_cast<std::int32_t>(draws.below(30000)); };
    for (int round = 0; round < 100; ++round) {
        std::vector<StreetLine> lines;
        for (int i = 0; i < 10; ++i) {
            StreetLine line;
            for (std::uint32_t vertex = 0; vertex < 2 + draws.below(6); ++vertex)
                line.shape.push_back({coordinate(), coordinate()});
            if (draws.below(2) == 0) // a vertex twice must not stop the walk
                line.shape.insert(line.shape.begin() + 1, line.shape[0]);
            lines.push_back(line);
        }
        Streets streets = build_network(lines).streets;
        (void)add_heights(streets, ground(hills));
        for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
            const auto shape = streets.shape_of(streets.edges[e]);
            double length = 0;
            for (std::size_t i = 1; i < shape.size(); ++i)
                length += distance_cm(shape[i - 1], shape[i]);
            const auto heights = heights_of(streets, e);
            const auto steps = static_cast<double>(heights.size() - 1);
            REQUIRE(steps == std::ceil(streets.edges[e].length_cm / 2000.0));
            for (std::size_t k = 0; k < heights.size(); ++k) {
                const Point place = literal_place(shape, length * static_cast<double>(k) / steps);
                // Places on the edge of two centimetres may round apart.
                REQUIRE(heights[k] ==
                        Approx(100 * hills(place.x / 100.0, place.y / 100.0)).margin(1.5));
            }
        }
    }
}

TEST_CASE("Streets that meet at a crossing share its height", "[city]") {
    auto map = read_map(R"(
A---B---C
   /|
  D E)");
    (void)add_heights(map.streets, ground([](double x, double y) { return x / 3 - y / 5; }));
    const std::int32_t b = heights_from(map, 'A', 'B').back();
    for (const char other : {'C', 'D', 'E'})
        CHECK(heights_from(map, 'B', other).front() == b);
}

TEST_CASE("A crossing without height is as high as the nearest known place, on all its streets",
          "[city]") {
    auto map = read_map(R"(
A-----B---C
      |
      D)");
    // Known: 20 m west of B, and C 40 m east of it.
    const auto faults = add_heights(map.streets, ground([](double x, double) {
                                        return x == 40 ? 7 : x == 100 ? 9 : kUnknown;
                                    }));
    CHECK(heights_from(map, 'A', 'B') == Heights{700, 700, 700, 700});
    CHECK(heights_from(map, 'B', 'C') == Heights{700, 800, 900});
    CHECK(heights_from(map, 'B', 'D') == Heights{700, 700});
    CHECK(faults.unknown_cm == 4000 + 2000 + 4000 + 2000);
}

TEST_CASE("Heights are passed on from crossing to crossing, and to no piece apart", "[city]") {
    auto map = read_map(R"(
A-B-C-D-E

X-Y)");
    const auto faults =
        add_heights(map.streets, ground([](double x, double y) {
                        return y < 0 ? kUnknown : x == 0 ? 3 : x == 80 ? 5 : kUnknown;
                    }));
    CHECK(heights_from(map, 'A', 'B') == Heights{300, 300});
    const std::int32_t middle = heights_from(map, 'B', 'C').back(); // as far from A as from E
    CHECK((middle == 300 || middle == 500));
    CHECK(heights_from(map, 'C', 'D') == Heights{middle, 500});
    CHECK(heights_from(map, 'X', 'Y') == Heights{0, 0});
    CHECK(faults.unknown_cm == faults.length_cm);
}

TEST_CASE("On random streets over ground with holes every crossing has one height: that of the "
          "nearest known place",
          "[city]") {
    DrawStream draws({18, Purpose::test, 1, 0});
    std::size_t filled = 0;
    for (int round = 0; round < 200; ++round) {
        Streets streets = random_streets(draws);
        const auto with_holes = ground([&](double x, double y) {
            const auto cell = static_cast<int>(x / 15) * 31 + static_cast<int>(y / 15) * 17 + round;
            return cell % 7 < 4 ? kUnknown : 100 + x + 3 * y;
        });
        Heights at_node = with_holes(streets.nodes);
        lift_bridge_nodes(streets, at_node);
        (void)add_heights(streets, with_holes);
        const auto ways = ways_between(streets);
        for (std::uint32_t node = 0; node < streets.nodes.size(); ++node) {
            const std::set<std::int32_t> given = heights_at(streets, node);
            REQUIRE(given.size() == 1);
            if (at_node[node] != Elevation::kNoHeight) {
                REQUIRE(*given.begin() == at_node[node]);
                continue;
            }
            const auto known = known_from(streets, ways[node], at_node, with_holes);
            REQUIRE((known.contains(*given.begin()) || (known.empty() && *given.begin() == 0)));
            filled += known.empty() ? 0 : 1;
        }
    }
    CHECK(filled > 100);
}

TEST_CASE("A bridge runs straight over the valley that a street goes down into", "[city]") {
    const auto valley = ground([](double x, double) { return x > 10 && x < 110 ? 0 : 12; });
    auto street = read_map("A-----------B"); // 120 m
    (void)add_heights(street.streets, valley);
    CHECK(heights_from(street, 'A', 'B') == Heights{1200, 0, 0, 0, 0, 0, 1200});
    auto bridge = read_map("A-----------B");
    mark_level(bridge, 'A', 'B');
    (void)add_heights(bridge.streets, valley);
    CHECK(heights_from(bridge, 'A', 'B') == Heights(7, 1200));
}

TEST_CASE("A bridge of several pieces runs straight from bank to bank", "[city]") {
    // Banks A and D at 10 m and 22 m, the river between at 2 m.
    auto map = read_map("Z-A---B-----C--D-Y");
    for (const char* piece : {"AB", "BC", "CD"})
        mark_level(map, piece[0], piece[1]);
    const auto faults = add_heights(map.streets, ground([](double x, double) {
                                        return x <= 20 ? 10 : x >= 150 ? 22 : 2;
                                    }));
    CHECK(heights_from(map, 'A', 'B').front() == 1000);
    CHECK(heights_from(map, 'A', 'B').back() == Approx(1000 + 1200 * 40 / 130.0).margin(0.5));
    CHECK(heights_from(map, 'B', 'C').back() == Approx(1000 + 1200 * 100 / 130.0).margin(0.5));
    CHECK(heights_from(map, 'C', 'D').back() == 2200);
    CHECK(faults.steep_cm == 0);
}

TEST_CASE("Steps down to the bank do not pull a bridge to the water, nor do they ford it",
          "[city]") {
    auto map = read_map(R"(
Z-A-----B-----C-Y
        |
        |
      W-S)");
    mark_level(map, 'A', 'B');
    mark_level(map, 'B', 'C');
    mark_steps(map, 'B', 'S');
    (void)add_heights(map.streets,
                      ground([](double x, double) { return x <= 20 || x >= 140 ? 15 : 1; }));
    CHECK(heights_from(map, 'A', 'B') == Heights(4, 1500));
    CHECK(heights_from(map, 'B', 'S') == Heights{1500, 800, 100});
    CHECK(heights_from(map, 'W', 'S') == Heights{100, 100});
}

TEST_CASE("Steps between steps stand on the ground", "[city]") {
    auto map = read_map("A--B--C");
    mark_steps(map, 'A', 'B');
    mark_steps(map, 'B', 'C');
    (void)add_heights(map.streets, ground([](double x, double) { return x == 30 ? 9 : 0; }));
    CHECK(heights_from(map, 'A', 'B') == Heights{0, 450, 900});
}

TEST_CASE("Where a viaduct branches the nearest ends weigh most", "[city]") {
    auto map = read_map(R"(
Z-A--B--------C-Y
     |
     |
     |
     D
     |
     X)");
    for (const char* piece : {"AB", "BC", "BD"})
        mark_level(map, piece[0], piece[1]);
    (void)add_heights(map.streets, ground([](double x, double y) {
                          return y <= -40 ? 30 : x <= 20 ? 10 : x >= 140 ? 20 : 0;
                      }));
    // A 30 m away at 10 m, D 40 m at 30 m, C 90 m at 20 m.
    const double twin =
        (1000 / 30.0 + 3000 / 40.0 + 2000 / 90.0) / (1 / 30.0 + 1 / 40.0 + 1 / 90.0);
    CHECK(heights_from(map, 'A', 'B').back() == Approx(twin).margin(0.5));
}

TEST_CASE("A bridge whose ends nobody knows is level and counted as without height", "[city]") {
    auto map = read_map("A---B---C");
    mark_level(map, 'A', 'B');
    mark_level(map, 'B', 'C');
    const auto faults = add_heights(map.streets, ground([](double, double) { return kUnknown; }));
    CHECK(heights_from(map, 'A', 'B') == Heights(3, 0));
    CHECK(faults.unknown_cm == faults.length_cm);
    // Nothing stands on the ground, but its height is known: then that is taken.
    (void)add_heights(map.streets, ground([](double x, double) { return x / 10; }));
    CHECK(heights_from(map, 'A', 'C' - 1) == Heights{0, 200, 400});
}

TEST_CASE("Gaps between known heights are bridged evenly, the ends go on level", "[city]") {
    auto map = read_map("A-----------B"); // samples at 0, 20, ... 120 m
    const auto faults = add_heights(map.streets, ground([](double x, double) {
                                        return x == 20 ? 4 : x == 80 ? 10 : kUnknown;
                                    }));
    CHECK(heights_from(map, 'A', 'B') == Heights{400, 400, 600, 800, 1000, 1000, 1000});
    CHECK(faults.unknown_cm == 6000); // 20 m before, 40 m behind
}

TEST_CASE("A plane in a raster gives every street the plane's own slope", "[city]") {
    const WrittenFiles files;
    std::string raster = "ncols 200\nnrows 200\nxllcorner -122.72\nyllcorner 45.49\n"
                         "cellsize 0.0002\n";
    for (int row = 0; row < 200; ++row)
        for (int column = 0; column < 200; ++column)
            raster += number(100 + 0.5 * column + 0.25 * row) + (column < 199 ? " " : "\n");
    const Elevation elevation({files.write("dem.asc", raster), "EPSG:4326", "", ""},
                              {-122.72, 45.49, -122.68, 45.53});
    const LocalGrid grid(-122.70, 45.51);
    const auto place = [&](double lon, double lat) { return grid.project({lon, lat}); };
    auto network = build_network({{"", "", {place(-122.71, 45.51), place(-122.69, 45.51)}},
                                  {"", "", {place(-122.71, 45.51), place(-122.71, 45.52)}},
                                  {"", "", {place(-122.69, 45.51), place(-122.71, 45.52)}}});
    const auto faults = add_heights(network.streets, ground_heights(grid, elevation));
    CHECK(faults.unknown_cm == 0);
    for (std::uint32_t e = 0; e < network.streets.edges.size(); ++e) {
        const auto heights = heights_of(network.streets, e);
        const double rise = double(heights.back() - heights.front()) / double(heights.size() - 1);
        for (std::size_t i = 1; i < heights.size(); ++i)
            REQUIRE(heights[i] - heights[i - 1] == Approx(rise).margin(1.1));
        const LonLat from = grid.unproject(network.streets.nodes[network.streets.edges[e].from]);
        const LonLat to = grid.unproject(network.streets.nodes[network.streets.edges[e].to]);
        const double cells_east = (to.lon - from.lon) / 0.0002;
        const double cells_south = (from.lat - to.lat) / 0.0002;
        CHECK(heights.back() - heights.front() ==
              Approx(50 * cells_east + 25 * cells_south).margin(1.1));
    }
}

TEST_CASE("Findings report the kilometres without height and those that are too steep", "[city]") {
    const WrittenFiles files;
    const auto raster = files.write(
        "dem.asc", "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n3 4\n");
    const Elevation elevation({raster, "EPSG:4326", "", ""}, {0, 0, 2, 2});
    std::vector<Finding> findings;
    report_heights({10'000'000, 1'234'000, 50'000}, elevation, findings);
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].text == "87.7 km of streets have heights of raster dem.asc");
    CHECK(findings[1].level == Finding::Level::warning);
    CHECK(findings[1].text == "12.3 of 100.0 km of streets have no height and are taken as level");
    CHECK(findings[2].text.starts_with("0.5 km of streets are steeper than 40 %"));

    auto map = read_map("A---B");
    const auto cliff = add_heights(map.streets, ground([](double x, double) { return x / 2; }));
    CHECK(cliff.steep_cm == 4000);
}

TEST_CASE("Portland's bridges stay above the Willamette, and few of its streets are too steep",
          "[city][real]") {
    const auto data = test::real_layers("portland");
    if (!data)
        return;
    StreetsSpec spec;
    spec.layer.source = *data / "portland-central-filtered.osm.pbf";
    spec.is_osm = true;
    std::vector<Finding> findings;
    auto [grid, extent, streets] = read_streets(spec, findings);
    const Elevation elevation({*data / "portland-ned.tif", "", "", ""},
                              {extent.west, extent.south, extent.east, extent.north});
    const HeightFaults faults = add_heights(streets, ground_heights(grid, elevation));
    const auto km = [](std::uint64_t cm) { return static_cast<double>(cm) / 1e5; };
    CHECK(km(faults.length_cm) == Approx(910).margin(1));
    CHECK(km(faults.unknown_cm) == Approx(34.5).margin(0.5)); // south and east of the raster
    CHECK(km(faults.steep_cm) < 1);
    std::size_t bridges = 0;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        if (!edge.traffic.is_level || !edge.traffic.is_walkable || edge.length_cm < 25'000)
            continue;
        ++bridges;
        for (const std::int32_t height : heights_of(streets, e))
            REQUIRE(height > 800); // the river is at 2 m
    }
    CHECK(bridges > 20);
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node)
        REQUIRE(heights_at(streets, node).size() == 1);
}

} // namespace careshed::street_heights_test
