// A thousand files of streets with something wrong: each is read as a network that holds together
// or refused with a place and a remedy, never worse. The files bent/grid.osm and bent/grid.osm.pbf
// hold the same streets; bent/lines.geojson holds the same grid as centrelines.
#include <algorithm>
#include <array>
#include <sstream>

#include <catch2/catch.hpp>

#include "engine/city/ground.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "engine/core/safe_file.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::bent_streets_test {

namespace {

std::string stored(const std::string& name) {
    return read_file(std::filesystem::path(CARESHED_SOURCE_DIR) / "tests/engine/city/bent" / name);
}

StreetsSpec spec_of(const std::filesystem::path& file) {
    StreetsSpec spec;
    spec.layer.source = file;
    spec.layer.place = "scenario.toml:4:1";
    spec.is_osm = file.extension() != ".geojson";
    return spec;
}

/// Properties of every network, for any source.
void require_sound(const StreetsRead& read) {
    const Streets& streets = read.streets;
    REQUIRE_FALSE(streets.edges.empty());
    REQUIRE(streets.arcs.size() == 2 * streets.edges.size());
    REQUIRE(streets.component.size() == streets.nodes.size());
    for (const Edge& edge : streets.edges) {
        REQUIRE(edge.from < edge.to);
        REQUIRE(edge.to < streets.nodes.size());
        REQUIRE(edge.length_cm > 0);
        const auto shape = streets.shape_of(edge);
        REQUIRE(shape.size() >= 2);
        REQUIRE(shape.front() == streets.nodes[edge.from]);
        REQUIRE(shape.back() == streets.nodes[edge.to]);
        const Traffic& traffic = edge.traffic;
        REQUIRE((traffic.is_walkable || traffic.drives_along || traffic.drives_against));
    }
}

/// True if it was read.
bool read_or_refuse(const StreetsSpec& spec) {
    std::vector<Finding> findings;
    try {
        require_sound(read_streets(spec, findings));
        return true;
    } catch (const Error& error) {
        const Complaint& first = error.complaints().front();
        INFO(error.what());
        CHECK((error.kind() == ErrorKind::input || error.kind() == ErrorKind::resource));
        CHECK_FALSE(first.where.empty());
        CHECK_FALSE(first.message.empty());
        CHECK_FALSE(first.hint.empty());
        return false;
    }
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// Text bent line by line and number by number, one to four times.
class Bender {
  public:
    Bender(const std::string& text, std::uint64_t seed)
        : lines_(lines_of(text)), draws_({seed, Purpose::test, 8, 0}) {}

    std::string bend() {
        const std::uint32_t times = 1 + draws_.below(4);
        for (std::uint32_t i = 0; i < times; ++i)
            bend_once();
        std::string text;
        for (const std::string& line : lines_)
            text += line + "\n";
        if (draws_.below(8) == 0)
            text.resize(draws_.below(static_cast<std::uint32_t>(text.size())));
        return text;
    }

  private:
    void bend_once() {
        const auto count = static_cast<std::uint32_t>(lines_.size());
        const std::uint32_t at = draws_.below(count), other = draws_.below(count);
        switch (draws_.below(6)) {
        case 0:
            lines_.erase(lines_.begin() + at);
            break;
        case 1:
            lines_.insert(lines_.begin() + other, lines_[at]);
            break;
        case 2:
            std::swap(lines_[at], lines_[other]);
            break;
        case 3:
            flip_byte(lines_[at]);
            break;
        default:
            replace_number(lines_[at]);
        }
        if (lines_.empty())
            lines_.emplace_back();
    }

    void flip_byte(std::string& line) {
        if (line.empty())
            return;
        char& byte = line[draws_.below(static_cast<std::uint32_t>(line.size()))];
        byte = static_cast<char>(byte ^ (1U << draws_.below(8)));
    }

    /// A run of digits becomes a number, or a text, that nobody expects.
    void replace_number(std::string& line) {
        static constexpr std::array<const char*, 15> kOdd = {
            "nan",  "1e308", "-1e308", "",    "0",    "-0",       "90.0000001",          "181",
            "-122", "inf",   "1e-320", "102", "1000", "\xC5\xBD", "99999999999999999999"};
        const auto first = line.find_first_of("0123456789", draws_.below(60));
        if (first == std::string::npos)
            return;
        const auto last = std::min(line.find_first_not_of("0123456789.", first), line.size());
        line.replace(first, last - first,
                     kOdd[draws_.below(static_cast<std::uint32_t>(kOdd.size()))]);
    }

    std::vector<std::string> lines_;
    DrawStream draws_;
};

} // namespace

TEST_CASE("The two formats of OpenStreetMap give the same network", "[bent]") {
    const WrittenFiles files;
    std::vector<Finding> of_xml, of_pbf;
    const auto xml = read_streets(spec_of(files.write("a.osm", stored("grid.osm"))), of_xml);
    const auto pbf =
        read_streets(spec_of(files.write("a.osm.pbf", stored("grid.osm.pbf"))), of_pbf);
    require_sound(xml);
    REQUIRE(xml.streets.nodes == pbf.streets.nodes);
    REQUIRE(xml.streets.shape == pbf.streets.shape);
    const auto same = [](const Edge& a, const Edge& b) {
        return a.from == b.from && a.to == b.to && a.traffic == b.traffic;
    };
    REQUIRE(std::ranges::equal(xml.streets.edges, pbf.streets.edges, same));
    REQUIRE(of_xml.size() == of_pbf.size());
}

TEST_CASE("What a file of streets lacks or repeats is repaired and reported", "[bent]") {
    const WrittenFiles files;
    const auto says = [&](const StreetsSpec& spec, const std::string& part) {
        std::vector<Finding> findings;
        require_sound(read_streets(spec, findings));
        return std::ranges::any_of(findings, [&](const Finding& finding) {
            return finding.text.find(part) != std::string::npos;
        });
    };
    const StreetsSpec grid = spec_of(files.write("grid.osm", stored("grid.osm")));
    CHECK(says(grid, "1 ways name 1 nodes that grid.osm does not hold"));
    CHECK(says(grid, "1 ways are left out: not built"));
    CHECK(says(grid, "1 lines dropped: same ends and same shape as another line"));
    std::string twice = stored("grid.osm");
    const std::string node = "  <node id=\"100\" lat=\"40.0000\" lon=\"-30.0000\"/>\n";
    twice.insert(twice.find(node), node);
    CHECK(says(spec_of(files.write("twice.osm", twice)), "1 ways and nodes left out: another has "
                                                         "the same id"));
    StreetsSpec lines =
        spec_of(files.write("loops.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kind":"boulevard"},"geometry":{"type":"LineString","coordinates":[[-30,40],[-30.001,40]]}},
{"type":"Feature","properties":{"kind":"boulevard"},"geometry":{"type":"LineString","coordinates":[[-30.001,40],[-30,40]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-30,40],[-30.001,40.001],[-30,40]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-30,40],[-30,40]]}}]})"));
    lines.kind = "kind";
    CHECK(says(lines, "1 lines dropped: they start and end at the same node"));
    CHECK(says(lines, "1 lines dropped: they have no length"));
    CHECK(says(lines, "1 lines dropped: same ends and same shape"));
    CHECK(says(lines, "\"boulevard\"; taken as local"));
    CHECK(says(lines, "2 nodes and 1 edges kept"));
}

