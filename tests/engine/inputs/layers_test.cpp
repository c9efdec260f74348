#include <catch2/catch.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/inputs/layer_source.hpp"
#include "engine/inputs/layers.hpp"
#include "engine/inputs/projection.hpp"
#include "tests/engine/inputs/written_files.hpp"
#include "tests/real_layers.hpp"

namespace careshed::layers_test {

namespace {

const std::string kLonLat84 =
    R"("crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},)";

std::string collection(const std::string& features, const std::string& crs = kLonLat84) {
    return R"({"type": "FeatureCollection", )" + crs + R"("features": [)" + features + "]}";
}

std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type": "Feature", "properties": )" + properties + R"(, "geometry": )" + geometry +
           "}";
}

std::string point(const std::string& coordinates) {
    return R"({"type": "Point", "coordinates": )" + coordinates + "}";
}

LayerSpec spec_of(const std::filesystem::path& source) {
    LayerSpec spec;
    spec.source = source;
    spec.place = "s.toml:7:13";
    return spec;
}

LayerSpec table_of(const std::filesystem::path& source) {
    LayerSpec spec = spec_of(source);
    spec.x = "lon";
    spec.y = "lat";
    return spec;
}

LayerWish wish_for(GeometryKind kind, std::vector<std::string> fields = {}) {
    LayerWish wish;
    wish.kind = kind;
    wish.fields = std::move(fields);
    return wish;
}

/// The first complaint of an Error of this kind; fails the test when none is thrown.
Complaint complaint_of(const LayerSpec& spec, const LayerWish& wish,
                       ErrorKind kind = ErrorKind::input) {
    try {
        (void)read_layer(spec, wish);
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.complaints().front();
    }
    FAIL("no complaint");
    return {};
}

bool has(const std::string& text, const std::string& part) {
    INFO("\"" << text << "\" should contain \"" << part << "\"");
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

const LayerWish kPoints = wish_for(GeometryKind::point);

} // namespace

TEST_CASE("A table's rows become points in file order with the values asked for", "[inputs]") {
    const WrittenFiles files;
    const auto file =
        files.write("a.csv", "\xEF\xBB\xBFid,lon,lat,name\n007,-87.5,41.5,b\n003,-87.6,41.6,\n");
    const Layer layer = read_layer(table_of(file), wish_for(GeometryKind::point, {"name", "id"}));
    REQUIRE(layer.features.size() == 2);
    CHECK(layer.features[0].number == 1);
    CHECK(layer.features[0].values == std::vector<std::string>{"b", "007"});
    CHECK(layer.features[1].values == std::vector<std::string>{"", "003"});
    CHECK(layer.features[1].parts[0].rings[0][0].lon == -87.6);
    CHECK(layer.place(layer.features[1]) == "table a.csv, row 2");
}

TEST_CASE("Coordinates in another CRS arrive as longitude and latitude", "[inputs]") {
    const WrittenFiles files;
    LayerSpec spec = table_of(files.write("utm.csv", "lon,lat\n448251.8,4411943.8\n"));
    spec.crs = "EPSG:32618"; // UTM 18 north; the worked place of EPSG guidance near 75 W 40 N
    const LonLat place = read_layer(spec, kPoints).features[0].parts[0].rings[0][0];
    // The inverse, by our own projection: 1,000 m along the grid are 1,000 m of difference.
    const LocalGrid grid(place.lon, place.lat);
    LayerSpec moved = table_of(files.write("moved.csv", "lon,lat\n448251.8,4412943.8\n"));
    moved.crs = spec.crs;
    const LonLat north = read_layer(moved, kPoints).features[0].parts[0].rings[0][0];
    CHECK(place.lat == Approx(39.85).margin(0.02));
    CHECK(place.lon == Approx(-75.6).margin(0.02));
    CHECK(distance_cm(grid.project(place), grid.project(north)) ==
          Approx(100000 / 0.9996).epsilon(1e-4));
}

