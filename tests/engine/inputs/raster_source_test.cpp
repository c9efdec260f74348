// What may be opened as a raster of heights, and what is said when it may not.
#include <catch2/catch.hpp>

#include <filesystem>
#include <stdexcept>
#include <vector>

#include <gdal.h>
#include <ogr_srs_api.h>

#include "engine/core/error.hpp"
#include "engine/inputs/elevation.hpp"
#include "engine/inputs/gdal_session.hpp"
#include "tests/engine/inputs/written_files.hpp"
#include "tests/engine/inputs/written_raster.hpp"

using namespace careshed;
using careshed::test::CellType;
using careshed::test::WrittenRaster;

namespace {

GDALDataType gdal_type(CellType type) {
    return type == CellType::byte      ? GDT_Byte
           : type == CellType::float32 ? GDT_Float32
                                       : GDT_Float64;
}

/// Further bands hold something else, so that reading them would show.
void write_cells(const WrittenRaster& raster, GDALRasterBandH band, int number) {
    std::vector<double> cells;
    for (int row = 0; row < raster.height; ++row)
        for (int column = 0; column < raster.width; ++column)
            cells.push_back(raster.value(column, row) + 100 * (number - 1));
    if (GDALRasterIO(band, GF_Write, 0, 0, raster.width, raster.height, cells.data(), raster.width,
                     raster.height, GDT_Float64, 0, 0) != CE_None)
        throw std::runtime_error("no cells written");
}

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

void WrittenRaster::write(const std::filesystem::path& file) const {
    start_gdal();
    auto* dataset = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), width, height, bands,
                               gdal_type(type), nullptr);
    if (!dataset)
        throw std::runtime_error("no raster written");
    std::array<double, 6> from_cell = grid;
    GDALSetGeoTransform(dataset, from_cell.data());
    if (!crs.empty())
        GDALSetSpatialRef(dataset, crs_of_code(crs, "").get());
    for (int b = 1; b <= bands; ++b) {
        auto* band = GDALGetRasterBand(dataset, b);
        if (missing)
            GDALSetRasterNoDataValue(band, *missing);
        if (!unit.empty())
            GDALSetRasterUnitType(band, unit.c_str());
        write_cells(*this, band, b);
    }
    GDALClose(dataset);
}

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
    const auto header = [](int cells) {
        const std::string count = std::to_string(cells);
        return "ncols " + count + "\nnrows " + count +
               "\nxllcorner -122.7\nyllcorner 45.49\ncellsize " + "0.0000005" + "\n1 1\n";
    };
    RasterSpec spec = spec_of(files.write("dem.asc", header(20000)));
    spec.crs = "EPSG:4326";
    const Complaint complaint = complaint_of(spec);
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
