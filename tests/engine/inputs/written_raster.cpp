#include "tests/engine/inputs/written_raster.hpp"

#include <stdexcept>
#include <vector>

#include <gdal.h>
#include <ogr_srs_api.h>

#include "engine/inputs/gdal_session.hpp"

namespace careshed::test {

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

} // namespace

void WrittenRaster::write(const std::filesystem::path& file) const {
    start_gdal();
    constexpr const char* kSparse[] = {"SPARSE_OK=TRUE", nullptr};
    auto* dataset = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), width, height, bands,
                               gdal_type(type), has_cells ? nullptr : kSparse);
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
        if (has_cells)
            write_cells(*this, band, b);
    }
    GDALClose(dataset);
}

} // namespace careshed::test