TEST_CASE("Multi-geometries and holes keep their parts and rings", "[inputs]") {
    const WrittenFiles files;
    const auto file = files.write(
        "p.geojson",
        collection(feature(
            "{}",
            R"({"type": "MultiPolygon", "coordinates": [[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[2,0.5],[2,1],[1,0.5]]],[[[5,5],[6,5],[6,6],[5,5]]]]})")));
    const Layer layer = read_layer(spec_of(file), wish_for(GeometryKind::polygon));
    REQUIRE(layer.features[0].parts.size() == 2);
    CHECK(layer.features[0].parts[0].rings.size() == 2);
    CHECK(layer.features[0].parts[1].rings[0].size() == 4);
}

TEST_CASE("A filter keeps features and their numbers", "[inputs]") {
    const WrittenFiles files;
    LayerSpec spec = table_of(files.write("t.csv", "type,lon,lat\nschool,1,1\nlibrary,2,2\n"));
    spec.where = "type = 'library'";
    const Layer layer = read_layer(spec, kPoints);
    REQUIRE(layer.features.size() == 1);
    CHECK(layer.features[0].number == 2);
    spec.where = "type = 'Bibliothek'";
    has(complaint_of(spec, kPoints).message, "no feature passes");
    spec.where = "kind = 'library'";
    has(complaint_of(spec, kPoints).message, "kind");
    has(complaint_of(spec, kPoints).hint, "type, lon, lat");
}

TEST_CASE("Rows without coordinates are refused, or counted and left out", "[inputs]") {
    const WrittenFiles files;
    const auto file = files.write("e.csv", "lon,lat\n1,1\n,\n2,2\n");
    const Complaint complaint = complaint_of(table_of(file), kPoints);
    CHECK(complaint.where == "table e.csv, row 2");
    has(complaint.hint, "where");
    LayerWish wish = kPoints;
    wish.drop_without_geometry = true;
    const Layer layer = read_layer(table_of(file), wish);
    CHECK(layer.features.size() == 2);
    CHECK(layer.without_geometry == 1);
}

TEST_CASE("Bad coordinates are named by row and column and never guessed", "[inputs]") {
    const WrittenFiles files;
    const auto message = [&](const std::string& row) {
        return complaint_of(table_of(files.write("b.csv", "lon,lat\n1,1\n" + row + "\n")), kPoints);
    };
    has(message("1,east").message, "column \"lat\": \"east\" is not a number");
    has(message("\"1,5\",2").message, "column \"lon\"");
    has(message("nan,2").message, "not a finite number");
    has(message("1,inf").message, "not a finite number");
    has(message("1e400,2").message, "not a number");
    has(message("41.8,-87.6").message, "swapped");
    has(message("41.8,-122.4").message, "swapped");
    has(message("200,41").message, "longitude 200.0 is out of range");
    has(message("350000,4600000").hint, "EPSG");
    CHECK(message("nan,2").where == "table b.csv, row 2");
}

TEST_CASE("Of a confidential table complaints name column and row, never what stands there",
          "[inputs]") {
    const WrittenFiles files;
    const auto complaint = [&](const std::string& text, std::vector<std::string> fields = {}) {
        LayerSpec spec = table_of(files.write("c.csv", text));
        spec.is_confidential = true;
        return complaint_of(spec, wish_for(GeometryKind::point, std::move(fields)));
    };
    CHECK(complaint("lon,lat\n1,east\n").message == "column \"lat\" is not a number");
    CHECK(complaint("lon,lat\n1,east\n").where == "table c.csv, row 1");
    CHECK(complaint("lon,lat\n200,41\n").message == "longitude is out of range");
    CHECK(complaint("lon,lat\n41.8,-87.6\n").message ==
          "latitude lies beyond 85 degrees: longitude and latitude look swapped");
    CHECK(complaint("lon,lat,day\n1,1,x\n", {"date"}).hint == "its columns are lon, lat, day");
    CHECK(complaint("-87.6,41.8,Ann\n-87.6,41.8,Bea\n").hint ==
          "its first line must hold the names of its columns");

    LayerSpec counts = spec_of(files.write("n.csv", "n,m\n4 Elm St,1\n"));
    counts.is_confidential = true;
    LayerWish wish = wish_for(GeometryKind::none, {"n"});
    wish.geometry_needed = false;
    const Layer layer = read_layer(counts, wish);
    try {
        (void)number_of(layer, layer.features.front(), "n");
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.complaints().front().message == "column \"n\" is not a number");
    }
}

