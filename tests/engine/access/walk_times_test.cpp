// Walking times against a literal twin: a textbook Dijkstra on a graph in which every place is a
// node of its own, for every candidate and every place of 2,000 random small maps.
#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "engine/access/shortest_path.hpp"
#include "engine/access/walk_times.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/ascii_map.hpp"

using namespace careshed;
using careshed::test::read_map;

namespace {

/// An undirected graph as a plain map; nodes below Streets::nodes.size() are the streets' own.
using Graph = std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>>;

void join(Graph& graph, std::uint32_t a, std::uint32_t b, std::uint32_t cost) {
    graph[a].emplace_back(b, cost);
    graph[b].emplace_back(a, cost);
}

std::map<std::uint32_t, std::uint64_t> textbook_dijkstra(const Graph& graph, std::uint32_t source) {
    std::map<std::uint32_t, std::uint64_t> best = {{source, 0}};
    std::set<std::pair<std::uint64_t, std::uint32_t>> open = {{0, source}};
    while (!open.empty()) {
        const auto [spent, node] = *open.begin();
        open.erase(open.begin());
        if (!graph.contains(node))
            continue;
        for (const auto& [next, cost] : graph.at(node)) {
            const auto known = best.find(next);
            if (known != best.end() && known->second <= spent + cost)
                continue;
            if (known != best.end())
                open.erase({known->second, next});
            best[next] = spent + cost;
            open.insert({spent + cost, next});
        }
    }
    return best;
}

/// The streets with extra places strung along their edges, in order.
Graph graph_with_places(const Streets& streets, const std::vector<Place>& places) {
    Graph graph;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> stops; // time from `from`, graph node
        for (std::uint32_t p = 0; p < places.size(); ++p)
            if (places[p].edge == e)
                stops.emplace_back(end_times(streets.edges[e], places[p]).to_from,
                                   static_cast<std::uint32_t>(streets.nodes.size()) + p);
        std::ranges::sort(stops);
        std::uint32_t at = streets.edges[e].from, time = 0;
        for (const auto& [stop_time, stop] : stops) {
            join(graph, at, stop, stop_time - time);
            at = stop;
            time = stop_time;
        }
        join(graph, at, streets.edges[e].to, streets.edges[e].walk_ds - time);
    }
    return graph;
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
        StreetLine line{
            "", "", {crossings[draws.below(static_cast<std::uint32_t>(crossings.size()))]}};
        if (draws.below(3) == 0)
            line.shape.push_back({coordinate(draws), coordinate(draws)});
        line.shape.push_back(crossings[draws.below(static_cast<std::uint32_t>(crossings.size()))]);
        lines.push_back(line);
    }
    return build_network(lines).streets;
}

Place random_place(const Streets& streets, DrawStream& draws) {
    return {draws.below(static_cast<std::uint32_t>(streets.edges.size())),
            static_cast<std::uint16_t>(draws.below(65536))};
}

Candidate candidate_at(Place place, std::uint32_t leg_ds) {
    Candidate candidate;
    candidate.place = place;
    candidate.off_street_ds = leg_ds;
    return candidate;
}

} // namespace

