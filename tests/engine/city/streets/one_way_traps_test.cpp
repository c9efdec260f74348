// One-way streets that leave drivers stuck, against plain reachability.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/city/streets/one_way_traps.hpp"
#include "engine/city/streets/street_network.hpp"
#include "engine/core/random.hpp"

namespace careshed::one_way_traps_test {

namespace {

/// Streets between points 100 m apart on a row, 1 to `nodes`.
StreetLine street(int from, int to, bool along, bool against) {
    Traffic traffic;
    traffic.drives_along = along;
    traffic.drives_against = against;
    return {"", "", {{from * 10'000, from * from}, {to * 10'000, to * to}}, traffic};
}

StreetLine footway(int from, int to) { return street(from, to, false, false); }

/// Whether each node hangs together with the first given, by trying every edge until nothing
/// changes.
std::vector<bool> joined_to(const Streets& streets, std::size_t first) {
    std::vector<bool> is_joined(streets.nodes.size(), false);
    is_joined[first] = true;
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (const Edge& edge : streets.edges)
            if (is_joined[edge.from] != is_joined[edge.to])
                is_joined[edge.from] = is_joined[edge.to] = is_changed = true;
    }
    return is_joined;
}

/// reaches[a][b]: whether b can be driven to from a, by trying every edge until nothing changes.
std::vector<std::vector<bool>> reachability(const Streets& streets) {
    const std::size_t n = streets.nodes.size();
    std::vector<std::vector<bool>> reaches(n, std::vector<bool>(n, false));
    for (std::size_t start = 0; start < n; ++start) {
        reaches[start][start] = true;
        for (bool is_changed = true; is_changed;) {
            is_changed = false;
            for (const Edge& edge : streets.edges) {
                const auto drive = [&](std::uint32_t a, std::uint32_t b) {
                    if (reaches[start][a] && !reaches[start][b])
                        reaches[start][b] = is_changed = true;
                };
                if (edge.traffic.drives_along)
                    drive(edge.from, edge.to);
                if (edge.traffic.drives_against)
                    drive(edge.to, edge.from);
            }
        }
    }
    return reaches;
}

Streets random_streets(DrawStream& draws) {
    std::vector<StreetLine> lines;
    for (int i = 0; i < 14; ++i) {
        const auto a = static_cast<int>(draws.below(9)), b = static_cast<int>(draws.below(9));
        const std::uint32_t ways = draws.below(4);
        if (a != b)
            lines.push_back(street(a, b, ways != 1, ways != 2 && ways != 3));
    }
    return build_network(lines).streets;
}

} // namespace

TEST_CASE("A square driven round in one direction is no trap", "[traps]") {
    const auto network = build_network(
        {street(1, 2, true, false), street(2, 3, true, false), street(3, 1, true, false)});
    REQUIRE(one_way_traps(network.streets).empty());
}

TEST_CASE("A street that leads in and never out, or out and never in, or nowhere, is reported",
          "[traps]") {
    const auto both = [](int a, int b) { return street(a, b, true, true); };
    const auto network =
        build_network({both(1, 2), both(2, 3), both(3, 4), street(4, 5, true, false), both(5, 6),
                       street(7, 1, true, false), footway(3, 8), both(8, 9)});
    const auto traps = one_way_traps(network.streets);
    REQUIRE(traps.size() == 3);
    const auto in = std::ranges::find(traps, TrapKind::no_way_out, &OneWayTrap::kind);
    REQUIRE(in != traps.end());
    REQUIRE(in->nodes == 2);
    REQUIRE(in->length_cm / 100 == 200);
    REQUIRE(std::ranges::count(traps, TrapKind::no_way_in, &OneWayTrap::kind) == 1);
    REQUIRE(std::ranges::count(traps, TrapKind::apart, &OneWayTrap::kind) == 1);
}

TEST_CASE("An island without one-way streets is no trap", "[traps]") {
    const auto both = [](int a, int b) { return street(a, b, true, true); };
    const auto island =
        build_network({both(1, 2), both(2, 3), both(4, 5), street(5, 6, true, false)});
    REQUIRE(one_way_traps(island.streets).empty());
    // Two streets that lead into one from both sides: against the traffic it is joined.
    const auto joined = build_network(
        {both(1, 2), both(2, 3), street(3, 4, true, false), street(5, 4, true, false), both(5, 6)});
    const auto traps = one_way_traps(joined.streets);
    REQUIRE(traps.size() == 2);
    REQUIRE(std::ranges::count(traps, TrapKind::no_way_out, &OneWayTrap::kind) == 1);
    REQUIRE(std::ranges::count(traps, TrapKind::apart, &OneWayTrap::kind) == 1);
}

TEST_CASE("Footways are no traps", "[traps]") {
    const auto network = build_network(
        {street(1, 2, true, true), street(2, 3, false, false), street(3, 4, false, false)});
    REQUIRE(one_way_traps(network.streets).empty());
}

TEST_CASE("On random streets the components and traps are those of plain reachability", "[traps]") {
    DrawStream draws({21, Purpose::test, 7, 0});
    for (int trial = 0; trial < 500; ++trial) {
        const Streets streets = random_streets(draws);
        const auto reaches = reachability(streets);
        const auto component = strong_components(streets);
        const std::size_t n = streets.nodes.size();
        std::vector<std::size_t> size(n, 0);
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b) {
                REQUIRE((component[a] == component[b]) == (reaches[a][b] && reaches[b][a]));
                size[a] += component[a] == component[b] ? 1 : 0;
            }
        const auto main = static_cast<std::size_t>(std::ranges::max_element(size) - size.begin());
        const auto is_joined = joined_to(streets, main);
        std::array<std::size_t, 3> nodes{};
        for (std::size_t a = 0; a < n; ++a) {
            const bool is_driven = std::ranges::any_of(streets.edges, [&](const Edge& edge) {
                return edge.is_drivable() && (edge.from == a || edge.to == a);
            });
            if (is_driven && is_joined[a] && component[a] != component[main])
                ++nodes[reaches[main][a] ? 0 : reaches[a][main] ? 1 : 2];
        }
        for (const OneWayTrap& trap : one_way_traps(streets))
            nodes[static_cast<std::size_t>(trap.kind)] -= trap.nodes;
        REQUIRE(nodes == std::array<std::size_t, 3>{});
    }
}

} // namespace careshed::one_way_traps_test
