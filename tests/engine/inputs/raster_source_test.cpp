// What may be opened as a raster of heights, and what is said when it may not.
#include <catch2/catch.hpp>

#include <filesystem>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/elevation.hpp"
#include "tests/engine/inputs/written_files.hpp"
#include "tests/engine/inputs/written_raster.hpp"

namespace careshed::raster_source_test {

using careshed::test::CellType;
using careshed::test::WrittenRaster;

namespace {

const LonLatBox kAround = {-122.7, 45.49, -122.69, 45.5};

RasterSpec spec_of(const std::filesystem::path& source) { return {source, "", "", "s.toml:9:5"}; }

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

/// In the middle of the default grid's cell 5, 5.
const LonLat kMiddle = {-122.7 + 0.0055, 45.5 - 0.0055};

} // namespace

TEST_CASE("Of several bands the first is taken and that is said; a picture is refused",
          "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.bands = 2;
    raster.write(files.folder() / "dem.tif");
    const Elevation elevation(spec_of(files.folder() / "dem.tif"), kAround);
    CHECK(elevation.height_cm(kMiddle) == 1000);
    CHECK(elevation.notes() == std::vector<std::string>{"2 bands, the first is taken"});
    raster.bands = 3;
    raster.type = CellType::byte; // red, green, blue
    raster.value = [](int, int) { return 20; };
    has(complaint_of(files, raster).message, "colours, not heights");
}

TEST_CASE("A raster too fine to be held is refused with a command that makes it coarser",
          "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.width = raster.height = 20'000;
    raster.grid = {-122.7, 5e-7, 0, 45.5, 0, -5e-7};
    raster.has_cells = false;
    const Complaint complaint = complaint_of(files, raster);
    has(complaint.message, "400 million cells must be read for these streets, at most 100");
    has(complaint.hint, "gdalwarp -tr 10 10");
}

TEST_CASE("Only files of listed formats are opened as heights", "[inputs]") {
    const WrittenFiles files;
    for (const std::string& source :
         {std::string("https://example.org/dem.tif"), std::string("/vsicurl/https://e.org/dem.tif"),
          std::string("PG:dbname=city"), std::string("GTIFF_DIR:1:dem.tif"),
          files.write("dem.vrt", "<VRTDataset/>").string(),
          files.write("hidden.tif", "<VRTDataset rasterXSize=\"1\"/>").string(),
          files.write("dem.zip", "PK").string()}) {
        INFO(source);
        CHECK_FALSE(complaint_of(spec_of(source)).hint.empty());
    }
    const auto vrt = complaint_of(spec_of(files.folder() / "dem.vrt"));
    has(vrt.hint, "gdal_translate dem.vrt heights.tif");
    (void)complaint_of(spec_of(files.folder() / "nix.tif"), ErrorKind::resource);
    (void)complaint_of(spec_of(files.folder()), ErrorKind::resource);
    (void)complaint_of(spec_of(files.write("odd.tif", "not a raster")), ErrorKind::resource);
    (void)complaint_of(spec_of(files.write("a.geojson", "{}")), ErrorKind::resource);
}

TEST_CASE("A damaged raster is a resource error, wherever it was cut off", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.width = raster.height = 200;
    raster.write(files.folder() / "dem.tif");
    const auto whole = std::filesystem::file_size(files.folder() / "dem.tif");
    const LonLatBox all = {-122.7, 45.3, -122.5, 45.5};
    for (const double share : {0.0, 0.0001, 0.3, 0.9}) {
        std::filesystem::resize_file(files.folder() / "dem.tif",
                                     static_cast<std::uintmax_t>(share * double(whole)));
        (void)complaint_of(spec_of(files.folder() / "dem.tif"), ErrorKind::resource, all);
    }
}

TEST_CASE("A mask beside a raster that points elsewhere is never opened", "[inputs]") {
    const WrittenFiles files;
    WrittenRaster raster;
    raster.write(files.folder() / "dem.tif");
    raster.type = CellType::byte;
    raster.value = [](int, int) { return 0; };
    raster.write(files.folder() / "secret.tif");
    files.write("dem.tif.msk", R"(<VRTDataset rasterXSize="10" rasterYSize="10">
      <Metadata><MDI key="INTERNAL_MASK_FLAGS_1">2</MDI></Metadata>
      <VRTRasterBand dataType="Byte" band="1"><SimpleSource>
      <SourceFilename relativeToVRT="1">secret.tif</SourceFilename><SourceBand>1</SourceBand>
      </SimpleSource></VRTRasterBand></VRTDataset>)");
    const Elevation elevation(spec_of(files.folder() / "dem.tif"), kAround);
    CHECK(elevation.height_cm(kMiddle) == 1000);
}

} // namespace careshed::raster_source_test
