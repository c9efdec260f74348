// The columns and filters of a centreline layer, and the findings reported on them.
#include <algorithm>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "engine/city/ground.hpp"
#include "engine/city/streets/centreline_streets.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/core/error.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::centrelines_test {

namespace {

/// One line each, all from one crossing: properties as JSON.
StreetsSpec layer_of(const WrittenFiles& files, const std::vector<std::string>& properties) {
    std::string features;
    for (std::size_t i = 0; i < properties.size(); ++i)
        features += (i > 0 ? ",\n" : "") + std::string(R"({"type":"Feature","properties":{)") +
                    properties[i] +
                    R"(},"geometry":{"type":"LineString","coordinates":[[-30,40],[-30.00)" +
                    std::to_string(i + 1) + ",40.001]]}}";
    StreetsSpec spec;
    spec.layer.source = files.write("lines.geojson", R"({"type":"FeatureCollection","features":[)" +
                                                         features + "]}");
    return spec;
}

std::vector<Traffic> traffic_of(const StreetsSpec& spec) {
    std::vector<Finding> findings;
    std::vector<Traffic> traffic;
    for (const StreetDraft& line : read_centrelines(spec, findings).lines)
        traffic.push_back(line.traffic);
    return traffic;
}

bool says(const std::vector<Finding>& findings, const std::string& part) {
    return std::ranges::any_of(findings, [&](const Finding& finding) {
        return finding.text.find(part) != std::string::npos;
    });
}

} // namespace

TEST_CASE("Without columns and filters every line is walked and driven both ways",
          "[centrelines]") {
    const WrittenFiles files;
    REQUIRE(traffic_of(layer_of(files, {R"("layer":"FREEWAYS")"})) == std::vector{Traffic{}});
}

TEST_CASE("Freeways are not walked, footways not driven, bridges level", "[centrelines]") {
    const WrittenFiles files;
    StreetsSpec spec = layer_of(files, {R"("layer":"FREEWAYS")", R"("layer":"PATHS")",
                                        R"("layer":"SPAN")", R"("layer":"")"});
    spec.freeways = "layer = 'FREEWAYS'";
    spec.footways = "layer IN ('PATHS', 'STAIRS')";
    spec.bridges = "layer = 'SPAN'";
    const auto traffic = traffic_of(spec);
    REQUIRE(traffic[0].kind == StreetClass::motorway);
    REQUIRE((!traffic[0].is_walkable && traffic[0].drives_along && traffic[0].drives_against));
    REQUIRE(traffic[1].kind == StreetClass::footway);
    REQUIRE((traffic[1].is_walkable && !traffic[1].drives_along && !traffic[1].drives_against));
    REQUIRE((traffic[2].is_level && traffic[2].is_walkable && traffic[2].drives_along));
    REQUIRE(traffic[3] == Traffic{});
}

TEST_CASE("Filters see only what where keeps, and one that picks nothing is reported",
          "[centrelines]") {
    const WrittenFiles files;
    StreetsSpec spec = layer_of(files, {R"("layer":"A","old":0)", R"("layer":"B","old":1)"});
    spec.layer.where = "old = 0 OR layer = 'C'";
    spec.freeways = "layer = 'B' OR layer = 'b2'";
    std::vector<Finding> findings;
    const StreetDrafts drafts = read_centrelines(spec, findings);
    REQUIRE(drafts.lines.size() == 1);
    REQUIRE(drafts.lines[0].traffic == Traffic{});
    REQUIRE(says(findings, "no line passes freeways = \"layer = 'B' OR layer = 'b2'\""));
}

TEST_CASE("A filter that cannot be understood is named by its key", "[centrelines]") {
    const WrittenFiles files;
    StreetsSpec spec = layer_of(files, {R"("layer":"A")"});
    spec.footways = "leyer = 'A'";
    REQUIRE_THROWS_WITH(traffic_of(spec), Catch::Contains("footways = \"leyer = 'A'\""));
    spec.footways = "layer = 'A'";
    spec.freeways = "layer = 'A'";
    REQUIRE_THROWS_WITH(traffic_of(spec), Catch::Contains("both freeways and footways"));
}