TEST_CASE("Four hundred bent .osm files are read or refused", "[bent]") {
    const WrittenFiles files;
    const std::string whole = stored("grid.osm");
    int read = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        INFO("seed " << seed);
        read +=
            read_or_refuse(spec_of(files.write("bent.osm", Bender(whole, seed).bend()))) ? 1 : 0;
    }
    CHECK((read > 40 && read < 360));
}

TEST_CASE("Three hundred bent .osm.pbf files are read or refused", "[bent]") {
    const WrittenFiles files;
    const std::string whole = stored("grid.osm.pbf");
    int read = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        DrawStream draws({seed, Purpose::test, 9, 0});
        std::string bent = whole;
        const std::uint32_t bytes = 1 + draws.below(4);
        for (std::uint32_t i = 0; i < bytes; ++i) {
            char& byte = bent[draws.below(static_cast<std::uint32_t>(bent.size()))];
            byte = static_cast<char>(byte ^ (1U << draws.below(8)));
        }
        if (draws.below(8) == 0)
            bent.resize(draws.below(static_cast<std::uint32_t>(bent.size())));
        read += read_or_refuse(spec_of(files.write("bent.osm.pbf", bent))) ? 1 : 0;
    }
    CHECK((read > 30 && read < 270));
}

TEST_CASE("Three hundred bent centreline layers are read or refused, noded or not", "[bent]") {
    const WrittenFiles files;
    const std::string whole = stored("lines.geojson");
    int read = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        StreetsSpec spec = spec_of(files.write("bent.geojson", Bender(whole, seed + 1000).bend()));
        spec.kind = "kind";
        spec.oneway = "way";
        spec.speed = "speed";
        spec.meet_at_crossings = seed % 2 == 0;
        read += read_or_refuse(spec) ? 1 : 0;
    }
    CHECK((read > 30 && read < 270));
}

} // namespace careshed::bent_streets_test
