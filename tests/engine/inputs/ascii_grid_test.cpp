// Arc/Info ASCII grids: whole ones give the heights they hold; of damaged ones the first fault is
// named by its row and column, in our own pass, before any library opens the file.
#include <catch2/catch.hpp>

#include <string>

#include "engine/core/error.hpp"
#include "engine/inputs/ascii_grid.hpp"
#include "engine/inputs/elevation.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::ascii_grid_test {

namespace {

const std::string kHeader = "ncols 3\nnrows 2\nxllcorner -122.7\nyllcorner 45.5\ncellsize 0.001\n"
                            "NODATA_value -9999\n";

/// What the check says, "" when the grid is whole.
std::string complaint(const std::string& bytes) {
    const WrittenFiles files;
    try {
        check_ascii_grid(files.write("dem.asc", bytes), "raster dem.asc");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::resource);
        CHECK(error.complaints().front().where == "raster dem.asc");
        CHECK_FALSE(error.complaints().front().hint.empty());
        return error.complaints().front().message;
    }
    return "";
}

} // namespace

TEST_CASE("A grid of six lines of keys and as many numbers as they say is whole", "[inputs]") {
    CHECK(complaint(kHeader + "1 2 3\n4 5 6\n").empty());
    CHECK(complaint(kHeader + "1 2 3 4 5 6").empty());
    CHECK(complaint(kHeader + " 1\t2\r\n3 4\n\n5 -6.5e0  \n \n").empty());
    CHECK(complaint("NCOLS 3\r\nNROWS 2\r\nDX 1\r\nDY 1\r\n1 2 3\r\n4 5 6\r\n").empty());
    CHECK(complaint(kHeader + "1,5 null nan\n-9999 -1.#IND +3\n").empty());
    // The largest float in full, as a value that stands for no height.
    CHECK(complaint(kHeader + "-340282346638528859811704183484516925440.000000 2 3 4 5 6").empty());
}

TEST_CASE("A grid that breaks off, goes on or holds words names the row and column", "[inputs]") {
    CHECK(complaint(kHeader + "1 2 3\n4 5\n") == "it breaks off at row 2, column 3");
    CHECK(complaint(kHeader + "1 2 3\n") == "it breaks off at row 2, column 1");
    CHECK(complaint(kHeader + "1 2 3\n4 5 6\n7") == "it holds more than its 2 rows of 3 cells");
    CHECK(complaint(kHeader + "1 high 3\n4 5 6\n") == "row 1, column 2 holds no number");
    CHECK(complaint(kHeader + "1 2 3\n4 5 6x\n") == "row 2, column 3 holds no number");
    CHECK(complaint(kHeader + "1 2 3\n4 5 " + std::string(500, '1')) ==
          "row 2, column 3 holds no number");
    CHECK(complaint(kHeader + "1 2 3\n4 5 " + std::string(1, '\0')) ==
          "row 2, column 3 holds no number");
}

TEST_CASE("A header that promises too much or is no list of keys is refused at once", "[inputs]") {
    const std::string rest = "xllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n";
    CHECK(complaint("ncols 1000000000\nnrows 1000000000\n" + rest).find("too short for") !=
          std::string::npos);
    for (const char* wrong : {"ncols 0\nnrows 3\n", "ncols -3\nnrows 3\n", "ncols 3e9\nnrows 1\n",
                              "ncols 1\nncols 3\nnrows 1\n", "ncols three\nnrows 3\n"})
        CHECK(complaint(wrong + rest).find("holds no number of cells") != std::string::npos);
    CHECK(complaint("ncols 3 nrows 1\n" + rest).find("no key with one value") != std::string::npos);
    CHECK(complaint("ncols 3\n" + rest).find("does not say how many") != std::string::npos);
    CHECK(complaint("ncols 3\nnrows 1\n").find("too short for") != std::string::npos);
    CHECK(complaint("ncols 3\n" + std::string(2000, 'a')).find("of its header") !=
          std::string::npos);
}

TEST_CASE("Cut at whatever byte, a grid is named as damaged by its row and column", "[inputs]") {
    const std::string whole = kHeader + "10 20 30\n40 50 60\n";
    for (std::size_t size = 0; size + 4 < whole.size(); ++size) {
        INFO(size);
        CHECK_FALSE(complaint(whole.substr(0, size)).empty());
    }
}

TEST_CASE("A cell across two pieces of the file is one cell", "[inputs]") {
    std::string bytes = "ncols 1000\nnrows 100\nxllcorner 0\nyllcorner 0\ncellsize 1\n";
    for (int i = 0; i < 100'000; ++i)
        bytes += std::to_string(1'000 + i % 7'919) + (i % 1000 == 999 ? "\n" : " ");
    CHECK(complaint(bytes).empty());
    CHECK(complaint(bytes.substr(0, bytes.size() - 6)) == "it breaks off at row 100, column 1000");
}

TEST_CASE("Heights of a text grid are its cells, also far below its first row", "[inputs]") {
    const WrittenFiles files;
    std::string bytes = "ncols 20\nnrows 400\nxllcorner -122.7\nyllcorner 45.1\ncellsize 0.001\n";
    for (int row = 0; row < 400; ++row)
        for (int column = 0; column < 20; ++column)
            bytes += std::to_string(row + column) + (column == 19 ? "\n" : " ");
    const auto file = files.write("dem.asc", bytes);
    REQUIRE(is_ascii_grid(file));
    const auto height = [](int column, int row, const Elevation& elevation) {
        return elevation.height_cm({-122.7 + 0.001 * (column + 0.5), 45.5 - 0.001 * (row + 0.5)});
    };
    const RasterSpec spec{file, "EPSG:4326", "", "s.toml:9:5"};
    const Elevation deep(spec, {-122.69, 45.14, -122.685, 45.15});
    CHECK(height(12, 355, deep) == 36'700);
    const Elevation all(spec, {-122.7, 45.1, -122.68, 45.5});
    CHECK(height(0, 0, all) == 0);
    CHECK(height(19, 399, all) == 41'800);
    files.write("cut.asc", bytes.substr(0, bytes.size() / 2));
    CHECK_THROWS_AS(Elevation({files.folder() / "cut.asc", "EPSG:4326", "", ""},
                              {-122.69, 45.14, -122.685, 45.15}),
                    Error);
}

} // namespace careshed::ascii_grid_test
