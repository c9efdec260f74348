// Walking times from the cache are those that would be worked out, and only for the same question.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/access/walk_cache.hpp"
#include "engine/core/random.hpp"
#include "engine/core/safe_file.hpp"
#include "tests/engine/city/ascii_map.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::walk_cache_test {

using careshed::test::AsciiMap;
using careshed::test::read_map;
using careshed_test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

constexpr Threads kOne{1};

bool same(const WalkTimes& a, const WalkTimes& b) {
    const auto same_node = [](const NodeTime& x, const NodeTime& y) {
        return x.node == y.node && x.time_ds == y.time_ds;
    };
    const auto same_reach = [&](const Reach& x, const Reach& y) {
        return x.goal == y.goal && x.goal_leg_ds == y.goal_leg_ds &&
               std::ranges::equal(x.nodes, y.nodes, same_node);
    };
    return a.network == b.network && a.limit.value() == b.limit.value() &&
           std::ranges::equal(a.to_candidate, b.to_candidate, same_reach);
}

/// A town with a path that nothing joins, and candidates anywhere in it.
struct Town {
    AsciiMap map = read_map(R"(
A---B---C  X-Y
|  /|\  |
D-E-F-G-H
|   |   |
I---J---K)",
                            50);
    WalkNetwork network = walk_network(map.streets);
    std::vector<Candidate> candidates;

    explicit Town(std::uint32_t seed, std::uint32_t count = 5) {
        DrawStream draws({seed, Purpose::test, 99, 0});
        for (std::uint32_t i = 0; i < count; ++i) {
            Candidate candidate;
            candidate.place = {draws.below(static_cast<std::uint32_t>(map.streets.edges.size())),
                               static_cast<std::uint16_t>(draws.below(65536))};
            candidate.off_street_cm = draws.below(5000);
            candidates.push_back(candidate);
        }
    }
    [[nodiscard]] WalkQuestion question(std::uint32_t limit = 3000) const {
        return {&network, candidates, Deciseconds(limit)};
    }
    [[nodiscard]] WalkTimes worked_out(std::uint32_t limit = 3000) const {
        return compute_walk_times(network, candidates, Deciseconds(limit), kOne);
    }
};

bool says(CacheFolder& cache, const std::string& part) {
    return std::ranges::any_of(cache.take_notes(), [&](const std::string& note) {
        return note.find(part) != std::string::npos;
    });
}

} // namespace

TEST_CASE("Walking times come back from their columns as they were", "[walk_cache]") {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        const Town town(seed, seed % 7);
        const std::string key = fingerprint_of(town.question());
        const auto back = walk_times_from(columns_of(town.worked_out(), key), town.question(), key);
        REQUIRE(back);
        REQUIRE(same(*back, town.worked_out()));
    }
}

TEST_CASE("Walking times are kept once and taken after that", "[walk_cache]") {
    const ScratchFolder scratch;
    CacheFolder cache(scratch.path());
    const Town town(1);
    REQUIRE(same(walk_times(town.question(), kOne, nullptr), town.worked_out()));
    REQUIRE(same(walk_times(town.question(), kOne, &cache), town.worked_out()));
    CHECK(says(cache, "walks kept as"));
    REQUIRE(same(walk_times(town.question(), {2}, &cache), town.worked_out()));
    CHECK(says(cache, "walking times taken from"));
}

TEST_CASE("Another limit, pace, place or street is another question", "[walk_cache]") {
    const Town town(1);
    const std::string key = fingerprint_of(town.question());
    CHECK(fingerprint_of(town.question(2999)) != key);
    CHECK(fingerprint_of(Town(1, 4).question()) != key);
    Town slower(1);
    slower.network = walk_network(slower.map.streets, Pace{1.2});
    CHECK(fingerprint_of(slower.question()) != key);
    Town moved(1);
    moved.candidates[2].place.share ^= 1U;
    CHECK(fingerprint_of(moved.question()) != key);
    Town back_from_street(1);
    back_from_street.candidates[2].off_street_cm += 200;
    CHECK(fingerprint_of(back_from_street.question()) != key);
    Town closed(1);
    closed.map.streets.edges[3].traffic.is_walkable = false;
    closed.network = walk_network(closed.map.streets);
    CHECK(fingerprint_of(closed.question()) != key);
    CHECK(fingerprint_of(Town(1).question()) == key);
}

TEST_CASE("Times with any byte changed, or cut anywhere, are worked out anew and replaced",
          "[walk_cache]") {
    const ScratchFolder scratch;
    CacheFolder cache(scratch.path());
    const Town town(3, 2);
    (void)walk_times(town.question(), kOne, &cache);
    const CacheKey key{"walks", fingerprint_of(town.question())};
    const fs::path file = cache.path_of(key);
    const std::string whole = read_file(file);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        REQUIRE_FALSE(walk_times_from(whole.substr(0, at), town.question(), key.sha256));
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
        REQUIRE_FALSE(walk_times_from(damaged, town.question(), key.sha256));
    }
    write_file(file, whole.substr(0, whole.size() / 2), FileReaders::owner);
    REQUIRE(same(walk_times(town.question(), kOne, &cache), town.worked_out()));
    CHECK(says(cache, "is damaged"));
    CHECK(read_file(file) == whole);
}

TEST_CASE("Times that answer something else are refused, though their checksum is right",
          "[walk_cache]") {
    const Town town(1);
    const std::string key = fingerprint_of(town.question());
    const auto is_refused = [&](const auto& spoil) {
        WalkTimes times = town.worked_out();
        spoil(times.to_candidate);
        return !walk_times_from(columns_of(times, key), town.question(), key);
    };
    using Reaches = std::vector<Reach>;
    const auto nodes = static_cast<std::uint32_t>(town.map.streets.nodes.size());
    REQUIRE_FALSE(is_refused([](Reaches&) {}));
    CHECK(is_refused([](Reaches& r) { r.pop_back(); }));
    CHECK(is_refused([](Reaches& r) { r.push_back(r.back()); }));
    CHECK(is_refused([](Reaches& r) { r[0].goal.share ^= 1U; }));
    CHECK(is_refused([](Reaches& r) { r[0].goal_leg_ds += 1; }));
    CHECK(is_refused([](Reaches& r) { std::swap(r[0].nodes[0], r[0].nodes[1]); }));
    CHECK(is_refused([](Reaches& r) { r[0].nodes[1] = r[0].nodes[0]; }));
    CHECK(is_refused([&](Reaches& r) { r[0].nodes.back().node = nodes; }));
    CHECK(is_refused([](Reaches& r) { r[0].nodes.back().node = 0xFFFFFFFF; }));
    CHECK(is_refused([](Reaches& r) { r[0].nodes[0].time_ds = 3001; }));
}

} // namespace careshed::walk_cache_test
