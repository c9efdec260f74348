// Streets from the cache are the streets that would be read, after any change to the file, and
// bytes that are no streets are never taken for some.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_cache.hpp"
#include "engine/city/streets/street_columns.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/random.hpp"
#include "engine/core/safe_file.hpp"
#include "tests/engine/city/ascii_map.hpp"
#include "tests/engine/city/small_city.hpp"

namespace careshed::street_cache_test {

using careshed::test::read_map;
using careshed::test::SmallCity;
namespace fs = std::filesystem;

namespace {

const std::string kKey = sha256("a layer");

bool same_edge(const Edge& a, const Edge& b) {
    return a.from == b.from && a.to == b.to && a.length_cm == b.length_cm &&
           a.first_shape == b.first_shape && a.shape_size == b.shape_size && a.traffic == b.traffic;
}

bool same(const Streets& a, const Streets& b) {
    const auto same_arc = [](const Arc& x, const Arc& y) {
        return x.head == y.head && x.edge == y.edge;
    };
    return a.nodes == b.nodes && a.shape == b.shape && a.first_arc == b.first_arc &&
           a.component == b.component && a.first_height == b.first_height &&
           a.height_cm == b.height_cm && std::ranges::equal(a.edges, b.edges, same_edge) &&
           std::ranges::equal(a.arcs, b.arcs, same_arc);
}

bool same(const KnownStreets& a, const KnownStreets& b) {
    const auto box = [](const StreetsRead& r) {
        return std::vector{r.extent.west,  r.extent.south,      r.extent.east,
                           r.extent.north, r.grid.centre_lon(), r.grid.centre_lat()};
    };
    const auto same_finding = [](const Finding& x, const Finding& y) {
        return x.level == y.level && x.topic == y.topic && x.text == y.text;
    };
    return same(a.read.streets, b.read.streets) && box(a.read) == box(b.read) &&
           std::ranges::equal(a.findings, b.findings, same_finding);
}

Traffic random_traffic(DrawStream& draws) {
    return {static_cast<StreetClass>(draws.below(kStreetClasses)),
            draws.below(4) > 0,
            draws.below(2) == 0,
            draws.below(2) == 0,
            draws.below(2) == 0,
            static_cast<std::uint8_t>(draws.below(256))};
}

/// Streets between a few places, hilly on every other map.
KnownStreets random_streets(std::uint32_t seed) {
    DrawStream draws({seed, Purpose::test, 4711, 0});
    const auto place = [&] {
        return Point{static_cast<std::int32_t>(draws.below(6)) * 5000,
                     static_cast<std::int32_t>(draws.below(6)) * 5000};
    };
    std::vector<StreetLine> lines;
    while (lines.size() < 2 + draws.below(20))
        if (const Point a = place(), b = place(); a != b)
            lines.push_back({"", "", {a, place(), b}, random_traffic(draws)});
    KnownStreets known;
    known.read.grid = LocalGrid(-87.65, 41.84);
    known.read.extent = {-87.9, 41.6, -87.5, 42.0};
    Streets& streets = known.read.streets;
    streets = build_network(lines).streets;
    if (seed % 2 == 0) {
        streets.first_height = {0};
        for (std::size_t e = 0; e < streets.edges.size(); ++e) {
            for (std::uint32_t i = 0; i < 2 + draws.below(3); ++i)
                streets.height_cm.push_back(static_cast<std::int32_t>(draws.below(30'000)) - 1000);
            while (streets.height_cm.size() < streets.first_height.back() + 2)
                streets.height_cm.push_back(0);
            streets.first_height.push_back(static_cast<std::uint32_t>(streets.height_cm.size()));
        }
    }
    known.findings = {{Finding::Level::note, "streets", "all nodes hang together"},
                      {Finding::Level::warning, "streets", ""}};
    return known;
}

/// What read_streets() says and gives without a cache.
KnownStreets read_plainly(const StreetsSpec& spec) {
    KnownStreets known;
    known.read = read_streets(spec, known.findings);
    return known;
}

KnownStreets read_through(CacheFolder& cache, const StreetsSpec& spec) {
    KnownStreets known;
    known.read = read_streets({spec, {}}, &cache, known.findings);
    return known;
}

bool says(CacheFolder& cache, const std::string& part) {
    bool is_said = false;
    for (const std::string& note : cache.take_notes())
        is_said |= note.find(part) != std::string::npos;
    return is_said;
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files.push_back(entry.path());
    return files;
}

/// One street: few enough bytes to damage each.
void make_tiny(const SmallCity& city) {
    city.write("streets.geojson",
               R"({"type":"FeatureCollection","features":[)"
               R"({"type":"Feature","properties":{},"geometry":{"type":"LineString",)"
               R"("coordinates":[[-30.001,40],[-30,40],[-29.999,40.001]]}}]})");
}

} // namespace

TEST_CASE("Streets come back from their columns in every field", "[street_cache]") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        const KnownStreets known = random_streets(seed);
        const auto back = streets_from(columns_of(known, kKey), kKey);
        REQUIRE(back);
        REQUIRE(same(*back, known));
    }
}

TEST_CASE("Streets with any index out of place are refused, though their checksum is right",
          "[street_cache]") {
    const KnownStreets good = random_streets(2);
    REQUIRE(streets_from(columns_of(good, kKey), kKey));
    const auto is_refused = [&](const std::function<void(StreetsRead&)>& spoil) {
        KnownStreets bad = good;
        spoil(bad.read);
        return !streets_from(columns_of(bad, kKey), kKey);
    };
    const auto nodes = static_cast<std::uint32_t>(good.read.streets.nodes.size());
    const auto edges = static_cast<std::uint32_t>(good.read.streets.edges.size());
    for (const std::uint32_t large : {nodes, 0xFFFFFFFFU}) {
        CHECK(is_refused([&](StreetsRead& r) { r.streets.edges[0].from = large; }));
        CHECK(is_refused([&](StreetsRead& r) { r.streets.edges.back().to = large; }));
        CHECK(is_refused([&](StreetsRead& r) { r.streets.arcs[0].head = large; }));
    }
    CHECK(is_refused([&](StreetsRead& r) { r.streets.component[1] = nodes; }));
    CHECK(is_refused([&](StreetsRead& r) { r.streets.arcs.back().edge = edges; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.edges[0].first_shape = 0xFFFFFFFF; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.edges[0].shape_size = 0xFFFFFFFF; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.edges[0].shape_size = 1; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.shape.pop_back(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.nodes.pop_back(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.first_arc.pop_back(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.first_arc[1] = 0xFFFFFFFF; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.first_arc[0] = 1; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.arcs.clear(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.component.clear(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.height_cm.pop_back(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.first_height.clear(); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.first_height[1] = 1; }));
    CHECK(is_refused([](StreetsRead& r) {
        r.streets.edges[0].traffic.kind = static_cast<StreetClass>(kStreetClasses);
    }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.nodes[0].x = 100'000'001; }));
    CHECK(is_refused([](StreetsRead& r) { r.streets.shape.back().y = -2'000'000'000; }));
    CHECK(is_refused([](StreetsRead& r) { r.extent = {}; }));
    CHECK(is_refused(
        [](StreetsRead& r) { r.extent.west = -std::numeric_limits<double>::infinity(); }));
    CHECK(is_refused([](StreetsRead& r) { r.extent.north = std::nan(""); }));
    CHECK(is_refused([](StreetsRead& r) { r.streets = {}; }));
}

TEST_CASE("Streets read through a cache are those read without, the first time and the second",
          "[street_cache]") {
    const SmallCity city;
    const StreetsSpec spec = city.scenario().streets;
    const KnownStreets plain = read_plainly(spec);
    CacheFolder cache(city.path("cache"));
    REQUIRE(same(read_through(cache, spec), plain));
    CHECK(says(cache, "streets kept as"));
    REQUIRE(same(read_through(cache, spec), plain));
    CHECK(says(cache, "streets taken from"));
    REQUIRE(files_in(city.path("cache")).size() == 1);
}

TEST_CASE("Another byte in the layer, another key or a file beside it is another entry",
          "[street_cache]") {
    const SmallCity city;
    StreetsSpec spec = city.scenario().streets;
    CacheFolder cache(city.path("cache"));
    const auto is_known = [&] {
        const bool is_same = same(read_through(cache, spec), read_plainly(spec));
        REQUIRE(is_same);
        return says(cache, "taken from");
    };
    CHECK_FALSE(is_known());
    CHECK(is_known());
    const std::string before = read_file(city.path("streets.geojson"));
    city.write("streets.geojson", before + " ");
    CHECK_FALSE(is_known());
    city.write("streets.geojson", before); // its bytes count, not its time
    CHECK(is_known());
    spec.layer.crs = "EPSG:4326";
    CHECK_FALSE(is_known());
    spec.layer.where = "1 = 1";
    CHECK_FALSE(is_known());
    city.write("streets.geojson-wal", "a database not at rest");
    CHECK_FALSE(is_known());
    spec.layer.place = "scenario.toml:7:1"; // where the key stood changes nothing
    CHECK(is_known());
}

TEST_CASE("A cached file with any byte changed, or cut anywhere, is read anew and replaced",
          "[street_cache]") {
    const SmallCity city;
    make_tiny(city);
    const StreetsSpec spec = city.scenario().streets;
    const KnownStreets plain = read_plainly(spec);
    CacheFolder cache(city.path("cache"));
    (void)read_through(cache, spec);
    const fs::path file = files_in(city.path("cache")).at(0);
    const std::string whole = read_file(file);
    const std::string key = file.stem().string().substr(std::string("streets-").size());
    REQUIRE(streets_from(whole, key));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        REQUIRE_FALSE(streets_from(whole.substr(0, at), key));
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
        REQUIRE_FALSE(streets_from(damaged, key));
    }
    for (const std::size_t at :
         {std::size_t{0}, std::size_t{20}, whole.size() / 2, whole.size() - 1}) {
        write_file(file, whole.substr(0, at), FileReaders::owner);
        REQUIRE(same(read_through(cache, spec), plain));
        CHECK(says(cache, "is damaged"));
        CHECK(read_file(file) == whole);
    }
}

TEST_CASE("What cannot be read is reported as without a cache, and not kept", "[street_cache]") {
    const SmallCity city;
    StreetsSpec spec = city.scenario().streets;
    CacheFolder cache(city.path("cache"));
    const auto error_text = [&](CacheFolder* used) -> std::string {
        std::vector<Finding> findings;
        try {
            (void)read_streets({spec, {}}, used, findings);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    for (const fs::path& source :
         {city.path("absent.gpkg"), fs::path("/vsicurl/http://x/y"), city.path("areas.geojson")}) {
        spec.layer.source = source;
        CHECK_FALSE(error_text(&cache).empty());
        CHECK(error_text(&cache) == error_text(nullptr));
    }
    CHECK_FALSE(fs::exists(city.path("cache")));
}

TEST_CASE("Streets over other heights are other streets", "[street_cache]") {
    const SmallCity city;
    CacheFolder cache(city.path("cache"));
    const auto write_heights = [&](int height) {
        std::string text = "ncols 2\nnrows 2\nxllcorner -31\nyllcorner 39\ncellsize 1\n";
        for (int row = 0; row < 2; ++row)
            text += fmt::format("0 {}\n", height);
        city.write("ground.asc", text);
    };
    write_heights(5);
    StreetSources sources{city.scenario().streets,
                          RasterSpec{city.path("ground.asc"), "EPSG:4326", "", ""}};
    const auto read = [&](CacheFolder* used) {
        KnownStreets known;
        known.read = read_streets(sources, used, known.findings);
        return known;
    };
    const KnownStreets plain = read(nullptr);
    REQUIRE_FALSE(plain.read.streets.height_cm.empty());
    REQUIRE(same(read(&cache), plain));
    CHECK_FALSE(says(cache, "streets taken from"));
    REQUIRE(same(read(&cache), plain));
    CHECK(says(cache, "streets taken from"));
    write_heights(6);
    REQUIRE_FALSE(same(read(&cache), plain));
    CHECK_FALSE(says(cache, "streets taken from"));
    sources.elevation->unit = "ft";
    REQUIRE_FALSE(same(read(&cache), plain));
    sources.elevation.reset();
    REQUIRE(read(&cache).read.streets.height_cm.empty());
    REQUIRE(files_in(city.path("cache")).size() == 4);
}

TEST_CASE("The sample city's streets are the same with and without a cache", "[street_cache]") {
    const SmallCity scratch;
    StreetsSpec spec = scratch.scenario().streets;
    spec.layer.source =
        fs::path(CARESHED_SOURCE_DIR) / "scenarios/harbor/synthetic_streets.geojson";
    spec.from = "from";
    spec.to = "to";
    CacheFolder cache(scratch.path("cache"));
    const KnownStreets plain = read_plainly(spec);
    REQUIRE(same(read_through(cache, spec), plain));
    REQUIRE(same(read_through(cache, spec), plain));
    CHECK(says(cache, "streets taken from"));
}

} // namespace careshed::street_cache_test
