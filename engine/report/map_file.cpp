#include "engine/report/map_file.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "engine/core/error.hpp"

namespace careshed {
namespace {

/// Fixed, because a file that holds the moment it was written can never be compared with another.
constexpr const char* kFixedMoment = "2000-01-01T00:00:00.000Z";

/// Sets a GDAL option for this thread while the object exists.
class GdalOption {
  public:
    GdalOption(const char* key, const char* value) : key_(key) {
        CPLSetThreadLocalConfigOption(key, value);
    }
    ~GdalOption() { CPLSetThreadLocalConfigOption(key_, nullptr); }
    GdalOption(const GdalOption&) = delete;
    GdalOption& operator=(const GdalOption&) = delete;

  private:
    const char* key_;
};

struct CloseDataset {
    void operator()(void* dataset) const { GDALClose(dataset); }
};
struct ReleaseReference {
    void operator()(void* reference) const { OSRRelease(reference); }
};
struct DestroyFeature {
    void operator()(void* feature) const { OGR_F_Destroy(feature); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;
using Reference = std::unique_ptr<void, ReleaseReference>;
using FeatureHandle = std::unique_ptr<void, DestroyFeature>;

OGRwkbGeometryType type_of(MapGeometry geometry) {
    switch (geometry) {
    case MapGeometry::point:
        return wkbPoint;
    case MapGeometry::line:
        return wkbLineString;
    case MapGeometry::polygons:
        return wkbMultiPolygon;
    }
    return wkbUnknown;
}

OGRFieldType type_of(MapField field) {
    switch (field) {
    case MapField::text:
        return OFTString;
    case MapField::whole:
        return OFTInteger64;
    case MapField::real:
        return OFTReal;
    }
    return OFTString;
}

void set_field(OGRFeatureH feature, int field, const Cell& cell) {
    if (const auto* value = std::get_if<double>(&cell))
        OGR_F_SetFieldDouble(feature, field, *value);
    else if (const auto* count = std::get_if<std::int64_t>(&cell))
        OGR_F_SetFieldInteger64(feature, field, *count);
    else if (!std::get<std::string>(cell).empty())
        OGR_F_SetFieldString(feature, field, std::get<std::string>(cell).c_str());
}

OGRGeometryH line_of(const LocalGrid& grid, std::span<const Point> points,
                     OGRwkbGeometryType type) {
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    for (const Point point : points) {
        const LonLat place = grid.unproject(point);
        OGR_G_AddPoint_2D(line, place.lon, place.lat);
    }
    return line;
}

} // namespace

std::vector<std::pair<std::string, MapField>> fields_of(const Sheet& sheet) {
    std::vector<std::pair<std::string, MapField>> fields;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        MapField field = MapField::text;
        for (const auto& row : sheet.rows)
            if (std::holds_alternative<double>(row[column]))
                field = MapField::real;
            else if (std::holds_alternative<std::int64_t>(row[column]) && field == MapField::text)
                field = MapField::whole;
        fields.emplace_back(sheet.columns[column].name, field);
    }
    return fields;
}

struct MapFile::Handles {
    std::string name;
    LocalGrid grid;
    GdalOption moment{"OGR_CURRENT_DATE", kFixedMoment};
    GdalOption journal{"OGR_SQLITE_JOURNAL", "MEMORY"};
    Dataset dataset;
    OGRLayerH layer = nullptr;
    std::vector<std::pair<std::string, std::string>> styles; ///< layer, QML

