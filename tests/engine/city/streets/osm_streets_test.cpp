// Ways as lines between crossings: where they are split, cut and joined, and whole cities of them.
#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "engine/city/ground.hpp"
#include "engine/city/streets/osm_streets.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_network.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::osm_streets_test {

namespace {

/// Nodes 1 .. `count` on a row, 0.001 degrees apart.
OsmFile file_of(std::vector<OsmWay> ways, std::int64_t count) {
    OsmFile file;
    file.title = "a.osm";
    file.ways = std::move(ways);
    for (std::int64_t id = 1; id <= count; ++id)
        file.nodes.push_back({id, {-30 + 0.001 * static_cast<double>(id), 40}});
    return file;
}

OsmWay way(std::int64_t id, std::vector<std::int64_t> nodes,
           const std::string& kind = "residential") {
    return {id, std::move(nodes), {{"highway", kind}}};
}

/// "1-4 4-6", sorted.
std::vector<std::string> ends_of(const OsmStreets& streets) {
    std::vector<std::string> ends;
    for (const StreetDraft& line : streets.lines)
        ends.push_back(line.from + "-" + line.to);
    std::ranges::sort(ends);
    return ends;
}

using Ends = std::vector<std::string>;

} // namespace

TEST_CASE("A way alone is one line, and its inner nodes are only its shape", "[osm]") {
    const auto streets = split_ways(file_of({way(1, {1, 2, 3, 4})}, 4));
    REQUIRE(ends_of(streets) == Ends{"1-4"});
    REQUIRE(streets.lines[0].shape.size() == 4);
}

TEST_CASE("Ways are split where they share a node, at an end or inside", "[osm]") {
    REQUIRE(ends_of(split_ways(file_of({way(1, {1, 2, 3}), way(2, {2, 4})}, 4))) ==
            Ends{"1-2", "2-3", "2-4"});
    REQUIRE(ends_of(split_ways(file_of({way(1, {1, 2, 3}), way(2, {4, 2, 5})}, 5))) ==
            Ends{"1-2", "2-3", "2-5", "4-2"});
}

TEST_CASE("Ways that cross without a shared node do not meet", "[osm]") {
    REQUIRE(ends_of(split_ways(file_of({way(1, {1, 3}), way(2, {2, 4})}, 4))) ==
            Ends{"1-3", "2-4"});
}

TEST_CASE("A way that is left out splits nothing", "[osm]") {
    const auto streets = split_ways(file_of({way(1, {1, 2, 3}), way(2, {2, 4}, "proposed")}, 4));
    REQUIRE(ends_of(streets) == Ends{"1-3"});
    REQUIRE(streets.faults.closed == 1);
}

TEST_CASE("A way through one of its own nodes again is split there", "[osm]") {
    // A stem 1-2 and a loop 2-3-4-2: the loop has two ways round.
    const auto streets = split_ways(file_of({way(1, {1, 2, 3, 4, 2})}, 4));
    REQUIRE(ends_of(streets) == Ends{"1-2", "2-4", "4-2"});
    REQUIRE(streets.faults.loops == 1);
}

TEST_CASE("A ring that nothing joins is two halves, and there and back is one street", "[osm]") {
    REQUIRE(ends_of(split_ways(file_of({way(1, {1, 2, 3, 4, 1})}, 4))) == Ends{"1-3", "3-1"});
    const auto streets = split_ways(file_of({way(1, {1, 2, 1})}, 2));
    REQUIRE(ends_of(streets) == Ends{"1-2", "2-1"});
}

TEST_CASE("A way is cut where the file lacks its nodes, and that is counted", "[osm]") {
    const auto streets = split_ways(file_of({way(1, {8, 1, 2, 9, 3, 4, 5}), way(2, {6, 7})}, 5));
    REQUIRE(ends_of(streets) == Ends{"1-2", "3-5"});
    REQUIRE(streets.faults.cut == 2);
    REQUIRE(streets.faults.missing_nodes == 4);
}

TEST_CASE("A node named twice in a row is one, and one node alone is no street", "[osm]") {
    REQUIRE(ends_of(split_ways(file_of({way(1, {1, 1, 2, 2, 3, 3}), way(2, {2, 2})}, 3))) ==
            Ends{"1-3"});
}

