#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "engine/inputs/elevation.hpp"
#include "tests/engine/inputs/written_files.hpp"
#include "tests/engine/inputs/written_raster.hpp"
#include "tests/real_layers.hpp"

namespace careshed::elevation_test {

using careshed::test::CellType;
using careshed::test::WrittenRaster;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
/// Around all of WrittenRaster's default grid.
const LonLatBox kAround = {-122.7, 45.49, -122.69, 45.5};

RasterSpec spec_of(const std::filesystem::path& source) { return {source, "", "", "s.toml:9:5"}; }

Elevation written(const WrittenFiles& files, const WrittenRaster& raster,
                  const LonLatBox& around = kAround) {
    raster.write(files.folder() / "dem.tif");
    return {spec_of(files.folder() / "dem.tif"), around};
}

/// The first complaint of an Error of this kind; fails the test when none is thrown.
Complaint complaint_of(const RasterSpec& spec, ErrorKind kind = ErrorKind::input,
                       const LonLatBox& around = kAround) {
    try {
        const Elevation elevation(spec, around);
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.complaints().front();
    }
    FAIL("no complaint");
    return {};
}

Complaint complaint_of(const WrittenFiles& files, const WrittenRaster& raster) {
    raster.write(files.folder() / "dem.tif");
    return complaint_of(spec_of(files.folder() / "dem.tif"));
}

void has(const std::string& text, const std::string& part) {
    INFO("\"" << text << "\" should contain \"" << part << "\"");
    CHECK(text.find(part) != std::string::npos);
}

/// Centre of a cell of the default grid.
LonLat centre(double column, double row) {
    return {-122.7 + 0.001 * (column + 0.5), 45.5 - 0.001 * (row + 0.5)};
}

} // namespace

TEST_CASE("A height is the cell's own at its centre and even between centres", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.value = [](int column, int row) { return 100 + 3 * column - 2 * row; };
    const Elevation elevation = written(files, raster);
    CHECK(elevation.height_cm(centre(0, 0)) == 10000);
    CHECK(elevation.height_cm(centre(4, 7)) == 10000 + 1200 - 1400);
    CHECK(elevation.height_cm(centre(4.5, 7)) == 10000 + 1350 - 1400);
    CHECK(elevation.height_cm(centre(4.25, 7.5)) == 10000 + 1275 - 1500);
    CHECK(elevation.title() == "raster dem.tif");
    CHECK(elevation.notes().empty());
}

TEST_CASE("Between four unlike cells the height is bilinear, equal to a literal twin", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    std::vector<double> cells;
    DrawStream draws({5, Purpose::test, 1, 0});
    for (int i = 0; i < 100; ++i)
        cells.push_back(draws.below(20000) / 100.0 - 50);
    raster.type = CellType::float64;
    raster.value = [&](int column, int row) {
        return cells[static_cast<std::size_t>(row * 10 + column)];
    };
    const Elevation elevation = written(files, raster);
    for (int i = 0; i < 2000; ++i) {
        const double column = 9 * draws.uniform(), row = 9 * draws.uniform();
        const auto at = [&](double c, double r) {
            return raster.value(static_cast<int>(std::min(c, 9.0)),
                                static_cast<int>(std::min(r, 9.0)));
        };
        const double c = std::floor(column), r = std::floor(row), x = column - c, y = row - r;
        const double metres = (1 - y) * ((1 - x) * at(c, r) + x * at(c + 1, r)) +
                              y * ((1 - x) * at(c, r + 1) + x * at(c + 1, r + 1));
        // Half a centimetre of rounding, and 200 m a cell times half of 1/4096 each way.
        CHECK(elevation.height_cm(centre(column, row)).value() ==
              Approx(metres * 100).margin(0.5 + 20000.0 / 4096));
    }
}