TEST_CASE("Columns say class, direction and speed; what is not understood is reported",
          "[centrelines]") {
    const WrittenFiles files;
    StreetsSpec spec = layer_of(files, {R"("kind":"Primary","way":"F","limit":"30")",
                                        R"("kind":"alley","way":"t","limit":0)",
                                        R"("kind":"motorway","way":"B","limit":null)",
                                        R"("kind":"steps","way":"","limit":"brisk")",
                                        R"("kind":null,"way":"sideways")"});
    spec.kind = "kind";
    spec.oneway = "way";
    spec.speed = "limit";
    spec.speed_in_mph = true;
    std::vector<Finding> findings;
    const auto lines = read_centrelines(spec, findings).lines;
    REQUIRE(lines[0].traffic.kind == StreetClass::primary);
    REQUIRE(lines[0].traffic.speed_kmh == 48);
    REQUIRE((lines[0].traffic.drives_along && !lines[0].traffic.drives_against));
    REQUIRE(lines[1].traffic.kind == StreetClass::local);
    REQUIRE((!lines[1].traffic.drives_along && lines[1].traffic.drives_against));
    REQUIRE(lines[1].traffic.speed_kmh == 0);
    REQUIRE_FALSE(lines[2].traffic.is_walkable);
    REQUIRE_FALSE(lines[3].traffic.drives_along);
    REQUIRE((lines[4].traffic.drives_along && lines[4].traffic.drives_against));
    REQUIRE(
        says(findings, R"(column "kind" of 1 lines is not understood: "alley"; taken as local)"));
    REQUIRE(says(findings, R"("sideways"; taken as driven both ways)"));
    REQUIRE(says(findings, R"("brisk"; taken as not known)"));
    REQUIRE(findings.size() == 3);
}

TEST_CASE("Directions are read as counties write them", "[centrelines]") {
    for (const char* text : {"F", "ft", "Yes", "TRUE", "1", " f "})
        REQUIRE(parse_oneway(text) == OneWay::along);
    for (const char* text : {"T", "tf", "-1", "Reverse"})
        REQUIRE(parse_oneway(text) == OneWay::against);
    for (const char* text : {"", "B", "N", "no", "0", "False"})
        REQUIRE(parse_oneway(text) == OneWay::both);
    REQUIRE_FALSE(parse_oneway("2"));
}

TEST_CASE("Streets that nobody can walk along, or of two continents, are refused",
          "[centrelines]") {
    const WrittenFiles files;
    std::vector<Finding> findings;
    StreetsSpec spec = layer_of(files, {R"("layer":"A")", R"("layer":"A")"});
    spec.freeways = "layer = 'A'";
    REQUIRE_THROWS_WITH(read_streets(spec, findings),
                        Catch::Contains("nobody can walk along any of its lines"));
    StreetsSpec far;
    far.layer.source = files.write("far.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-74,40],[-74.001,40]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-74,40],[-74,40.001]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[0.001,0]]}}]})");
    REQUIRE_THROWS_WITH(read_streets(far, findings),
                        Catch::Contains("feature 2: error: it lies more than 200 km"));
}

TEST_CASE("Lines that cross meet where the scenario says so", "[centrelines]") {
    const WrittenFiles files;
    StreetsSpec spec;
    spec.layer.source = files.write("cross.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-30.001,40],[-29.999,40]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-30,39.999],[-30,40.001]]}}]})");
    std::vector<Finding> findings;
    REQUIRE(read_streets(spec, findings).streets.edges.size() == 2);
    spec.meet_at_crossings = true;
    REQUIRE(read_streets(spec, findings).streets.edges.size() == 4);
    REQUIRE(says(findings, "2 cuts made where lines cross"));
    REQUIRE_FALSE(says(findings, "rounds"));
}

TEST_CASE("Lines that do not come to meet are reported with a place", "[centrelines]") {
    const WrittenFiles files;
    std::string features; // each ends 8.5 cm beside the last
    for (int i = 0; i < 30; ++i)
        features += fmt::format(
            R"({}{{"type":"Feature","properties":{{}},"geometry":{{"type":"LineString",)"
            R"("coordinates":[[{:.6f},40],[{:.6f},40.0{}]]}}}})",
            i > 0 ? "," : "", -30 + i * 1e-6, -30 + i * 1e-6, 10 + i);
    StreetsSpec spec;
    spec.layer.source = files.write("comb.geojson", R"({"type":"FeatureCollection","features":[)" +
                                                        features + "]}");
    spec.meet_at_crossings = true;
    std::vector<Finding> findings;
    (void)read_streets(spec, findings);
    const auto reported = std::ranges::find_if(findings, [](const Finding& finding) {
        return finding.text.find("still do not meet after 10 rounds of joining them, the first at "
                                 "-30.00000, 40.00000; look there") != std::string::npos;
    });
    REQUIRE(reported != findings.end());
    REQUIRE(reported->level == Finding::Level::warning);
}

} // namespace careshed::centrelines_test
