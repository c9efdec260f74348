// Walking times against a literal twin: a textbook Dijkstra on a graph in which every place is a
// node of its own, for every candidate and every place of 2,000 random small maps.
#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "engine/access/drive_network.hpp"
#include "engine/access/shortest_path.hpp"
#include "engine/access/walk_times.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/access/textbook_paths.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::walk_times_test {

using careshed::test::graph_back;
using careshed::test::read_map;
using careshed::test::textbook_dijkstra;

namespace {

/// Each way at a speed of its own, as on hills, and some edges that nobody walks.
WalkNetwork random_network(const Streets& streets, DrawStream& draws) {
    WalkNetwork network = walk_network(streets);
    std::vector<Link> links;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        EdgeTimes& times = network.edge_times[e];
        times.against_ds += draws.below(times.against_ds + 1);
        if (!edge.traffic.is_walkable)
            continue;
        links.push_back({edge.to, {edge.from, times.along_ds}});
        links.push_back({edge.from, {edge.to, times.against_ds}});
    }
    network.towards = search_graph(streets.nodes.size(), links);
    return network;
}

std::int32_t coordinate(DrawStream& draws) {
    return static_cast<std::int32_t>(draws.below(60)) * 500;
}

Streets random_streets(DrawStream& draws) {
    std::vector<Point> crossings;
    for (std::uint32_t i = 0; i < 3 + draws.below(12); ++i)
        crossings.push_back({coordinate(draws), coordinate(draws)});
    std::vector<StreetLine> lines;
    for (std::uint32_t i = 0; i < 3 + draws.below(25); ++i) {
        StreetLine line;
        line.shape = {crossings[draws.below(static_cast<std::uint32_t>(crossings.size()))]};
        if (draws.below(3) == 0)
            line.shape.push_back({coordinate(draws), coordinate(draws)});
        line.shape.push_back(crossings[draws.below(static_cast<std::uint32_t>(crossings.size()))]);
        line.traffic.is_walkable = draws.below(6) != 0;
        lines.push_back(line);
    }
    return build_network(lines).streets;
}

Place random_place(const Streets& streets, DrawStream& draws) {
    return {draws.below(static_cast<std::uint32_t>(streets.edges.size())),
            static_cast<std::uint16_t>(draws.below(65536))};
}

Place random_walkable(const Streets& streets, DrawStream& draws) {
    Place place = random_place(streets, draws);
    while (!streets.edges[place.edge].traffic.is_walkable)
        place = random_place(streets, draws);
    return place;
}

Candidate candidate_at(Place place, std::uint32_t off_street_cm) {
    Candidate candidate;
    candidate.place = place;
    candidate.off_street_cm = off_street_cm;
    return candidate;
}

} // namespace

TEST_CASE("Walk times equal a textbook search on 2,000 random maps, every node and place",
          "[access]") {
    DrawStream draws({11, Purpose::test, 1, 0});
    std::size_t compared = 0, beyond = 0;
    for (int map = 0; map < 2000; ++map) {
        const Streets streets = random_streets(draws);
        if (std::ranges::none_of(streets.edges,
                                 [](const Edge& edge) { return edge.traffic.is_walkable; }))
            continue;
        std::vector<Place> places;
        for (int p = 0; p < 12; ++p)
            places.push_back(random_place(streets, draws));
        const WalkNetwork network = random_network(streets, draws);
        const Candidate site = candidate_at(random_walkable(streets, draws), draws.below(3000));
        const std::uint32_t leg = walk_open(site.off_street_cm, network.pace);
        const Deciseconds limit(100 + draws.below(6000));
        const auto walk = compute_walk_times(network, {&site, 1}, limit, Threads{1});
        const auto times = times_from_places(network, walk.to_candidate[0], limit, places);

        places.push_back(site.place);
        const auto site_node = static_cast<std::uint32_t>(streets.nodes.size() + places.size() - 1);
        const auto truth = textbook_dijkstra(graph_back(network, places), site_node);
        const auto true_time = [&](std::uint32_t node) {
            const auto found = truth.find(node);
            const bool is_within = found != truth.end() && found->second + leg <= limit.value();
            return is_within ? static_cast<std::uint32_t>(found->second) + leg : kUnreached;
        };
        std::map<std::uint32_t, std::uint32_t> reached;
        for (const NodeTime& known : walk.to_candidate[0].nodes)
            reached[known.node] = known.time_ds;
        REQUIRE(reached.size() == walk.to_candidate[0].nodes.size());
        for (std::uint32_t node = 0; node < streets.nodes.size(); ++node) {
            const bool is_reached = reached.contains(node);
            REQUIRE((is_reached ? reached[node] : kUnreached) == true_time(node));
            ++(is_reached ? compared : beyond);
        }
        for (std::uint32_t p = 0; p < times.size(); ++p)
            REQUIRE(times[p] == true_time(static_cast<std::uint32_t>(streets.nodes.size()) + p));
    }
    // Both sides of the limit have been seen often.
    REQUIRE(compared > 5000);
    REQUIRE(beyond > 2000);
}