TEST_CASE("Two OpenStreetMap nodes at one place do not cut the street through them", "[osm]") {
    // 1 - 2 . 3 - 4 with a stub 3 - 5: nodes 2 and 3 are 0.1 mm apart.
    const WrittenFiles files;
    StreetsSpec spec;
    spec.is_osm = true;
    spec.layer.source = files.write("city.osm", R"(<osm version="0.6">
<node id="1" lon="-30.001" lat="40"/><node id="2" lon="-30" lat="40"/>
<node id="3" lon="-30.000000001" lat="40"/><node id="4" lon="-29.999" lat="40"/>
<node id="5" lon="-30" lat="40.001"/><node id="6" lon="-30" lat="39.999"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="residential"/></way>
<way id="2"><nd ref="3"/><nd ref="5"/><tag k="highway" v="footway"/></way>
<way id="3"><nd ref="2"/><nd ref="6"/><tag k="highway" v="footway"/></way></osm>)");
    std::vector<Finding> findings;
    const Streets streets = read_streets(spec, findings).streets;
    REQUIRE(streets.nodes.size() == 5);
    REQUIRE(std::ranges::count(streets.component, 0U) == 5);
    const auto repair = std::ranges::find(findings,
                                          "1 nodes joined with another at the same place: a line "
                                          "without length ran between them",
                                          &Finding::text);
    REQUIRE(repair != findings.end());
    REQUIRE(repair->level == Finding::Level::note);
}

TEST_CASE("Random ways split as a literal count of uses says", "[osm]") {
    DrawStream draws({3, Purpose::test, 5, 0});
    for (int trial = 0; trial < 500; ++trial) {
        std::vector<OsmWay> ways;
        for (std::int64_t id = 1; id <= 6; ++id) {
            std::vector<std::int64_t> nodes;
            const std::uint32_t length = 2 + draws.below(6);
            for (std::uint32_t i = 0; i < length; ++i)
                nodes.push_back(1 + draws.below(14)); // 13 and 14 are missing
            ways.push_back(way(id, nodes));
        }
        const OsmFile file = file_of(ways, 12);
        // Literal: steps between distinct known neighbours, and how often each node is passed.
        std::map<std::int64_t, int> uses;
        std::multiset<std::pair<std::int64_t, std::int64_t>> steps;
        for (const OsmWay& one : ways) {
            std::vector<std::int64_t> run;
            const auto close = [&] {
                if (run.size() > 1) {
                    for (const auto node : run)
                        ++uses[node];
                    uses[run.front()] += 2;
                    uses[run.back()] += 2;
                    for (std::size_t i = 1; i < run.size(); ++i)
                        steps.emplace(run[i - 1], run[i]);
                }
                run.clear();
            };
            for (const auto node : one.nodes)
                if (node > 12)
                    close();
                else if (run.empty() || run.back() != node)
                    run.push_back(node);
            close();
        }
        const OsmStreets streets = split_ways(file);
        std::multiset<std::pair<std::int64_t, std::int64_t>> drawn;
        std::size_t halves = 0;
        for (const StreetDraft& line : streets.lines) {
            REQUIRE(line.from != line.to);
            std::vector<std::int64_t> nodes;
            for (const LonLat place : line.shape)
                nodes.push_back(static_cast<std::int64_t>((place.lon + 30) / 0.001 + 0.5));
            REQUIRE(fmt::format("{}", nodes.front()) == line.from);
            REQUIRE(fmt::format("{}", nodes.back()) == line.to);
            for (std::size_t i = 1; i < nodes.size(); ++i)
                drawn.emplace(nodes[i - 1], nodes[i]);
            for (std::size_t i = 1; i + 1 < nodes.size(); ++i)
                REQUIRE(uses[nodes[i]] == 1);
            halves += (uses[nodes.front()] < 2 ? 1 : 0) + (uses[nodes.back()] < 2 ? 1 : 0);
        }
        REQUIRE(drawn == steps);
        REQUIRE(halves <= 2 * streets.faults.loops);
    }
}

} // namespace careshed::osm_streets_test
