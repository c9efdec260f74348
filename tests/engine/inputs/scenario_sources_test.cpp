// Which files a scenario reads: whole shapefiles and folders, each once, and no database.
#include <filesystem>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "engine/core/safe_file.hpp"
#include "engine/inputs/scenario_sources.hpp"
#include "engine/inputs/source_fingerprint.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::scenario_sources_test {

using careshed_test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

std::set<std::string> names(const std::set<fs::path>& files) {
    std::set<std::string> list;
    for (const fs::path& file : files)
        list.insert(file.filename().string());
    return list;
}

} // namespace

TEST_CASE("A source stands for all its files", "[inputs]") {
    const ScratchFolder scratch;
    for (const char* name : {"roads.shp", "roads.dbf", "roads.prj", "roads.txt", "deaths.csv"})
        write_file(scratch.path() / name, "x");
    fs::create_directories(scratch.path() / "city.gdb" / "inner");
    write_file(scratch.path() / "city.gdb" / "a.gdbtable", "x");
    write_file(scratch.path() / "city.gdb" / "inner" / "b.gdbtable", "x");
    using Names = std::set<std::string>;
    CHECK(names(files_of(scratch.path() / "roads.shp")) ==
          Names{"roads.shp", "roads.dbf", "roads.prj"});
    CHECK(names(files_of(scratch.path() / "deaths.csv")) == Names{"deaths.csv"});
    CHECK(names(files_of(scratch.path() / "city.gdb")) == Names{"a.gdbtable", "b.gdbtable"});
}

TEST_CASE("What says how a table is to be read is one of its files", "[inputs]") {
    const ScratchFolder scratch;
    for (const char* name : {"deaths.csv", "deaths.csvt", "deaths.prj", "deaths.txt", "other.csvt"})
        write_file(scratch.path() / name, "x");
    CHECK(names(files_of(scratch.path() / "deaths.csv")) ==
          std::set<std::string>{"deaths.csv", "deaths.csvt", "deaths.prj"});
    LayerSpec layer;
    layer.source = scratch.path() / "deaths.csv";
    const auto before = source_fingerprint(layer);
    write_file(scratch.path() / "deaths.csvt", "y");
    CHECK(source_fingerprint(layer) != before);
}

TEST_CASE("Parts of a shapefile belong to it in any case of letters", "[inputs]") {
    const ScratchFolder scratch;
    for (const char* name : {"roads.shp", "roads.DBF", "roads.Prj", "Roads.dbf", "roads.old.dbf",
                             "roads.QIX", "LINES.SHP", "LINES.SHX", "LINES.dbf"})
        write_file(scratch.path() / name, "x");
    fs::create_directories(scratch.path() / "roads.cpg");
    using Names = std::set<std::string>;
    const Names roads = {"roads.shp", "roads.DBF", "roads.Prj"};
    CHECK(names(files_of(scratch.path() / "roads.shp")) == roads);
    CHECK(names(files_of(scratch.path() / "roads.DBF")) == roads);
    CHECK(names(files_of(scratch.path() / "LINES.SHP")) ==
          Names{"LINES.SHP", "LINES.SHX", "LINES.dbf"});

    LayerSpec layer;
    layer.source = scratch.path() / "roads.shp";
    const auto before = source_fingerprint(layer);
    for (const char* name : {"roads.DBF", "roads.QIX"}) {
        write_file(scratch.path() / name, "y");
        CHECK(source_fingerprint(layer) != before);
        write_file(scratch.path() / name, "x");
        CHECK(source_fingerprint(layer) == before);
    }
}

TEST_CASE("A database is what is opened as one, under any file name", "[inputs]") {
    CHECK(is_database_source("PG:dbname=deaths password=x"));
    CHECK(files_of(fs::path("PG:dbname=deaths password=x")).empty());
    CHECK_FALSE(is_database_source("data/PG:odd.csv"));
    CHECK_FALSE(is_database_source("postgresql://host/deaths"));
    CHECK(refuse_source("postgresql://host/deaths"));

    const ScratchFolder scratch;
    const fs::path work = fs::current_path();
    fs::current_path(scratch.path());
    write_file("postgres_streets.geojson", "x");
    LayerSpec layer;
    layer.source = "postgres_streets.geojson";
    CHECK_FALSE(is_database_source(layer.source));
    CHECK(names(files_of(layer.source)) == std::set<std::string>{"postgres_streets.geojson"});
    CHECK(source_fingerprint(layer));
    fs::current_path(work);
}

TEST_CASE("A raster stands for the files that say where it lies", "[inputs]") {
    const ScratchFolder scratch;
    for (const char* name :
         {"dem.bil", "dem.HDR", "dem.bil.aux.xml", "dem.tif", "demo.hdr", "dem.ovr"})
        write_file(scratch.path() / name, "x");
    Scenario scenario;
    scenario.elevation =
        RasterSpec{.source = scratch.path() / "dem.bil", .crs = {}, .unit = {}, .place = {}};
    CHECK(names(files_of(scenario)) ==
          std::set<std::string>{"dem.bil", "dem.HDR", "dem.bil.aux.xml"});
    CHECK(sources_of(scenario).size() == 1);
    write_file(scratch.path() / "heights", "x");
    CHECK(names(raster_files(scratch.path() / "heights")) == std::set<std::string>{"heights"});
}

TEST_CASE("A file that two rules name is read once, and unnamed layers are left out", "[inputs]") {
    const ScratchFolder scratch;
    Scenario scenario;
    for (const char* name : {"streets", "areas", "deaths", "schools", "stations"})
        write_file(scratch.path() / name, "x");
    scenario.streets.layer.source = scratch.path() / "streets";
    scenario.areas.layer.source = scratch.path() / "areas";
    scenario.incidents.layer.source = scratch.path() / "deaths";
    scenario.stations.layer.source = scratch.path() / "stations"; // not given: not read
    for (int twice = 0; twice < 2; ++twice)
        scenario.rules.emplace_back().away_from.source = scratch.path() / "schools";
    CHECK(names(files_of(scenario)) ==
          std::set<std::string>{"streets", "areas", "deaths", "schools"});
    CHECK(sources_of(scenario).size() == 5);
    scenario.stations.given = true;
    CHECK(names(files_of(scenario)).contains("stations"));
    CHECK(sources_of(Scenario()).empty());
}

} // namespace careshed::scenario_sources_test