TEST_CASE("The outermost half cells are level, and beyond the raster there is no height",
          "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.value = [](int column, int) { return column; };
    const Elevation elevation = written(files, raster, {-122.8, 45.4, -122.6, 45.6});
    CHECK(elevation.height_cm(centre(-0.4, 5)) == 0);
    CHECK(elevation.height_cm(centre(9.4, 5)) == 900);
    CHECK(elevation.height_cm(centre(9.4, 9.4)) == 900);
    CHECK_FALSE(elevation.height_cm(centre(-0.6, 5)).has_value());
    CHECK_FALSE(elevation.height_cm(centre(9.6, 5)).has_value());
    CHECK_FALSE(elevation.height_cm(centre(5, -0.6)).has_value());
    CHECK_FALSE(elevation.height_cm(centre(5, 9.6)).has_value());
}

TEST_CASE("A missing cell leaves no height around it but does not reach its neighbours' centres",
          "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.missing = GENERATE(-32768.0, -999999.0, -3.4028234663852886e38, 0.1);
    raster.value = [&](int column, int row) {
        return column == 4 && row == 4 ? *raster.missing : 20.0;
    };
    const Elevation elevation = written(files, raster);
    CHECK_FALSE(elevation.height_cm(centre(4, 4)).has_value());
    CHECK_FALSE(elevation.height_cm(centre(3.9, 4)).has_value());
    CHECK_FALSE(elevation.height_cm(centre(3.1, 4.9)).has_value());
    CHECK(elevation.height_cm(centre(3, 4)) == 2000);
    CHECK(elevation.height_cm(centre(4, 5)) == 2000);
    REQUIRE(elevation.notes().size() == 1);
    CHECK(elevation.notes()[0] == "1 of 100 cells around the streets have no height");
}

TEST_CASE("Not a number is a missing height even when the raster does not say so", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.value = [](int column, int) { return column == 0 ? std::nan("") : 20.0; };
    const Elevation elevation = written(files, raster);
    CHECK_FALSE(elevation.height_cm(centre(0.5, 4)).has_value());
    CHECK(elevation.height_cm(centre(1, 4)) == 2000);
    raster.value = [](int, int) { return std::nan(""); };
    has(complaint_of(files, raster).message, "no cell around the streets holds a height");
}

TEST_CASE("Values that are no heights are named by row and column with the remedy", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    const double wrong = GENERATE(-32768.0, 9001.0, -9999.0, kInfinite, -kInfinite);
    raster.value = [&](int column, int row) { return column == 6 && row == 2 ? wrong : 20.0; };
    const Complaint complaint = complaint_of(files, raster);
    CHECK(complaint.where == "s.toml:9:5: raster dem.tif");
    has(complaint.message, "row 3, column 7 holds");
    has(complaint.hint, "gdal_translate -a_nodata");
}

TEST_CASE("Only what lies around the streets is read", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.width = raster.height = 100;
    raster.value = [](int column, int row) {
        return column < 40 || column > 60 || row < 40 || row > 60 ? 30000 : column;
    };
    const LonLat low = centre(45, 55), high = centre(55, 45);
    const Elevation elevation = written(files, raster, {low.lon, low.lat, high.lon, high.lat});
    CHECK(elevation.height_cm(centre(45, 45)) == 4500);
    CHECK(elevation.height_cm(centre(55, 55)) == 5500);
    CHECK_FALSE(elevation.height_cm(centre(70, 50)).has_value());
}

TEST_CASE("A raster of another place is refused, as is one in a wrong CRS", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.write(files.folder() / "dem.tif");
    RasterSpec spec = spec_of(files.folder() / "dem.tif");
    has(complaint_of(spec, ErrorKind::input, {-87.7, 41.8, -87.6, 41.9}).message,
        "it lies elsewhere than the streets");
    spec.crs = "EPSG:32610"; // its degrees read as metres
    has(complaint_of(spec).hint, "CRS");
    spec.crs = "http://example.org";
    has(complaint_of(spec).message, "unknown CRS");
    raster.crs = "";
    raster.write(files.folder() / "none.tif");
    const Complaint none = complaint_of(spec_of(files.folder() / "none.tif"));
    CHECK(none.message == "no CRS");
    has(none.hint, "crs = \"EPSG:4326\"");
    spec = spec_of(files.folder() / "none.tif");
    spec.crs = "EPSG:4326";
    CHECK(Elevation(spec, kAround).height_cm(centre(3, 3)) == 1000);
}

