#include "engine/inputs/vector_source.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/filter_check.hpp"
#include "engine/inputs/layer_size.hpp"
#include "engine/inputs/layer_source.hpp"
#include "engine/inputs/sqlite_limit.hpp"

namespace careshed {

namespace {

constexpr const char* kFileDrivers[] = {"GPKG", "GeoJSON",     "ESRI Shapefile", "FlatGeobuf",
                                        "CSV",  "OpenFileGDB", nullptr};
constexpr const char* kDatabaseDrivers[] = {"PostgreSQL", nullptr};
// Cells stay the text they are: an empty one is missing, "0123" is an id and not a number.
constexpr const char* kCsvOptions[] = {"EMPTY_STRING_AS_NULL=YES", "AUTODETECT_TYPE=NO",
                                       "KEEP_GEOM_COLUMNS=YES", "HEADERS=YES", nullptr};

GeometryKind kind_of(OGRGeometryH geometry) {
    switch (OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPoint:
    case wkbMultiPoint:
        return GeometryKind::point;
    case wkbLineString:
    case wkbMultiLineString:
        return GeometryKind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
        return GeometryKind::polygon;
    default:
        return GeometryKind::none;
    }
}

Ring vertices_of(OGRGeometryH line) {
    Ring ring(static_cast<std::size_t>(OGR_G_GetPointCount(line)));
    for (std::size_t i = 0; i < ring.size(); ++i)
        ring[i] = {OGR_G_GetX(line, static_cast<int>(i)), OGR_G_GetY(line, static_cast<int>(i))};
    return ring;
}

/// Appends the parts of a simple or multi-geometry, leaving out empty ones. Neither holds another
/// multi-geometry: a collection, which can, has no kind and is not asked for its parts.
void append_parts(OGRGeometryH geometry, std::vector<Part>& parts) {
    const auto type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (OGR_G_IsEmpty(geometry) != 0)
        return;
    if (type == wkbPoint || type == wkbLineString) {
        parts.push_back({{vertices_of(geometry)}});
        return;
    }
    const int count = OGR_G_GetGeometryCount(geometry);
    if (type == wkbPolygon) {
        Part& polygon = parts.emplace_back();
        for (int i = 0; i < count; ++i)
            polygon.rings.push_back(vertices_of(OGR_G_GetGeometryRef(geometry, i)));
        return;
    }
    for (int i = 0; i < count; ++i)
        append_parts(OGR_G_GetGeometryRef(geometry, i), parts);
}

void take_geometry(OGRGeometryH geometry, RawFeature& feature) {
    if (!geometry || OGR_G_IsEmpty(geometry) != 0)
        return;
    // Curves become lines.
    const std::unique_ptr<void, void (*)(OGRGeometryH)> straight(
        OGR_G_GetLinearGeometry(geometry, 0, nullptr), OGR_G_DestroyGeometry);
    feature.kind = kind_of(straight.get());
    feature.geometry_name = OGR_G_GetGeometryName(straight.get());
    if (feature.kind != GeometryKind::none)
        append_parts(straight.get(), feature.parts);
}

std::string date_text(OGRFeatureH feature, int field, bool with_time) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second, &zone);
    std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (!with_time)
        return date;
    return fmt::format("{}T{:02}:{:02}:{:02}", date, hour, minute, static_cast<int>(second));
}

constexpr int kIdColumn = -1; ///< the source's own feature id, e.g. "fid" of a GeoPackage

/// A value as text: dates in ISO order, numbers as GDAL writes them (15 digits, point as decimal).
std::string value_text(OGRFeatureH feature, int field) {
    if (field == kIdColumn)
        return fmt::format("{}", OGR_F_GetFID(feature));
    if (OGR_F_IsFieldSetAndNotNull(feature, field) == 0)
        return "";
    const OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
    if (type == OFTDate || type == OFTDateTime)
        return date_text(feature, field, type == OFTDateTime);
    return OGR_F_GetFieldAsString(feature, field);
}

