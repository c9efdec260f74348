// Snapping against its literal twin: every edge of the main component, one by one.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/city/streets/nearest_on_edge.hpp"
#include "engine/city/streets/snapping.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::snapping_test {

using careshed::test::read_map;

namespace {

std::optional<Snap> nearest_by_trying_all(const Streets& streets, Point point, double limit_cm) {
    std::optional<Snap> best;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        if (streets.component[streets.edges[e].from] != 0)
            continue;
        const Snap snap = nearest_on_edge(streets, e, point);
        if (snap.distance_cm <= limit_cm && (!best || snap.distance_cm < best->distance_cm))
            best = snap;
    }
    return best;
}

std::vector<StreetLine> random_lines(DrawStream& draws, std::uint32_t count, std::uint32_t extent) {
    const auto coordinate = [&] {
        return static_cast<std::int32_t>(draws.below(extent)) -
               static_cast<std::int32_t>(extent / 2);
    };
    std::vector<StreetLine> lines;
    for (std::uint32_t i = 0; i < count; ++i) {
        StreetLine line;
        for (std::uint32_t v = 0; v < 2 + draws.below(4); ++v)
            line.shape.push_back({coordinate(), coordinate()});
        if (line.shape.size() >= 2)
            lines.push_back(line);
    }
    return lines;
}

/// Each line begins where the one before ends.
Streets winding_streets(DrawStream& draws) {
    auto lines = random_lines(draws, 40, 200'000);
    for (std::size_t i = 1; i < lines.size(); ++i)
        lines[i].shape.front() = lines[i - 1].shape.back();
    return build_network(lines).streets;
}

} // namespace

TEST_CASE("A point snaps to the inside of the street beside it", "[snapping]") {
    const auto map = read_map(R"(
A---------B

C---------D)",
                              10);
    // Two streets that are not joined: only the first component is offered.
    const StreetIndex index(map.streets);
    const auto snap = index.nearest({3000, 700}, 100000);
    REQUIRE(snap);
    REQUIRE(snap->distance_cm == 700);
    REQUIRE(distance_cm(point_of(map.streets, snap->place), {3000, 0}) <= 1);
}

TEST_CASE("The limit is inclusive and one centimetre less is not enough", "[snapping]") {
    const auto map = read_map("A---------B");
    const StreetIndex index(map.streets);
    REQUIRE(index.nearest({5000, 20000}, 20000));
    REQUIRE_FALSE(index.nearest({5000, 20000}, 19999));
    REQUIRE_FALSE(index.nearest({5000, 20001}, 20000));
}

TEST_CASE("The street index and trying every edge agree on 20,000 points", "[snapping]") {
    DrawStream draws({7, Purpose::test, 3, 0});
    for (int city = 0; city < 40; ++city) {
        const std::uint32_t extent = 20000 + draws.below(300000);
        const auto streets =
            build_network(random_lines(draws, 2 + draws.below(60), extent)).streets;
        const StreetIndex index(streets);
        for (int i = 0; i < 500; ++i) {
            const auto spread = extent * 2;
            const Point point{
                static_cast<std::int32_t>(draws.below(spread)) - static_cast<std::int32_t>(extent),
                static_cast<std::int32_t>(draws.below(spread)) - static_cast<std::int32_t>(extent)};
            const double limit = draws.below(2) == 0 ? 1e9 : draws.below(30000);
            const auto fast = index.nearest(point, limit);
            const auto slow = nearest_by_trying_all(streets, point, limit);
            REQUIRE(fast.has_value() == slow.has_value());
            if (fast) {
                REQUIRE(fast->place == slow->place);
                REQUIRE(fast->distance_cm == slow->distance_cm);
            }
        }
    }
}

TEST_CASE("Edges near a box are at least all that pass through it", "[snapping]") {
    DrawStream draws({42, Purpose::test, 2, 0});
    std::size_t met = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const Streets streets = winding_streets(draws);
        const StreetIndex index(streets);
        const auto at = [&] { return static_cast<std::int32_t>(draws.below(260'000)) - 130'000; };
        const Point low{at(), at()};
        const auto edges = index.edges_near(low, {low.x + 9'000, low.y + 21'000});
        REQUIRE(std::ranges::is_sorted(edges));
        for (int p = 0; p < 100; ++p) {
            const Point inside{low.x + static_cast<std::int32_t>(draws.below(9'001)),
                               low.y + static_cast<std::int32_t>(draws.below(21'001))};
            const auto snap = index.nearest(inside, 100);
            if (!snap)
                continue;
            const Point foot = point_of(streets, snap->place);
            if (foot.x < low.x || foot.x > low.x + 9'000 || foot.y < low.y ||
                foot.y > low.y + 21'000)
                continue;
            REQUIRE(std::ranges::binary_search(edges, snap->place.edge));
            ++met;
        }
    }
    REQUIRE(met > 100);
}

TEST_CASE("A box beside all streets has none near it", "[snapping]") {
    DrawStream draws({42, Purpose::test, 3, 0});
    const Streets streets = winding_streets(draws);
    const StreetIndex index(streets);
    for (const std::int32_t far : {-1'000'000, 900'000}) {
        REQUIRE(index.edges_near({far, 0}, {far + 100'000, 100'000}).empty());
        REQUIRE(index.edges_near({0, far}, {100'000, far + 100'000}).empty());
    }
    REQUIRE(index.edges_near({-1'000'000, -1'000'000}, {1'000'000, 1'000'000}).size() > 10);
}

TEST_CASE("Slanted lines across a whole county are found along their length", "[snapping]") {
    std::vector<StreetLine> lines;
    for (std::int32_t i = 0; i < 300; ++i) // 560 km each, from one corner, fanned out
        lines.push_back({"", "", {{0, 0}, {40'000'000, 39'000'000 + i * 2'000}}, {}});
    const Streets streets = build_network(lines).streets;
    REQUIRE(streets.edges.size() == 300);
    const StreetIndex index(streets);
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e)
        for (const std::uint16_t share : {std::uint16_t{0x8000}, std::uint16_t{0xF000}}) {
            const auto snap = index.nearest(point_of(streets, {e, share}), 100);
            REQUIRE(snap);
            REQUIRE(snap->place.edge == e);
        }
}

TEST_CASE("At a crossing the smaller edge wins the tie", "[snapping]") {
    const auto map = read_map(R"(
A---B---C
    |
    D)");
    const StreetIndex index(map.streets);
    const auto snap = index.nearest(map.crossings.at('B'), 1000);
    REQUIRE(snap);
    std::uint32_t smallest = map.edge('A', 'B');
    smallest = std::min({smallest, map.edge('B', 'C'), map.edge('B', 'D')});
    REQUIRE(snap->place.edge == smallest);
    REQUIRE(snap->distance_cm == 0);
}

} // namespace careshed::snapping_test