    void require(bool fine, const char* step) const {
        if (!fine)
            throw Error(ErrorKind::resource, name,
                        std::string(step) + " failed: " + CPLGetLastErrorMsg(),
                        "check the free space of the result folder");
    }
    void add_layer(const char* layer_name, OGRwkbGeometryType type) {
        Reference wgs84;
        if (type != wkbNone) {
            wgs84.reset(OSRNewSpatialReference(nullptr));
            require(OSRImportFromEPSG(wgs84.get(), 4326) == OGRERR_NONE, "naming WGS 84");
            OSRSetAxisMappingStrategy(wgs84.get(), OAMS_TRADITIONAL_GIS_ORDER);
        }
        layer = GDALDatasetCreateLayer(dataset.get(), layer_name, wgs84.get(), type, nullptr);
        require(layer != nullptr, "adding a layer");
    }
    void add_field(const std::string& field_name, OGRFieldType type) const {
        OGRFieldDefnH field = OGR_Fld_Create(field_name.c_str(), type);
        const OGRErr result = OGR_L_CreateField(layer, field, FALSE);
        OGR_Fld_Destroy(field);
        require(result == OGRERR_NONE, "adding a field");
    }
    [[nodiscard]] FeatureHandle new_feature() const {
        return FeatureHandle(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
    }
    /// Takes the geometry over (may be null) and stores the feature.
    void store(const FeatureHandle& feature, OGRGeometryH geometry) const {
        if (geometry)
            OGR_F_SetGeometryDirectly(feature.get(), geometry);
        require(OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE, "writing a feature");
    }
    void store(std::span<const Cell> values, OGRGeometryH geometry) const {
        const FeatureHandle feature = new_feature();
        for (std::size_t field = 0; field < values.size(); ++field)
            set_field(feature.get(), static_cast<int>(field), values[field]);
        store(feature, geometry);
    }

    /// The table QGIS looks for; one default style a layer.
    void write_styles() {
        add_layer("layer_styles", wkbNone);
        for (const char* text :
             {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
              "styleQML", "styleSLD", "description", "owner", "ui"})
            add_field(text, OFTString);
        add_field("useAsDefault", OFTInteger);
        add_field("update_time", OFTDateTime);
        for (const auto& [of_layer, qml] : styles) {
            const FeatureHandle feature = new_feature();
            const char* const row = of_layer.c_str();
            const char* const values[] = {"", "", row, "geom", row, qml.c_str(), "", row, "", ""};
            for (int field = 0; field < 10; ++field)
                OGR_F_SetFieldString(feature.get(), field, values[field]);
            OGR_F_SetFieldInteger(feature.get(), 10, 1);
            OGR_F_SetFieldDateTime(feature.get(), 11, 2000, 1, 1, 0, 0, 0, 100);
            store(feature, nullptr);
        }
    }
};

MapFile::MapFile(const std::filesystem::path& file, LocalGrid grid)
    : handles_(std::make_unique<Handles>()) {
    GDALAllRegister();
    handles_->name = file.filename().string();
    handles_->grid = std::move(grid);
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    handles_->require(driver != nullptr, "finding the GeoPackage driver");
    handles_->dataset.reset(GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    handles_->require(handles_->dataset != nullptr, "creating the file");
    handles_->require(GDALDatasetStartTransaction(handles_->dataset.get(), FALSE) == OGRERR_NONE,
                      "starting");
}

MapFile::~MapFile() = default;

void MapFile::begin_layer(const MapLayer& layer) {
    handles_->add_layer(layer.name.c_str(), type_of(layer.geometry));
    for (const auto& [name, field] : layer.fields)
        handles_->add_field(name, type_of(field));
    if (!layer.style.empty())
        handles_->styles.emplace_back(layer.name, layer.style);
}

void MapFile::add_point(LonLat place, std::span<const Cell> values) {
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, place.lon, place.lat);
    handles_->store(values, point);
}

void MapFile::add_line(std::span<const Point> line, std::span<const Cell> values) {
    handles_->store(values, line_of(handles_->grid, line, wkbLineString));
}

void MapFile::add_polygons(const Polygons& polygons, std::span<const Cell> values) {
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (const auto& rings : polygons) {
        OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
        for (const std::vector<Point>& ring : rings) {
            OGRGeometryH line = line_of(handles_->grid, ring, wkbLinearRing);
            OGR_G_CloseRings(line);
            OGR_G_AddGeometryDirectly(polygon, line);
        }
        OGR_G_CloseRings(polygon);
        OGR_G_AddGeometryDirectly(all, polygon);
    }
    handles_->store(values, all);
}

void MapFile::finish() {
    handles_->write_styles();
    handles_->require(GDALDatasetCommitTransaction(handles_->dataset.get()) == OGRERR_NONE,
                      "storing");
    CPLErrorReset();
    handles_->dataset.reset(); // closing writes the rest
    handles_->require(CPLGetLastErrorType() != CE_Failure, "closing the file");
}

} // namespace careshed
