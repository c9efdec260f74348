#include "engine/report/geopackage.hpp"

#include "engine/report/layer_styles.hpp"
#include "engine/report/map_file.hpp"
#include "engine/report/reached_streets.hpp"
#include "engine/report/site_directory.hpp"

namespace careshed {
namespace {

void write_sites(MapFile& map, const RankStudy& study, const Sheet& ranking) {
    map.begin_layer({"sites", MapGeometry::point, fields_of(ranking), sites_style()});
    const SiteDirectory directory = site_directory(study);
    for (std::size_t place = 0; place < ranking.rows.size(); ++place) {
        const std::size_t site = study.ranking.sites[place].site;
        map.add_point(study.city->candidates[directory.candidate[site]].lon_lat,
                      ranking.rows[place]);
    }
}

void write_reached_streets(MapFile& map, const RankStudy& study) {
    map.begin_layer({"reached_streets",
                     MapGeometry::line,
                     {{"minutes", MapField::whole}},
                     reached_streets_style()});
    if (study.ranking.sites.empty() || !study.walk_times)
        return;
    const std::size_t best = site_directory(study).candidate[study.ranking.sites.front().site];
    const Streets& streets = study.city->streets;
    for (const ReachedEdge& reached :
         reached_edges(*study.walk_times->network, study.walk_times->to_candidate.at(best)))
        map.add_line(streets.shape_of(streets.edges[reached.edge]),
                     std::vector<Cell>{std::int64_t{reached.minutes}});
}

} // namespace

void write_areas(MapFile& map, const City& city) {
    map.begin_layer({"areas",
                     MapGeometry::polygons,
                     {{"area_id", MapField::text}, {"district", MapField::text}},
                     areas_style()});
    for (const Area& area : city.areas) {
        const std::string district =
            area.district < city.districts.size() ? city.districts[area.district] : "";
        map.add_polygons(area.polygons, std::vector<Cell>{area.id, district});
    }
}

void write_geopackage(const std::filesystem::path& file, const RankStudy& study,
                      const Sheet& ranking) {
    MapFile map(file, study.city->grid);
    write_sites(map, study, ranking);
    write_reached_streets(map, study);
    write_areas(map, *study.city);
    map.finish();
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