TEST_CASE("Walk times equal a textbook search on 2,000 random maps, every node and place",
          "[access]") {
    DrawStream draws({11, Purpose::test, 1, 0});
    std::size_t compared = 0, beyond = 0;
    for (int map = 0; map < 2000; ++map) {
        const Streets streets = random_streets(draws);
        if (streets.edges.empty())
            continue;
        std::vector<Place> places;
        for (int p = 0; p < 12; ++p)
            places.push_back(random_place(streets, draws));
        const Candidate site = candidate_at(random_place(streets, draws), draws.below(200));
        const Deciseconds limit(100 + draws.below(4000));
        const auto walk = compute_walk_times(streets, {&site, 1}, limit, Threads{1});
        const auto times = times_from_places(streets, walk.to_candidate[0], limit, places);

        places.push_back(site.place);
        const auto site_node = static_cast<std::uint32_t>(streets.nodes.size() + places.size() - 1);
        const auto truth = textbook_dijkstra(graph_with_places(streets, places), site_node);
        const auto true_time = [&](std::uint32_t node) {
            const auto found = truth.find(node);
            const bool is_within =
                found != truth.end() && found->second + site.off_street_ds <= limit.value();
            return is_within ? static_cast<std::uint32_t>(found->second) + site.off_street_ds
                             : kUnreached;
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
        const auto walk =
            compute_walk_times(map.streets, {&site, 1}, Deciseconds(100000), Threads{1});
        return times_from_places(map.streets, walk.to_candidate[0], walk.limit, {&home, 1})[0];
    };
    // 20 m + 20 m + 20 m against 20 + 40 + 20 + 40 + 20 m, each edge rounded to a decisecond.
    REQUIRE(time(open) == Approx(600 / 1.34).margin(2));
    REQUIRE(time(blocked) == Approx(1400 / 1.34).margin(3));
}

TEST_CASE("On one street the direct way counts, and a shorter way around it wins", "[access]") {
    const auto map = read_map("A--------------------B");
    const Candidate site = candidate_at(map.between('A', 'B', 0.6), 30);
    const auto walk = compute_walk_times(map.streets, {&site, 1}, Deciseconds(5000), Threads{1});
    const std::vector<Place> homes = {map.between('A', 'B', 0.5), map.between('A', 'B', 0.6)};
    const auto times = times_from_places(map.streets, walk.to_candidate[0], walk.limit, homes);
    REQUIRE(times[0] == Approx(30 + 0.1 * 2100 / 1.34 + 0).margin(1));
    REQUIRE(times[1] == 30);

    // A long crescent between A and B: both places near its ends, the straight street is quicker.
    const auto ring = build_network({{"a", "b", {{0, 0}, {10000, 0}}},
                                     {"a", "b", {{0, 0}, {0, 90000}, {10000, 90000}, {10000, 0}}}});
    const auto& streets = ring.streets;
    const Candidate far = candidate_at({1, 1000}, 0);
    const Place home{1, 64535};
    const auto around = compute_walk_times(streets, {&far, 1}, Deciseconds(100000), Threads{1});
    const auto time =
        times_from_places(streets, around.to_candidate[0], around.limit, {&home, 1})[0];
    const double leg = 190000 * 1000 / 65535.0;
    REQUIRE(time == Approx((2 * leg + 10000) / 13.4).margin(3));
}

TEST_CASE("The limit is inclusive for nodes and places and includes the way to the door",
          "[access]") {
    const auto map = read_map("A---B---C");
    const std::uint32_t edge_ds = map.streets.edges[0].walk_ds;
    const Candidate site = candidate_at(map.between('A', 'B', 0), 7);
    const auto reached = [&](std::uint32_t limit) {
        return compute_walk_times(map.streets, {&site, 1}, Deciseconds(limit), Threads{1})
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
    std::vector<Candidate> sites;
    for (int i = 0; i < 200; ++i)
        sites.push_back(candidate_at(random_place(streets, draws), draws.below(100)));
    const auto one = compute_walk_times(streets, sites, Deciseconds(3000), Threads{1});
    for (const int count : {2, 3, 8}) {
        const auto many = compute_walk_times(streets, sites, Deciseconds(3000), Threads{count});
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
    PathSearch search(map.streets.nodes.size());
    const std::vector<Start> west = {{map.node('A'), 5}};
    search.run(map.streets, &Edge::length_cm, west, 1'000'000);
    REQUIRE(search.cost_of(map.node('C')) == 8005);
    const std::vector<Start> island = {{map.node('X'), 0}};
    search.run(map.streets, &Edge::length_cm, island, 1'000'000);
    REQUIRE(search.reached().size() == 2);
    REQUIRE(search.cost_of(map.node('C')) == PathSearch::kNoPath);
    REQUIRE(search.cost_of(map.node('Y')) == 3000);
}
