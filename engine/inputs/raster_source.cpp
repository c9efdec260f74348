#include "engine/inputs/raster_source.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include "engine/core/error.hpp"
#include "engine/inputs/ascii_grid.hpp"
#include "engine/inputs/layer_source.hpp"
#include "engine/inputs/scenario_sources.hpp"

namespace careshed {

namespace {

constexpr const char* kRasterDrivers[] = {"GTiff", "HFA", "AAIGrid", "EHdr", "SRTMHGT", nullptr};
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// All that GDAL may open beside the raster: a mask or an overview it would open with any driver,
/// and so any file that one points at.
CPLStringList names_beside(const std::filesystem::path& source) {
    CPLStringList names;
    for (const std::filesystem::path& file : raster_files(source))
        names.AddString(file.filename().c_str());
    return names;
}

GDALDatasetH open_dataset(const RasterSpec& spec, const std::string& where,
                          const QuietErrors& errors) {
    const std::string source = spec.source.string();
    if (const auto refusal = refuse_source(source, SourceKind::raster))
        throw Error(ErrorKind::input, spec.place,
                    fmt::format("{}: {}", shown_source(source), refusal->message), refusal->hint);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(spec.source, ignored))
        throw Error(ErrorKind::resource, spec.place,
                    fmt::format("no file {}", shown_source(source)),
                    "check `source` and the data folder given by --data");
    if (is_ascii_grid(spec.source))
        check_ascii_grid(spec.source, where);
    const CPLStringList files = names_beside(spec.source);
    auto* dataset = GDALOpenEx(source.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, kRasterDrivers,
                               nullptr, files.List());
    if (!dataset)
        throw Error(ErrorKind::resource, spec.place,
                    fmt::format("{} cannot be read as a raster{}", shown_source(source),
                                errors.first().empty() ? "" : ": " + errors.first()),
                    "is the file whole? allowed are GeoTIFF, Erdas Imagine, Arc/Info ASCII grid, "
                    "ESRI .hdr and SRTM .hgt");
    return dataset;
}

/// A colour is no height: hillshades and scanned maps look like rasters of bytes.
bool is_picture(GDALRasterBandH band) {
    const GDALColorInterp meaning = GDALGetRasterColorInterpretation(band);
    return meaning != GCI_Undefined && meaning != GCI_GrayIndex;
}

/// A number as cells of the band hold it: text may carry more digits than 32 bits do.
double as_held(GDALRasterBandH band, double value) {
    const bool is_short = GDALGetRasterDataType(band) == GDT_Float32 &&
                          std::abs(value) <= static_cast<double>(std::numeric_limits<float>::max());
    return is_short ? static_cast<double>(static_cast<float>(value)) : value;
}

} // namespace

struct ToRaster::Handles {
    OGRCoordinateTransformationH transformation = nullptr; ///< none: the same coordinates

    ~Handles() {
        if (transformation)
            OCTDestroyCoordinateTransformation(transformation);
    }
};

