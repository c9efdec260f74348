// OpenStreetMap files as ways and nodes: what is kept, what is repeated, and files that are none.
#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/inputs/osm_source.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::osm_source_test {

namespace {

constexpr std::string_view kKeys[] = {"highway", "oneway"};
constexpr OsmWish kWish{"highway", kKeys};

std::string document(const std::string& inside) {
    return "<osm version=\"0.6\">\n" + inside + "</osm>\n";
}

const std::string kNodes = R"(<node id="3" lon="-30.002" lat="40.001"/>
<node id="1" lon="-30.000" lat="40.000"/>
<node id="2" lon="-30.001" lat="40.000"/>
<node id="9" lon="-31.000" lat="41.000"/>
)";
const std::string kWay = R"(<way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/>
<tag k="oneway" v="yes"/><tag k="name" v="Elm"/><tag k="highway" v="residential"/></way>
)";

Error error_of(const WrittenFiles& files, const std::string& name, const std::string& bytes) {
    try {
        (void)read_osm(files.write(name, bytes), "scenario.toml:5:9", kWish);
    } catch (const Error& error) {
        return error;
    }
    FAIL("accepted: " + bytes);
    throw std::logic_error("unreachable");
}

} // namespace

TEST_CASE("Ways with the tag are kept with their keys, and only the nodes they name", "[osm]") {
    const WrittenFiles files;
    const auto file = files.write(
        "a.osm",
        document(kNodes + kWay + R"(<way id="5"><nd ref="9"/><tag k="power" v="line"/></way>)"));
    const OsmFile read = read_osm(file, "", kWish);
    REQUIRE(read.title == "a.osm");
    REQUIRE(read.ways.size() == 1);
    REQUIRE(read.ways[0].id == 7);
    REQUIRE(read.ways[0].nodes == std::vector<std::int64_t>{1, 2, 3, 4});
    REQUIRE(read.ways[0].tags == OsmTags{{"highway", "residential"}, {"oneway", "yes"}});
    REQUIRE(read.nodes.size() == 3);
    REQUIRE(read.find_node(3)->place.lon == Approx(-30.002));
    REQUIRE(read.find_node(4) == nullptr);
    REQUIRE(read.find_node(9) == nullptr);
}

TEST_CASE("Ways may stand before the nodes they name", "[osm]") {
    const WrittenFiles files;
    const OsmFile read = read_osm(files.write("a.OSM", document(kWay + kNodes)), "", kWish);
    REQUIRE(read.nodes.size() == 3);
}

TEST_CASE("Of two objects with one id the same one stays, in either order", "[osm]") {
    const WrittenFiles files;
    const std::string other_node = "<node id=\"2\" lon=\"-30.005\" lat=\"40.000\"/>\n";
    const std::string other_way = R"(<way id="7"><nd ref="1"/><nd ref="3"/>
<tag k="highway" v="service"/></way>)";
    const auto one =
        read_osm(files.write("a.osm", document(kNodes + other_node + kWay + other_way)), "", kWish);
    const auto two =
        read_osm(files.write("b.osm", document(other_node + kNodes + other_way + kWay)), "", kWish);
    REQUIRE(one.repeated == 2);
    REQUIRE(two.repeated == 2);
    REQUIRE(one.ways == two.ways);
    REQUIRE(one.find_node(2)->place.lon == two.find_node(2)->place.lon);
}

TEST_CASE("Deleted objects and nodes without a place are as if they were not there", "[osm]") {
    const WrittenFiles files;
    const auto read =
        read_osm(files.write("a.osm", document(R"(<node id="1" lon="-30" lat="40" visible="false"/>
<node id="2"/><node id="3" lon="-30" lat="40"/>
<way id="8" visible="false"><nd ref="3"/><tag k="highway" v="path"/></way>)" +
                                               kWay)),
                 "", kWish);
    REQUIRE(read.ways.size() == 1);
    REQUIRE(read.nodes.size() == 1);
}

TEST_CASE("Files that are no OpenStreetMap files are reported, with place and remedy", "[osm]") {
    const WrittenFiles files;
    const std::string whole = document(kNodes + kWay);
    for (const auto& [name, bytes] :
         {std::pair<std::string, std::string>{"cut.osm", whole.substr(0, 150)},
          {"empty.osm", ""},
          {"page.osm", "<html></html>"},
          {"old.osm", "<osm version=\"0.5\"></osm>"},
          {"a.osm.pbf", whole},
          {"empty.pbf", ""},
          {"zeros.pbf", std::string(400, '\0')},
          {"nan.osm", document("<node id=\"1\" lon=\"nan\" lat=\"1\"/>" + kWay)},
          {"huge.osm", document("<node id=\"1\" lon=\"1e30\" lat=\"1\"/>" + kWay)}}) {
        INFO(name);
        const Error error = error_of(files, name, bytes);
        CHECK(exit_code(error.kind()) < 5);
        CHECK(error.complaints().front().where.starts_with("scenario.toml:5:9"));
        CHECK(error.complaints().front().message.find(name) != std::string::npos);
        CHECK_FALSE(error.complaints().front().hint.empty());
    }
}

TEST_CASE("A file without streets, and swapped or impossible coordinates, are input errors",
          "[osm]") {
    const WrittenFiles files;
    const auto message = [&](const std::string& inside) {
        const Error error = error_of(files, "a.osm", document(inside));
        CHECK(error.kind() == ErrorKind::input);
        return std::string(error.what());
    };
    CHECK(message(kNodes).find("no way has the tag highway") != std::string::npos);
    CHECK(message("<node id=\"1\" lon=\"40\" lat=\"-122.5\"/>" + kWay).find("look swapped") !=
          std::string::npos);
    CHECK(message("<node id=\"1\" lon=\"200\" lat=\"10\"/>" + kWay).find("out of range") !=
          std::string::npos);
    CHECK(error_of(files, "city.gpkg", "").kind() == ErrorKind::input);
}

} // namespace careshed::osm_source_test