/// ": the library's words", which may quote what it reads.
std::string cause_of(const QuietErrors& errors, bool may_quote) {
    return errors.first().empty() || !may_quote ? "" : ": " + errors.first();
}

/// 0 for a folder or database.
std::uintmax_t size_of(const std::filesystem::path& source) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(source, failed);
    return failed ? 0 : size;
}

constexpr const char* kEndless = "its database computes on and on while it is read";
constexpr const char* kEndlessHint =
    "store its layer as a plain table, for example: ogr2ogr table.gpkg the-layer's-file, and keep "
    "filters to comparisons";

GDALDatasetH open_dataset(const LayerSpec& spec, const QuietErrors& errors) {
    const std::string source = spec.source.string();
    if (const auto refusal = refuse_source(source))
        throw Error(ErrorKind::input, spec.place,
                    fmt::format("{}: {}", shown_source(source), refusal->message), refusal->hint);
    std::error_code ignored;
    if (!is_database_source(source) && !std::filesystem::exists(source, ignored))
        throw Error(ErrorKind::resource, spec.place,
                    fmt::format("no file or folder {}", shown_source(source)),
                    "check `source` and the data folder given by --data");
    const bool is_csv = spec.source.extension() == ".csv";
    const SqliteLimit limit(size_of(spec.source));
    auto* dataset = GDALOpenEx(source.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                               is_database_source(source) ? kDatabaseDrivers : kFileDrivers,
                               is_csv ? kCsvOptions : nullptr, nullptr);
    if (SqliteLimit::is_spent() || interrupted()) {
        if (dataset)
            GDALClose(dataset);
        stop_if_interrupted();
        throw Error(ErrorKind::input, spec.place, shown_source(source) + ": " + kEndless,
                    kEndlessHint);
    }
    if (!dataset)
        throw Error(
            ErrorKind::resource, spec.place,
            fmt::format("{} cannot be read as a layer{}", shown_source(source),
                        cause_of(errors, is_database_source(source) || !spec.is_confidential)),
            "is the file whole? allowed are GeoPackage, GeoJSON, Shapefile, FlatGeobuf, "
            "FileGDB, CSV and PG:...");
    return dataset;
}

/// Names of the layers that hold features; QGIS keeps styles in a table of its own.
std::vector<std::string> layer_names(GDALDatasetH dataset) {
    std::vector<std::string> names;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
        const std::string name = OGR_L_GetName(GDALDatasetGetLayer(dataset, i));
        if (name != "layer_styles")
            names.push_back(name);
    }
    return names;
}

OGRLayerH pick_layer(GDALDatasetH dataset, const LayerSpec& spec) {
    const auto names = layer_names(dataset);
    const std::string source = shown_source(spec.source.string());
    if (spec.layer.empty() && names.size() == 1)
        return GDALDatasetGetLayerByName(dataset, names.front().c_str());
    if (names.empty())
        throw Error(ErrorKind::input, spec.place, source + " holds no layers");
    const std::string all = "its layers are " + join(names, ", ");
    if (spec.layer.empty())
        throw Error(ErrorKind::input, spec.place,
                    fmt::format("{} holds {} layers", source, names.size()),
                    fmt::format("set layer = \"...\"; {}", all));
    if (std::ranges::find(names, spec.layer) == names.end()) {
        const std::string near = nearest_word(spec.layer, names);
        throw Error(ErrorKind::input, spec.place,
                    fmt::format("{} has no layer \"{}\"", source, quoted_value(spec.layer)),
                    near.empty() ? all : fmt::format("did you mean \"{}\"? {}", near, all));
    }
    return GDALDatasetGetLayerByName(dataset, spec.layer.c_str());
}

/// A number or a date where a column's name is expected.
bool looks_like_cell(const std::string& name) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::size_t first = name.find_first_not_of(" +-.");
    return first != std::string::npos && is_digit(name[first]);
}

} // namespace

struct VectorSource::Handles {
    GDALDatasetH dataset = nullptr;
    OGRLayerH layer = nullptr;
    CrsHandle crs, lon_lat;
    OGRCoordinateTransformationH to_lon_lat = nullptr;
    std::vector<int> chosen;
    std::uintmax_t bytes = 0; ///< of the file
    LayerSize size;
    QuietErrors errors;