TEST_CASE("A walk around a blocked bridge takes the detour", "[access]") {
    const auto open = read_map(R"(
A---B---C
    |   |
D---E---F)");
    const auto blocked = read_map(R"(
A---B---C
        |
D---E---F)");
    const auto time = [](const careshed::test::AsciiMap& map) {
        const Candidate site = candidate_at(map.between('D', 'E', 0.5), 0);
        const Place home = map.between('A', 'B', 0.5);
        const WalkNetwork network = walk_network(map.streets);
        const auto walk = compute_walk_times(network, {&site, 1}, Deciseconds(100000), Threads{1});
        return times_from_places(network, walk.to_candidate[0], walk.limit, {&home, 1})[0];
    };
    // 20 m + 20 m + 20 m against 20 + 40 + 20 + 40 + 20 m, each edge rounded to a decisecond.
    REQUIRE(time(open) == Approx(600 / 1.34).margin(2));
    REQUIRE(time(blocked) == Approx(1400 / 1.34).margin(3));
}

TEST_CASE("On one street the direct way counts, and a shorter way around it wins", "[access]") {
    const auto map = read_map("A--------------------B");
    const WalkNetwork network = walk_network(map.streets);
    const Candidate site = candidate_at(map.between('A', 'B', 0.6), 402); // 30 ds
    const auto walk = compute_walk_times(network, {&site, 1}, Deciseconds(5000), Threads{1});
    const std::vector<Place> homes = {map.between('A', 'B', 0.5), map.between('A', 'B', 0.6)};
    const auto times = times_from_places(network, walk.to_candidate[0], walk.limit, homes);
    REQUIRE(times[0] == Approx(30 + 0.1 * 2100 / 1.34 + 0).margin(1));
    REQUIRE(times[1] == 30);

    // A long crescent between A and B: both places near its ends, the straight street is quicker.
    const auto ring =
        build_network({{"a", "b", {{0, 0}, {10000, 0}}, {}},
                       {"a", "b", {{0, 0}, {0, 90000}, {10000, 90000}, {10000, 0}}, {}}});
    const WalkNetwork crescent = walk_network(ring.streets);
    const Candidate far = candidate_at({1, 1000}, 0);
    const Place home{1, 64535};
    const auto around = compute_walk_times(crescent, {&far, 1}, Deciseconds(100000), Threads{1});
    const auto time =
        times_from_places(crescent, around.to_candidate[0], around.limit, {&home, 1})[0];
    const double leg = 190000 * 1000 / 65535.0;
    REQUIRE(time == Approx((2 * leg + 10000) / 13.4).margin(3));
}

TEST_CASE("The limit is inclusive for nodes and places and includes the way to the door",
          "[access]") {
    const auto map = read_map("A---B---C");
    const WalkNetwork network = walk_network(map.streets);
    const std::uint32_t edge_ds = network.edge_times[0].along_ds;
    const Candidate site = candidate_at(map.between('A', 'B', 0), 94); // 7 ds
    const auto reached = [&](std::uint32_t limit) {
        return compute_walk_times(network, {&site, 1}, Deciseconds(limit), Threads{1})
            .to_candidate[0]
            .nodes.size();
    };
    REQUIRE(reached(6) == 0);
    REQUIRE(reached(7) == 1);
    REQUIRE(reached(6 + edge_ds) == 1);
    REQUIRE(reached(7 + edge_ds) == 2);
    REQUIRE(reached(7 + 2 * edge_ds) == 3);
}

TEST_CASE("Walk times are the same at any thread count", "[access]") {
    DrawStream draws({11, Purpose::test, 2, 0});
    const Streets streets = random_streets(draws);
    const WalkNetwork network = walk_network(streets);
    std::vector<Candidate> sites;
    for (int i = 0; i < 200; ++i)
        sites.push_back(candidate_at(random_walkable(streets, draws), draws.below(100)));
    const auto one = compute_walk_times(network, sites, Deciseconds(3000), Threads{1});
    for (const int count : {2, 3, 8}) {
        const auto many = compute_walk_times(network, sites, Deciseconds(3000), Threads{count});
        for (std::size_t i = 0; i < sites.size(); ++i)
            REQUIRE(std::ranges::equal(one.to_candidate[i].nodes, many.to_candidate[i].nodes,
                                       [](const NodeTime& a, const NodeTime& b) {
                                           return a.node == b.node && a.time_ds == b.time_ds;
                                       }));
    }
}

TEST_CASE("A search used again remembers nothing of the search before", "[access]") {
    const auto map = read_map(R"(
A---B---C   X--Y)");
    const SearchGraph streets = drive_lengths(map.streets).away;
    PathSearch search(streets);
    const std::vector<Start> west = {{map.node('A'), 5}};
    search.run(west, 1'000'000);
    REQUIRE(search.cost_of(map.node('C')) == 8005);
    const std::vector<Start> island = {{map.node('X'), 0}};
    search.run(island, 1'000'000);
    REQUIRE(search.reached().size() == 2);
    REQUIRE(search.cost_of(map.node('C')) == PathSearch::kNoPath);
    REQUIRE(search.cost_of(map.node('Y')) == 3000);
}

} // namespace careshed::walk_times_test