ToRaster::ToRaster(const std::string& code, const std::string& own, const std::string& where)
    : handles_(std::make_unique<Handles>()) {
    start_gdal();
    const QuietErrors errors;
    if (code.empty() && own.empty())
        throw Error(
            ErrorKind::input, where, "no CRS",
            "say which one its cells are in: crs = \"EPSG:4326\" for longitude and latitude");
    const CrsHandle crs =
        code.empty() ? CrsHandle(OSRNewSpatialReference(own.c_str())) : crs_of_code(code, where);
    const CrsHandle lon_lat = crs_of_code("EPSG:4326", where);
    if (OSRIsCompound(crs.get()) != 0)
        OSRStripVertical(crs.get());
    OSRSetAxisMappingStrategy(crs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    if (OSRIsSame(crs.get(), lon_lat.get()) != 0)
        return;
    handles_->transformation = OCTNewCoordinateTransformation(lon_lat.get(), crs.get());
    if (!handles_->transformation)
        throw Error(ErrorKind::input, where, "longitude and latitude cannot be turned into its CRS",
                    "set crs = \"EPSG:...\" to the CRS its cells are in");
}

ToRaster::~ToRaster() = default;

void ToRaster::apply(std::span<LonLat> places) const {
    if (!handles_->transformation)
        return;
    std::vector<double> x(places.size()), y(places.size());
    std::vector<int> good(places.size(), 0);
    for (std::size_t i = 0; i < places.size(); ++i) {
        x[i] = places[i].lon;
        y[i] = places[i].lat;
    }
    const QuietErrors errors;
    OCTTransformEx(handles_->transformation, static_cast<int>(places.size()), x.data(), y.data(),
                   nullptr, good.data());
    constexpr double kNowhere = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = good[i] != 0 ? LonLat{x[i], y[i]} : LonLat{kNowhere, kNowhere};
}

struct RasterSource::Handles {
    GDALDatasetH dataset = nullptr;
    GDALRasterBandH band = nullptr;
    std::optional<double> missing; ///< the value that stands for no height
    double scale = 1, shift = 0;
    QuietErrors errors;

    ~Handles() {
        if (dataset)
            GDALClose(dataset);
    }
};

std::vector<DriverStatus> raster_drivers() {
    std::vector<DriverStatus> status;
    for (const auto* const* name = kRasterDrivers; *name; ++name)
        status.push_back(driver_status(*name));
    return status;
}

RasterSource::RasterSource(const RasterSpec& spec)
    : where_((spec.place.empty() ? "" : spec.place + ": ") + "raster " +
             shown_source(spec.source.string())) {
    start_gdal();
    handles_ = std::make_unique<Handles>();
    handles_->dataset = open_dataset(spec, where_, handles_->errors);
    if (bands() == 0)
        throw Error(ErrorKind::input, where_, "it holds no band of cells",
                    "name a raster of heights, for example a GeoTIFF");
    handles_->band = GDALGetRasterBand(handles_->dataset, 1);
    if (is_picture(handles_->band))
        throw Error(ErrorKind::input, where_, "its first band holds colours, not heights",
                    "name the elevation model itself, not a map or hillshade drawn from it");
    int is_given = 0;
    const double missing = GDALGetRasterNoDataValue(handles_->band, &is_given);
    if (is_given != 0)
        handles_->missing = as_held(handles_->band, missing);
    const double scale = GDALGetRasterScale(handles_->band, &is_given);
    handles_->scale = is_given != 0 ? scale : 1;
    const double shift = GDALGetRasterOffset(handles_->band, &is_given);
    handles_->shift = is_given != 0 ? shift : 0;
}

RasterSource::~RasterSource() = default;

int RasterSource::width() const { return GDALGetRasterXSize(handles_->dataset); }
int RasterSource::height() const { return GDALGetRasterYSize(handles_->dataset); }
int RasterSource::bands() const { return GDALGetRasterCount(handles_->dataset); }

double RasterSource::block_cells() const {
    int across = 0, down = 0;
    GDALGetBlockSize(handles_->band, &across, &down);
    return static_cast<double>(across) * down;
}

bool RasterSource::is_sequential() const {
    return std::string_view(GDALGetDriverShortName(GDALGetDatasetDriver(handles_->dataset))) ==
           "AAIGrid";
}

std::array<double, 6> RasterSource::to_cell() const {
    std::array<double, 6> from_cell{}, to_cell{};
    if (GDALGetGeoTransform(handles_->dataset, from_cell.data()) != CE_None ||
        GDALInvGeoTransform(from_cell.data(), to_cell.data()) == 0 ||
        !std::ranges::all_of(to_cell, [](double t) { return std::isfinite(t); }))
        throw Error(ErrorKind::input, where_, "it does not say where its cells lie",
                    "export it again with its georeference, as a GeoTIFF");
    return to_cell;
}

std::string RasterSource::crs() const {
    const char* text = GDALGetProjectionRef(handles_->dataset);
    return text ? text : "";
}

std::string RasterSource::unit() const { return GDALGetRasterUnitType(handles_->band); }

void RasterSource::read(const CellWindow& window, std::span<double> values) const {
    const QuietErrors errors;
    const auto read_band = [&](GDALRasterBandH band, GDALDataType type, void* to) {
        if (GDALRasterIO(band, GF_Read, window.column, window.row, window.width, window.height, to,
                         window.width, window.height, type, 0, 0) != CE_None)
            throw Error(ErrorKind::resource, where_,
                        fmt::format("it breaks off near row {}{}", window.row + 1,
                                    errors.first().empty() ? "" : ": " + errors.first()),
                        "the file is damaged; export it again");
    };
    read_band(handles_->band, GDT_Float64, values.data());
    // Masks and alpha bands: 0 says that there is nothing.
    std::vector<unsigned char> shows(values.size(), 255);
    if ((GDALGetMaskFlags(handles_->band) & GMF_PER_DATASET) != 0)
        read_band(GDALGetMaskBand(handles_->band), GDT_Byte, shows.data());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = shows[i] == 0 || values[i] == handles_->missing
                        ? kNaN
                        : values[i] * handles_->scale + handles_->shift;
}

} // namespace careshed
