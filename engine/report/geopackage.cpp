#include "engine/report/geopackage.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <memory>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "engine/core/error.hpp"
#include "engine/report/layer_styles.hpp"
#include "engine/report/reached_streets.hpp"
#include "engine/report/site_directory.hpp"

namespace careshed {
namespace {

/// Fixed, because a file that holds the moment it was written can never be compared with another.
constexpr const char* kFixedMoment = "2000-01-01T00:00:00.000Z";

[[noreturn]] void fail(const char* step) {
    throw Error(ErrorKind::resource, "sites.gpkg",
                std::string(step) + " failed: " + CPLGetLastErrorMsg(),
                "check the free space of the result folder");
}

void require(bool fine, const char* step) {
    if (!fine)
        fail(step);
}

/// Sets a GDAL option for this thread while it lives.
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

Reference wgs84() {
    Reference reference(OSRNewSpatialReference(nullptr));
    require(OSRImportFromEPSG(reference.get(), 4326) == OGRERR_NONE, "naming WGS 84");
    OSRSetAxisMappingStrategy(reference.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

void add_field(OGRLayerH layer, const char* name, OGRFieldType type) {
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    const OGRErr result = OGR_L_CreateField(layer, field, FALSE);
    OGR_Fld_Destroy(field);
    require(result == OGRERR_NONE, "adding a field");
}

OGRLayerH add_layer(const Dataset& dataset, const char* name, OGRwkbGeometryType type) {
    const Reference reference = wgs84();
    OGRLayerH layer = GDALDatasetCreateLayer(
        dataset.get(), name, type == wkbNone ? nullptr : reference.get(), type, nullptr);
    require(layer != nullptr, "adding a layer");
    return layer;
}

FeatureHandle new_feature(OGRLayerH layer) {
    return FeatureHandle(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
}

/// Takes the geometry over (may be null) and stores the feature.
void store(OGRLayerH layer, const FeatureHandle& feature, OGRGeometryH geometry) {
    if (geometry)
        OGR_F_SetGeometryDirectly(feature.get(), geometry);
    require(OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE, "writing a feature");
}

OGRFieldType type_of(const Cell& cell) {
    if (std::holds_alternative<double>(cell))
        return OFTReal;
    return std::holds_alternative<std::int64_t>(cell) ? OFTInteger64 : OFTString;
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

void write_sites(const Dataset& dataset, const RankStudy& study, const Sheet& ranking) {
    OGRLayerH layer = add_layer(dataset, "sites", wkbPoint);
    for (std::size_t column = 0; column < ranking.columns.size(); ++column)
        add_field(layer, ranking.columns[column].name.c_str(),
                  ranking.rows.empty() ? OFTString : type_of(ranking.rows.front()[column]));
    const SiteDirectory directory = site_directory(study);
    for (std::size_t place = 0; place < ranking.rows.size(); ++place) {
        const FeatureHandle feature = new_feature(layer);
        for (std::size_t column = 0; column < ranking.columns.size(); ++column)
            set_field(feature.get(), static_cast<int>(column), ranking.rows[place][column]);
        const std::size_t site = study.ranking.sites[place].site;
        const LonLat lon_lat = study.city->candidates[directory.candidate[site]].lon_lat;
        OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
        OGR_G_SetPoint_2D(point, 0, lon_lat.lon, lon_lat.lat);
        store(layer, feature, point);
    }
}

void write_reached_streets(const Dataset& dataset, const RankStudy& study) {
    OGRLayerH layer = add_layer(dataset, "reached_streets", wkbLineString);
    add_field(layer, "minutes", OFTInteger);
    if (study.ranking.sites.empty() || !study.walk_times)
        return;
    const std::size_t best = site_directory(study).candidate[study.ranking.sites.front().site];
    const Streets& streets = study.city->streets;
    for (const ReachedEdge& reached :
         reached_edges(*study.walk_times->network, study.walk_times->to_candidate.at(best))) {
        const FeatureHandle feature = new_feature(layer);
        OGR_F_SetFieldInteger(feature.get(), 0, reached.minutes);
        store(layer, feature,
              line_of(study.city->grid, streets.shape_of(streets.edges[reached.edge]),
                      wkbLineString));
    }
}

OGRGeometryH outline_of(const City& city, const Area& area) {
    OGRGeometryH outline = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (const auto& rings : area.polygons) {
        OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
        for (const std::vector<Point>& ring : rings) {
            OGRGeometryH line = line_of(city.grid, ring, wkbLinearRing);
            OGR_G_CloseRings(line);
            OGR_G_AddGeometryDirectly(polygon, line);
        }
        OGR_G_CloseRings(polygon);
        OGR_G_AddGeometryDirectly(outline, polygon);
    }
    return outline;
}

void write_areas(const Dataset& dataset, const City& city) {
    OGRLayerH layer = add_layer(dataset, "areas", wkbMultiPolygon);
    add_field(layer, "area_id", OFTString);
    add_field(layer, "district", OFTString);
    for (const Area& area : city.areas) {
        const FeatureHandle feature = new_feature(layer);
        OGR_F_SetFieldString(feature.get(), 0, area.id.c_str());
        if (area.district < city.districts.size())
            OGR_F_SetFieldString(feature.get(), 1, city.districts[area.district].c_str());
        store(layer, feature, outline_of(city, area));
    }
}

/// The table QGIS looks for; one default style a layer.
void write_styles(const Dataset& dataset) {
    OGRLayerH layer = add_layer(dataset, "layer_styles", wkbNone);
    const char* const texts[] = {"f_table_catalog", "f_table_schema",
                                 "f_table_name",    "f_geometry_column",
                                 "styleName",       "styleQML",
                                 "styleSLD",        "description",
                                 "owner",           "ui"};
    for (const char* name : texts)
        add_field(layer, name, OFTString);
    add_field(layer, "useAsDefault", OFTInteger);
    add_field(layer, "update_time", OFTDateTime);
    const std::pair<const char*, std::string> styles[] = {
        {"sites", sites_style()},
        {"reached_streets", reached_streets_style()},
        {"areas", areas_style()}};
    for (const auto& [name, qml] : styles) {
        const FeatureHandle feature = new_feature(layer);
        const char* const values[] = {"", "", name, "geom", name, qml.c_str(), "", name, "", ""};
        for (int field = 0; field < 10; ++field)
            OGR_F_SetFieldString(feature.get(), field, values[field]);
        OGR_F_SetFieldInteger(feature.get(), 10, 1);
        OGR_F_SetFieldDateTime(feature.get(), 11, 2000, 1, 1, 0, 0, 0, 100);
        store(layer, feature, nullptr);
    }
}

} // namespace

void write_geopackage(const std::filesystem::path& file, const RankStudy& study,
                      const Sheet& ranking) {
    GDALAllRegister();
    const GdalOption moment("OGR_CURRENT_DATE", kFixedMoment);
    const GdalOption journal("OGR_SQLITE_JOURNAL", "MEMORY");
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    require(driver != nullptr, "finding the GeoPackage driver");
    Dataset dataset(GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    require(dataset != nullptr, "creating the file");
    require(GDALDatasetStartTransaction(dataset.get(), FALSE) == OGRERR_NONE, "starting");
    write_sites(dataset, study, ranking);
    write_reached_streets(dataset, study);
    write_areas(dataset, *study.city);
    write_styles(dataset);
    require(GDALDatasetCommitTransaction(dataset.get()) == OGRERR_NONE, "storing");
    CPLErrorReset();
    dataset.reset(); // closing writes the rest
    require(CPLGetLastErrorType() != CE_Failure, "closing the file");
}

std::string geopackage_dictionary() {
    return "sites.gpkg\n"
           "  Map layers in WGS 84 (EPSG:4326); QGIS opens them with their styles.\n"
           "  layer sites            points of the candidates; fields as the columns of "
           "ranking.csv\n"
           "  layer reached_streets  streets within a walk of the site of rank 1\n"
           "    minutes              class of walking time: up to 5, 10, 15 or 20 minutes\n"
           "  layer areas            outlines of the small areas, without any count\n"
           "    area_id              id in the areas layer\n"
           "    district             larger unit the area lies in\n"
           "  layer layer_styles     styles of these layers for QGIS\n";
}

} // namespace careshed