TEST_CASE("Many bad features are reported by a few examples and a count", "[inputs]") {
    const WrittenFiles files;
    std::string rows = "lon,lat\n";
    for (int i = 0; i < 10; ++i)
        rows += "1,x\n";
    try {
        (void)read_layer(table_of(files.write("m.csv", rows)), kPoints);
        FAIL("accepted");
    } catch (const Error& error) {
        REQUIRE(error.complaints().size() == 4);
        has(error.complaints().back().message, "7 more");
    }
}

TEST_CASE("A layer without CRS is refused with the remedy, and read once it is named", "[inputs]") {
    const WrittenFiles files;
    LayerSpec spec = spec_of(files.write("n.csv", "id,WKT\n1,\"POINT (1 2)\"\n"));
    const Complaint complaint = complaint_of(spec, kPoints);
    CHECK(complaint.where == "s.toml:7:13: table n.csv");
    CHECK(complaint.message == "no CRS");
    has(complaint.hint, "crs = \"EPSG:4326\"");
    spec.crs = "EPSG:4326";
    CHECK(read_layer(spec, kPoints).features.size() == 1);
    for (const char* wrong :
         {"EPSG:999999", "http://example.org/crs", "/etc/passwd", "EPSG", ":1"}) {
        spec.crs = wrong;
        has(complaint_of(spec, kPoints).message, "unknown CRS");
    }
}

TEST_CASE("Wrong geometry, no geometry and empty layers are refused", "[inputs]") {
    const WrittenFiles files;
    const auto points = files.write("w.geojson", collection(feature("{}", point("[1, 2]"))));
    const Complaint wrong = complaint_of(spec_of(points), wish_for(GeometryKind::polygon));
    CHECK(wrong.where == "layer \"w\" of w.geojson, feature 0");
    has(wrong.message, "POINT, but polygons are needed");
    const auto nothing = files.write(
        "z.geojson", collection(feature("{}", "null") + "," + feature("{}", point("[1, 2]"))));
    has(complaint_of(spec_of(nothing), kPoints).message, "no geometry");
    has(complaint_of(spec_of(files.write("y.geojson", collection(""))), kPoints).message,
        "empty layer");
    has(complaint_of(table_of(files.write("x.csv", "lon,lat\n")), kPoints).message, "empty layer");
    CHECK(read_layer(spec_of(points), wish_for(GeometryKind::none)).features.size() == 1);
}

TEST_CASE("Unknown columns and layers get a suggestion", "[inputs]") {
    const WrittenFiles files;
    const auto file = files.write("c.csv", "population,lon,lat\n5,1,1\n");
    has(complaint_of(table_of(file), wish_for(GeometryKind::point, {"populaton"})).hint,
        "did you mean \"population\"?");
    LayerSpec spec = table_of(file);
    spec.layer = "d";
    has(complaint_of(spec, kPoints).message, "no layer \"d\"");
    spec.layer = "";
    spec.y = "latt";
    has(complaint_of(spec, kPoints).hint, "did you mean \"lat\"?");
    has(complaint_of(spec_of(file), kPoints).hint, "x = ");
}

