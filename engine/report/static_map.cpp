#include "engine/report/static_map.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/map_colours.hpp"
#include "engine/report/map_drawing.hpp"
#include "engine/report/reached_streets.hpp"
#include "engine/report/street_path.hpp"

namespace careshed {
namespace {

constexpr std::size_t kStreetBytes = 900'000; ///< a page stays below 3 MB with both maps
constexpr std::size_t kNumbered = 20;         ///< sites that carry their rank as a number

struct Drawing {
    const RankStudy& study;
    const SiteDirectory& directory;
    MapFrame frame;
    std::string id; ///< prefix of element ids
    std::string title, description;
};

std::string all_streets(const Drawing& drawing, int width) {
    std::vector<std::uint32_t> edges(drawing.study.city->streets.edges.size());
    std::iota(edges.begin(), edges.end(), 0U);
    return path_element(
        street_path(drawing.study.city->streets, edges, drawing.frame, kStreetBytes), kStreetColour,
        width);
}

std::vector<ReachedEdge> reached_from_best(const RankStudy& study, const SiteDirectory& directory) {
    if (!study.walk_times || study.ranking.sites.empty())
        return {};
    const std::size_t candidate = directory.candidate[study.ranking.sites.front().site];
    return reached_edges(*study.walk_times->network, study.walk_times->to_candidate.at(candidate));
}

/// Far classes first, so that near ones lie on top; near lines are thicker.
std::string reached_streets(const Drawing& drawing, int width) {
    const auto reached = reached_from_best(drawing.study, drawing.directory);
    std::string svg;
    for (std::size_t row = kWalkClasses.size(); row-- > 0;) {
        std::vector<std::uint32_t> edges;
        for (const ReachedEdge& edge : reached)
            if (edge.minutes == kWalkClasses[row])
                edges.push_back(edge.edge);
        svg += path_element(
            street_path(drawing.study.city->streets, edges, drawing.frame, kStreetBytes / 4),
            kWalkColours[row], width + static_cast<int>(kWalkClasses.size() - row));
    }
    return svg;
}

const char* site_colour(const RankedSite& ranked, std::size_t place) {
    return place == 0                           ? kBestColour
           : ranked.standing == Standing::tied  ? kTiedColour
           : ranked.standing == Standing::close ? kEqualColour
                                                : kSiteColour;
}

std::string site_mark(const Drawing& drawing, std::size_t place) {
    const RankedSite& ranked = drawing.study.ranking.sites[place];
    const Candidate& candidate =
        drawing.study.city->candidates[drawing.directory.candidate[ranked.site]];
    if (!drawing.frame.holds(candidate.point))
        return "";
    const Point at = drawing.frame.to_units(candidate.point);
    const bool is_numbered = place < kNumbered;
    std::string svg = fmt::format(
        "<g><title>{}. {}</title><circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"#fff\" "
        "stroke-width=\"4\"/>",
        place + 1, html_text(drawing.directory.names[ranked.site]), at.x, at.y,
        place == 0    ? 34
        : is_numbered ? 25
                      : 11,
        site_colour(ranked, place));
    if (is_numbered)
        svg += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"bold\" "
                           "text-anchor=\"middle\" fill=\"#fff\">{}</text>",
                           at.x, at.y + (place == 0 ? 14 : 10), place == 0 ? 40 : 28, place + 1);
    return svg + "</g>\n";
}

/// Best last, so that it lies on top.
std::string sites(const Drawing& drawing) {
    std::string svg;
    for (std::size_t place = drawing.study.ranking.sites.size(); place-- > 0;)
        svg += site_mark(drawing, place);
    return svg;
}

std::string best_name(const RankStudy& study, const SiteDirectory& directory) {
    return study.ranking.sites.empty() ? "none" : directory.names[study.ranking.sites.front().site];
}

} // namespace

std::string city_map(const RankStudy& study, const SiteDirectory& directory) {
    std::vector<Point> points = study.city->streets.nodes;
    for (const std::size_t row : directory.candidate)
        points.push_back(study.city->candidates[row].point);
    if (points.empty())
        return "";
    const Drawing drawing{
        study,
        directory,
        frame_of(points),
        "city-map",
        "Map of the city with all candidate sites",
        fmt::format("Streets in grey; {} candidate sites, the first {} numbered by rank; streets "
                    "within 20 minutes' walk of rank 1 ({}) in blue; {} ambulance or fire stations "
                    "as green triangles. The ranking table lists the same sites.",
                    study.ranking.sites.size(), std::min(kNumbered, study.ranking.sites.size()),
                    best_name(study, directory), study.city->stations.size())};
    return svg_document({drawing.frame, drawing.id, drawing.title, drawing.description},
                        all_streets(drawing, 2) + reached_streets(drawing, 2) +
                            station_marks(*study.city, drawing.frame) + sites(drawing));
}

std::string best_site_map(const RankStudy& study, const SiteDirectory& directory) {
    if (study.ranking.sites.empty())
        return "";
    const Streets& streets = study.city->streets;
    std::vector<Point> points{
        study.city->candidates[directory.candidate[study.ranking.sites.front().site]].point};
    for (const ReachedEdge& reached : reached_from_best(study, directory))
        for (const Point point : streets.shape_of(streets.edges[reached.edge]))
            points.push_back(point);
    const Drawing drawing{
        study,
        directory,
        frame_of(points),
        "site-map",
        "Map of the streets around the site of rank 1",
        fmt::format("Streets within 5, 10, 15 and 20 minutes' walk of {}, from dark and thick to "
                    "light and thin; other streets in grey; other candidates nearby by rank.",
                    best_name(study, directory))};
    return svg_document({drawing.frame, drawing.id, drawing.title, drawing.description},
                        all_streets(drawing, 3) + reached_streets(drawing, 5) +
                            station_marks(*study.city, drawing.frame) + sites(drawing));
}

} // namespace careshed