TEST_CASE("A raster on a metre grid is found under the same longitude and latitude", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.crs = "EPSG:32610"; // UTM 10 north: 525 km, 5,040 km is near Portland
    raster.grid = {520000, 10, 0, 5045000, 0, -10};
    raster.width = raster.height = 1000;
    raster.value = [](int column, int row) { return 500 + 0.4 * column - 0.1 * row; };
    const Elevation elevation = written(files, raster, {-122.72, 45.50, -122.65, 45.54});
    const ToRaster to_raster("EPSG:32610", "", "");
    for (const LonLat place : {LonLat{-122.71, 45.51}, {-122.66, 45.53}, {-122.68, 45.52}}) {
        LonLat metres = place;
        to_raster.apply({&metres, 1});
        const double column = (metres.lon - 520000) / 10 - 0.5;
        const double row = (5045000 - metres.lat) / 10 - 0.5;
        CHECK(elevation.height_cm(place).value() ==
              Approx(100 * (500 + 0.4 * column - 0.1 * row)).margin(0.6));
    }
}

TEST_CASE("A turned raster is read along its own rows", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.grid = {-122.7, 0.0008, -0.0006, 45.5, -0.0006, -0.0008};
    raster.value = [](int column, int row) { return 10 * column + row; };
    const Elevation elevation = written(files, raster, {-122.71, 45.48, -122.69, 45.51});
    const double column = 3.5, row = 6.5; // the centre of column 3, row 6
    CHECK(elevation.height_cm({-122.7 + 0.0008 * column - 0.0006 * row,
                               45.5 - 0.0006 * column - 0.0008 * row}) == 3600);
}

TEST_CASE("Heights in feet become metres, by the raster's word or the scenario's", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.value = [](int, int) { return 1000; };
    CHECK(written(files, raster).height_cm(centre(1, 1)) == 100000);
    raster.unit = "ft";
    const Elevation feet = written(files, raster);
    CHECK(feet.height_cm(centre(1, 1)) == 30480);
    CHECK(feet.notes() == std::vector<std::string>{"heights are in \"ft\", turned into metres"});
    raster.unit = "US survey foot";
    CHECK(written(files, raster).height_cm(centre(1, 1)) == 30480);
    RasterSpec spec = spec_of(files.folder() / "dem.tif");
    spec.unit = "m";
    CHECK(Elevation(spec, kAround).height_cm(centre(1, 1)) == 100000);
    raster.unit = "fathom";
    const Complaint complaint = complaint_of(files, raster);
    has(complaint.message, "fathom");
    has(complaint.hint, "unit = \"m\"");
}

TEST_CASE("Portland's raster says the heights that its hills and river have", "[inputs][real]") {
    const auto data = test::real_layers("portland");
    if (!data)
        return;
    const Elevation elevation(spec_of(*data / "portland-ned.tif"),
                              {-122.71, 45.49, -122.63, 45.55});
    CHECK(elevation.notes().empty());
    const auto metres = [&](double lon, double lat) {
        return elevation.height_cm({lon, lat}).value() / 100.0;
    };
    CHECK(metres(-122.6675, 45.5175) < 10);                         // the Willamette
    CHECK(metres(-122.6793, 45.5189) == Approx(17).margin(6));      // downtown
    CHECK(metres(-122.7070, 45.4990) > 200);                        // the West Hills
    CHECK_FALSE(elevation.height_cm({-122.72, 45.52}).has_value()); // west of it
}

} // namespace careshed::elevation_test
