#include "engine/report/access_map.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/geopackage.hpp"
#include "engine/report/layer_styles.hpp"
#include "engine/report/map_colours.hpp"
#include "engine/report/map_drawing.hpp"
#include "engine/report/site_directory.hpp"
#include "engine/report/street_path.hpp"

namespace careshed {
namespace {

constexpr std::size_t kStreetBytes = 900'000;

Polygons rings_of(const std::vector<Polygon>& polygons) {
    Polygons rings;
    for (const Polygon& polygon : polygons)
        rings.push_back(polygon.rings);
    return rings;
}

void write_sites(MapFile& map, const AccessPictures& pictures) {
    const Sheet& sites = *pictures.sites;
    map.begin_layer({"sites", MapGeometry::point, fields_of(sites), candidates_style()});
    for (std::size_t site = 0; site < sites.rows.size(); ++site)
        map.add_point(pictures.city->candidates[site].lon_lat, sites.rows[site]);
}

/// The widest first, so that the nearest are drawn on top.
void write_walksheds(MapFile& map, const AccessPictures& pictures) {
    map.begin_layer({"walksheds",
                     MapGeometry::polygons,
                     {{"site", MapField::text}, {"minutes", MapField::whole}},
                     walksheds_style()});
    for (std::size_t site = 0; site < pictures.walksheds.size(); ++site)
        for (std::size_t k = pictures.walksheds[site].size(); k-- > 0;) {
            const Walkshed& walkshed = pictures.walksheds[site][k];
            map.add_polygons(rings_of(walkshed.polygons),
                             std::vector<Cell>{pictures.city->candidates[site].id,
                                               std::int64_t{walkshed.minutes}});
        }
}

void write_response(MapFile& map, const AccessPictures& pictures) {
    if (pictures.response_minutes.empty())
        return;
    map.begin_layer({"ems_response",
                     MapGeometry::line,
                     {{"minutes", MapField::real}},
                     ems_response_style(kResponseClasses)});
    const Streets& streets = pictures.city->streets;
    for (std::size_t edge = 0; edge < pictures.response_minutes.size(); ++edge)
        if (std::isfinite(pictures.response_minutes[edge]))
            map.add_line(streets.shape_of(streets.edges[edge]),
                         std::vector<Cell>{pictures.response_minutes[edge]});
}

std::string polygon_path(const std::vector<Polygon>& polygons, const MapFrame& frame) {
    std::string path;
    for (const Polygon& polygon : polygons)
        for (const std::vector<Point>& ring : polygon.rings) {
            Point before{std::numeric_limits<std::int32_t>::min(), 0};
            for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
                const Point at = frame.to_units(ring[k]);
                if (at != before)
                    path += fmt::format("{}{} {}", k == 0 ? "M" : "L", at.x, at.y);
                before = at;
            }
            path += "z";
        }
    return path;
}

std::string site_marks(const AccessPictures& pictures, const MapFrame& frame) {
    std::string svg;
    const auto mark = [&](std::size_t site, int radius, const char* colour) {
        const Candidate& candidate = pictures.city->candidates[site];
        if (!frame.holds(candidate.point))
            return;
        const Point at = frame.to_units(candidate.point);
        svg += fmt::format("<g><title>{}</title><circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" "
                           "stroke=\"#fff\" stroke-width=\"4\"/></g>\n",
                           html_text(candidate_name(candidate)), at.x, at.y, radius, colour);
    };
    for (std::size_t site = 0; site < pictures.city->candidates.size(); ++site)
        if (site != pictures.shown)
            mark(site, 11, kSiteColour);
    mark(pictures.shown, 30, kBestColour);
    return svg;
}

/// Streets of a class of response, or of none.
std::vector<std::uint32_t> edges_between(const AccessPictures& pictures, double over, double upto) {
    std::vector<std::uint32_t> edges;
    for (std::uint32_t edge = 0; edge < pictures.response_minutes.size(); ++edge)
        if (pictures.response_minutes[edge] > over && pictures.response_minutes[edge] <= upto)
            edges.push_back(edge);
    return edges;
}

/// Rows of colour and words in the north-west corner.
std::string legend(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string svg = fmt::format("<rect x=\"18\" y=\"18\" width=\"360\" height=\"{}\" "
                                  "fill=\"#fff\" fill-opacity=\"0.85\"/>\n",
                                  24 + 40 * rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        svg += fmt::format("<rect x=\"32\" y=\"{}\" width=\"44\" height=\"26\" fill=\"{}\"/>"
                           "<text x=\"90\" y=\"{}\" font-size=\"28\" fill=\"#1a1a1a\">{}</text>\n",
                           32 + 40 * row, rows[row].first, 55 + 40 * row, rows[row].second);
    return svg;
}

} // namespace

void write_access_map(const std::filesystem::path& file, const AccessPictures& pictures) {
    MapFile map(file, pictures.city->grid);
    write_walksheds(map, pictures);
    write_response(map, pictures);
    write_areas(map, *pictures.city);
    write_sites(map, pictures);
    map.finish();
}

std::string access_map_dictionary() {
    return "access.gpkg\n"
           "  Map layers in WGS 84 (EPSG:4326); QGIS opens them with their styles.\n"
           "  layer sites         points of the candidates; fields as the columns of access.csv\n"
           "  layer walksheds     from where a candidate is walked to; pictures, drawn 60 m\n"
           "                      around the streets: people are counted by their own places\n"
           "    site              id of the candidate\n"
           "    minutes           within this walk; wider ones hold the narrower\n"
           "  layer ems_response  streets, where stations are given\n"
           "    minutes           from call to arrival at the middle of the street\n"
           "  layer areas         outlines of the small areas, without any count\n"
           "    area_id           id in the areas layer\n"
           "    district          larger unit the area lies in\n"
           "  layer layer_styles  styles of these layers for QGIS\n\n";
}

std::string walkshed_svg(const AccessPictures& pictures) {
    const std::vector<Walkshed>& walksheds = pictures.walksheds.at(pictures.shown);
    const Candidate& candidate = pictures.city->candidates[pictures.shown];
    std::vector<Point> points{candidate.point};
    for (const Walkshed& walkshed : walksheds)
        for (const Polygon& polygon : walkshed.polygons)
            points.insert(points.end(), polygon.rings[0].begin(), polygon.rings[0].end());
    const MapFrame frame = frame_of(points);
    std::string svg;
    std::vector<std::pair<std::string, std::string>> words;
    for (std::size_t k = walksheds.size(); k-- > 0;) {
        const char* const colour = kWalkColours[std::min(k, kWalkColours.size() - 1)];
        svg += fmt::format("<path d=\"{}\" fill=\"{}\" fill-opacity=\"0.45\" fill-rule=\"evenodd\" "
                           "stroke=\"{}\" stroke-width=\"3\"/>\n",
                           polygon_path(walksheds[k].polygons, frame), colour, colour);
    }
    for (std::size_t k = 0; k < walksheds.size(); ++k)
        words.emplace_back(kWalkColours[std::min(k, kWalkColours.size() - 1)],
                           fmt::format("within {} minutes", walksheds[k].minutes));
    std::vector<std::uint32_t> edges(pictures.city->streets.edges.size());
    for (std::uint32_t edge = 0; edge < edges.size(); ++edge)
        edges[edge] = edge;
    svg += path_element(street_path(pictures.city->streets, edges, frame, kStreetBytes),
                        kMapStreetColour, 2);
    const std::string name = candidate_name(candidate);
    return svg_document({frame, "walkshed-map", "Where " + name + " is walked to from",
                         fmt::format("Areas within a walk of {}, darker where nearer; streets in "
                                     "grey, other candidates as dots, stations as triangles.",
                                     name)},
                        svg + station_marks(*pictures.city, frame) + site_marks(pictures, frame) +
                            legend(words));
}

std::string response_svg(const AccessPictures& pictures) {
    const City& city = *pictures.city;
    if (city.stations.empty())
        return "";
    const MapFrame frame = frame_of(city.streets.nodes);
    std::string svg;
    std::vector<std::pair<std::string, std::string>> words;
    double over = -1;
    const auto add = [&](double upto, const char* colour, std::string label) {
        svg = path_element(street_path(city.streets, edges_between(pictures, over, upto), frame,
                                       kStreetBytes / 4),
                           colour, 3) +
              svg;
        words.emplace_back(colour, std::move(label));
        over = upto;
    };
    for (std::size_t k = 0; k < kResponseClasses.size(); ++k)
        add(kResponseClasses[k], kResponseColours[k],
            fmt::format("up to {} minutes", kResponseClasses[k]));
    add(std::numeric_limits<double>::max(), kResponseColours.back(), "longer");
    return svg_document({frame, "response-map", "Minutes from call to ambulance on every street",
                         "Streets by minutes from the call to the ambulance's arrival, darker "
                         "where longer; stations as triangles."},
                        svg + station_marks(city, frame) + legend(words));
}

} // namespace careshed