    ~Handles() {
        if (to_lon_lat)
            OCTDestroyCoordinateTransformation(to_lon_lat);
        if (dataset)
            GDALClose(dataset);
    }
};

std::vector<DriverStatus> layer_drivers() {
    std::vector<DriverStatus> status;
    for (const auto* list : {kFileDrivers, kDatabaseDrivers})
        for (; *list; ++list)
            status.push_back(driver_status(*list));
    return status;
}

VectorSource::VectorSource(const LayerSpec& spec, bool geometry_needed) : spec_(spec) {
    start_gdal();
    handles_ = std::make_unique<Handles>();
    handles_->dataset = open_dataset(spec, handles_->errors);
    handles_->layer = pick_layer(handles_->dataset, spec);
    handles_->bytes = size_of(spec.source);
    title_ = fmt::format("layer \"{}\" of {}", quoted_value(OGR_L_GetName(handles_->layer)),
                         shown_source(spec.source.string()));
    // A CSV's layer carries its file's name: say it once.
    if (spec.source.extension() == ".csv")
        title_ = fmt::format("table {}", shown_source(spec.source.string()));
    if (const auto refusal = refuse_table(spec.source, OGR_L_GetName(handles_->layer)))
        throw Error(ErrorKind::input, where(), refusal->message, refusal->hint);
    if (geometry_needed && !has_geometry() && spec.x.empty())
        throw Error(ErrorKind::input, where(),
                    "no geometry, and no columns are named as coordinates",
                    "set x = \"...\" and y = \"...\"; " + columns_hint());
}

VectorSource::~VectorSource() = default;

std::string VectorSource::where() const {
    return spec_.place.empty() ? title_ : spec_.place + ": " + title_;
}

std::vector<std::string> VectorSource::columns() const {
    auto* definition = OGR_L_GetLayerDefn(handles_->layer);
    std::vector<std::string> names;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
        names.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    return names;
}

std::vector<std::string> VectorSource::shown_columns() const {
    std::vector<std::string> names = columns();
    if (spec_.is_confidential && std::ranges::any_of(names, looks_like_cell))
        names.clear();
    return names;
}

std::string VectorSource::columns_hint() const {
    const std::vector<std::string> names = shown_columns();
    return names.empty() ? "its first line must hold the names of its columns"
                         : "its columns are " + join(names, ", ");
}

bool VectorSource::has_geometry() const {
    return OGR_FD_GetGeomFieldCount(OGR_L_GetLayerDefn(handles_->layer)) > 0 &&
           OGR_L_GetGeomType(handles_->layer) != wkbNone;
}

bool VectorSource::is_column(const std::string& field) const {
    const auto names = columns();
    const std::string id_column = OGR_L_GetFIDColumn(handles_->layer);
    return (!id_column.empty() && field == id_column) ||
           std::ranges::find(names, field) != names.end();
}

void VectorSource::choose(std::span<const std::string> fields) {
    const auto names = columns();
    handles_->chosen.clear();
    for (const std::string& field : fields) {
        const auto found = std::ranges::find(names, field);
        handles_->chosen.push_back(found == names.end() ? kIdColumn
                                                        : static_cast<int>(found - names.begin()));
    }
}

void VectorSource::set_filter(const std::string& key, const std::string& filter) {
    if (const auto refusal = refuse_filter(filter))
        throw Error(ErrorKind::input, where(), fmt::format("{}: {}", key, refusal->message),
                    refusal->hint);
    apply_filter(key, filter);
}

void VectorSource::set_filters(const std::string& key, const std::string& one,
                               const std::string& other) {
    set_filter(key, one);
    set_filter(key, other);
    apply_filter(key, fmt::format("({}) AND ({})", one, other));
}

