// Pipes, sockets and devices are found before anything opens them, also within and beside a source.
#include <catch2/catch.hpp>

#include <string>

#include <sys/stat.h>

#include "engine/inputs/layer_source.hpp"
#include "engine/inputs/special_file.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::special_file_test {

namespace {

void make_pipe(const std::filesystem::path& path) { REQUIRE(::mkfifo(path.c_str(), 0600) == 0); }

} // namespace

TEST_CASE("A pipe or device is no source, also through a link", "[inputs]") {
    const WrittenFiles files;
    make_pipe(files.folder() / "streets.gpkg");
    std::filesystem::create_symlink("streets.gpkg", files.folder() / "link.gpkg");
    for (const std::string name : {"streets.gpkg", "link.gpkg"}) {
        const auto refusal = refuse_source((files.folder() / name).string());
        REQUIRE(refusal);
        CHECK(refusal->message == "it is a pipe, socket or device, not a file");
        CHECK_FALSE(refusal->hint.empty());
    }
    CHECK(special_file("/dev/null"));
    CHECK(refuse_source("/dev/zero", SourceKind::raster));
}

TEST_CASE("A pipe in a folder or beside a file of its name is named", "[inputs]") {
    const WrittenFiles files;
    const auto shapes = files.write("city/streets.shp", "");
    files.write("city/parts/a.csv", "");
    CHECK_FALSE(special_file(shapes));
    CHECK_FALSE(special_file(files.folder() / "city"));
    make_pipe(files.folder() / "city" / "parts" / "b.csv");
    CHECK(special_file(files.folder() / "city") ==
          "the folder holds a pipe, socket or device, b.csv");
    CHECK_FALSE(special_file(shapes));
    make_pipe(files.folder() / "city" / "streets.dbf");
    CHECK(special_file(shapes) == "beside it lies a pipe, socket or device, streets.dbf");
    CHECK_FALSE(special_file(files.folder() / "nowhere.gpkg"));
}

} // namespace careshed::special_file_test