TEST_CASE("Text that is not UTF-8 is refused before it can reach a result", "[inputs]") {
    const WrittenFiles files;
    const auto file = files.write("u.csv", "name,lon,lat\nCaf\xE9,1,1\n");
    has(complaint_of(table_of(file), wish_for(GeometryKind::point, {"name"})).message, "UTF-8");
    CHECK(read_layer(table_of(file), kPoints).features.size() == 1);
}

TEST_CASE("Sources that reach elsewhere are refused", "[inputs]") {
    const WrittenFiles files;
    const auto vrt = files.write("v.vrt", "<OGRVRTDataSource></OGRVRTDataSource>");
    const auto hidden = files.write("v.geojson", "<OGRVRTDataSource></OGRVRTDataSource>");
    files.write("real.csv", "a\n1\n");
    for (const std::string& source :
         {std::string("https://example.org/a.geojson"),
          std::string("/vsicurl/https://example.org/a"), std::string("/vsizip/a.zip/a.csv"),
          std::string("WFS:http://example.org"), std::string("CSV:real.csv"),
          std::string("GPKG:a.gpkg:b"), vrt.string(), hidden.string(),
          files.write("a.zip", "PK").string()}) {
        INFO(source);
        REQUIRE(refuse_source(source).has_value());
        CHECK_FALSE(refuse_source(source)->hint.empty());
        CHECK_THROWS_AS(read_layer(spec_of(source), kPoints), Error);
    }
    CHECK_FALSE(refuse_source("PG:dbname=city").has_value());
    CHECK_FALSE(refuse_source("streets.gpkg").has_value());
    CHECK(shown_source("PG:password=secret") == "PostGIS database");
}

TEST_CASE("Missing and unreadable sources are resource errors", "[inputs]") {
    const WrittenFiles files;
    complaint_of(spec_of(files.folder() / "nix.gpkg"), kPoints, ErrorKind::resource);
    complaint_of(spec_of(files.write("odd.gpkg", "not a database")), kPoints, ErrorKind::resource);
    complaint_of(spec_of(files.write("k.kml", "<kml></kml>")), kPoints, ErrorKind::resource);
}

TEST_CASE("Numbers are read with all their text or not at all", "[inputs]") {
    const WrittenFiles files;
    const auto file = files.write("q.csv", "n,m\n12.5,a\n\"1,234\",a\n,a\nnan,a\n-3e2,a\n");
    LayerWish wish = wish_for(GeometryKind::none, {"n"});
    wish.geometry_needed = false;
    const Layer layer = read_layer(spec_of(file), wish);
    REQUIRE(layer.features.size() == 5);
    CHECK(number_of(layer, layer.features[0], "n") == 12.5);
    CHECK(number_of(layer, layer.features[4], "n") == -300);
    for (const std::size_t row : {1U, 2U, 3U})
        CHECK_THROWS_WITH(number_of(layer, layer.features[row], "n"),
                          Catch::Contains("row " + std::to_string(row + 1)) &&
                              Catch::Contains("\"n\""));
}

TEST_CASE("The real layers of Chicago and San Francisco are read whole", "[inputs]") {
    const auto chicago = test::real_layers("chicago");
    const auto san_francisco = test::real_layers("san_francisco");
    if (!chicago || !san_francisco)
        return;
    LayerSpec edges = spec_of(*chicago / "streets_derived.gpkg");
    edges.layer = "edges";
    CHECK(read_layer(edges, wish_for(GeometryKind::line, {"from_node"})).features.size() == 42536);
    LayerSpec deaths = table_of(*chicago / "overdose_deaths_2014_2020.csv");
    LayerWish wish = wish_for(GeometryKind::point, {"death_date", "race"});
    wish.drop_without_geometry = true;
    const Layer layer = read_layer(deaths, wish);
    CHECK(layer.features.size() == 6938);
    CHECK(layer.without_geometry == 613);
    CHECK(read_layer(spec_of(*san_francisco / "streets.gpkg"), wish_for(GeometryKind::line))
              .features.size() == 15602);
}

} // namespace careshed::layers_test