void VectorSource::apply_filter(const std::string& key, const std::string& filter) {
    QuietErrors errors;
    if (OGR_L_SetAttributeFilter(handles_->layer, filter.c_str()) == OGRERR_NONE &&
        errors.first().empty())
        return;
    const std::string cause = errors.first().empty() ? "it cannot be understood" : errors.first();
    throw Error(ErrorKind::input, where(),
                fmt::format("{} = \"{}\": {}", key, quoted_value(filter), cause),
                "text stands in single quotes, as in type = 'library'; " + columns_hint());
}

bool VectorSource::next(RawFeature& feature, bool with_geometry) {
    stop_if_interrupted();
    QuietErrors errors;
    const SqliteLimit limit(handles_->bytes);
    auto* raw = OGR_L_GetNextFeature(handles_->layer);
    if (!raw) {
        stop_if_interrupted();
        if (SqliteLimit::is_spent())
            throw Error(ErrorKind::input, where(), kEndless, kEndlessHint);
        if (!errors.first().empty())
            throw Error(ErrorKind::input, where(),
                        "it breaks off" + cause_of(errors, !spec_.is_confidential),
                        "the file is damaged; export it again");
        return false;
    }
    const std::unique_ptr<void, void (*)(OGRFeatureH)> owner(raw, OGR_F_Destroy);
    feature = {OGR_F_GetFID(raw), GeometryKind::none, "", {}, {}};
    for (const int field : handles_->chosen)
        feature.values.push_back(value_text(raw, field));
    if (with_geometry)
        take_geometry(OGR_F_GetGeometryRef(raw), feature);
    if (const auto refusal = handles_->size.add(feature))
        throw Error(ErrorKind::input, where(), refusal->message, refusal->hint);
    return true;
}

void VectorSource::prepare_lon_lat(const std::string& fallback) {
    const std::string code = spec_.crs.empty() ? fallback : spec_.crs;
    auto* own = code.empty() ? OGR_L_GetSpatialRef(handles_->layer) : nullptr;
    if (code.empty() && !own)
        throw Error(
            ErrorKind::input, where(), "no CRS",
            "say which one its coordinates are in: crs = \"EPSG:4326\" for longitude and latitude");
    handles_->crs = own ? CrsHandle(OSRClone(own)) : crs_of_code(code, where());
    handles_->lon_lat = crs_of_code("EPSG:4326", where());
    OSRSetAxisMappingStrategy(handles_->crs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    if (OSRIsSame(handles_->crs.get(), handles_->lon_lat.get()) != 0)
        return;
    handles_->to_lon_lat =
        OCTNewCoordinateTransformation(handles_->crs.get(), handles_->lon_lat.get());
    if (!handles_->to_lon_lat)
        throw Error(ErrorKind::input, where(),
                    "its CRS cannot be turned into longitude and latitude",
                    "set crs = \"EPSG:...\" to the CRS its coordinates are in");
}

std::string VectorSource::replaced_crs() const {
    constexpr const char* kIgnoreAxes[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
    auto* own = spec_.crs.empty() ? nullptr : OGR_L_GetSpatialRef(handles_->layer);
    if (!own || !handles_->crs || OSRIsSameEx(own, handles_->crs.get(), kIgnoreAxes) != 0)
        return "";
    const char* name = OSRGetName(own);
    return name ? name : "unnamed";
}

bool VectorSource::is_geographic() const { return OSRIsGeographic(handles_->crs.get()) != 0; }

bool VectorSource::to_lon_lat(Ring& ring) const {
    if (!handles_->to_lon_lat)
        return true;
    std::vector<double> x, y;
    for (const LonLat& vertex : ring) {
        x.push_back(vertex.lon);
        y.push_back(vertex.lat);
    }
    std::vector<int> good(ring.size(), 0);
    QuietErrors errors;
    OCTTransformEx(handles_->to_lon_lat, static_cast<int>(ring.size()), x.data(), y.data(), nullptr,
                   good.data());
    for (std::size_t i = 0; i < ring.size(); ++i)
        ring[i] = {x[i], y[i]};
    return std::ranges::all_of(good, [](int ok) { return ok != 0; });
}

} // namespace careshed
