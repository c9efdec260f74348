#include "engine/report/static_map.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/map_colours.hpp"
#include "engine/report/reached_streets.hpp"
#include "engine/report/street_path.hpp"

namespace careshed {
namespace {

constexpr int kLongestSide = 1600;            ///< units of a drawing
constexpr std::size_t kStreetBytes = 900'000; ///< a page stays below 3 MB with both maps
constexpr std::size_t kNumbered = 20;         ///< sites that carry their rank as a number

struct Drawing {
    const RankStudy& study;
    const SiteDirectory& directory;
    MapFrame frame;
    std::string id; ///< prefix of element ids
    std::string title, description;
};

Point corner(const std::vector<Point>& points, bool high) {
    Point found = points.front();
    for (const Point point : points) {
        found.x = high ? std::max(found.x, point.x) : std::min(found.x, point.x);
        found.y = high ? std::max(found.y, point.y) : std::min(found.y, point.y);
    }
    return found;
}

std::string path_element(const std::string& data, const char* colour, int width) {
    if (data.empty())
        return "";
    return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" "
                       "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n",
                       data, colour, width);
}

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

std::string stations(const Drawing& drawing) {
    std::string svg;
    for (const Station& station : drawing.study.city->stations) {
        if (!drawing.frame.holds(station.point))
            continue;
        const Point at = drawing.frame.to_units(station.point);
        svg += fmt::format("<path d=\"M{} {}l14 24h-28z\" fill=\"{}\" stroke=\"#fff\" "
                           "stroke-width=\"3\"/>\n",
                           at.x, at.y - 14, kStationColour);
    }
    return svg;
}

const char* site_colour(const RankedSite& ranked, std::size_t place) {
    return place == 0                           ? kBestColour
           : ranked.standing == Standing::tied  ? kRivalColour
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

/// The longest of 1, 2, 5 x 10^k metres that fits a quarter of the width.
std::int64_t scale_bar_metres(const MapFrame& frame) {
    std::int64_t best = 1;
    for (std::int64_t ten = 1; ten < 1'000'000; ten *= 10)
        for (const std::int64_t metres : {ten, 2 * ten, 5 * ten})
            if (metres * 100 / frame.cm_per_unit <= frame.width() / 4)
                best = metres;
    return best;
}

std::string scale_and_north(const MapFrame& frame) {
    const std::int64_t metres = scale_bar_metres(frame);
    const std::int64_t length = metres * 100 / frame.cm_per_unit;
    const int y = frame.height() - 30, x = 30, right = frame.width() - 50;
    const std::string label =
        metres >= 1000 ? std::to_string(metres / 1000) + " km" : std::to_string(metres) + " m";
    return fmt::format(
        "<rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"64\" fill=\"#fff\" "
        "fill-opacity=\"0.85\"/><path d=\"M{3} {4}v12h{5}v-12\" fill=\"none\" stroke=\"#1a1a1a\" "
        "stroke-width=\"4\"/><text x=\"{3}\" y=\"{6}\" font-size=\"30\" fill=\"#1a1a1a\">{7}</text>"
        "<path d=\"M{8} 30l18 50l-18 -12l-18 12z\" fill=\"#1a1a1a\"/><text x=\"{8}\" y=\"112\" "
        "font-size=\"30\" text-anchor=\"middle\" fill=\"#1a1a1a\">N</text>\n",
        x - 12, y - 46, std::max<std::int64_t>(length, 90) + 24, x, y - 4, length, y - 14, label,
        right);
}

std::string svg_document(const Drawing& drawing, const std::string& content) {
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
               "aria-labelledby=\"{2}-title {2}-desc\" font-family=\"sans-serif\">"
               "<title id=\"{2}-title\">{3}</title><desc id=\"{2}-desc\">{4}</desc>\n"
               "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
               drawing.frame.width(), drawing.frame.height(), drawing.id, html_text(drawing.title),
               html_text(drawing.description)) +
           content + scale_and_north(drawing.frame) + "</svg>\n";
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
        frame_around(corner(points, false), corner(points, true), kLongestSide),
        "city-map",
        "Map of the city with all candidate sites",
        fmt::format("Streets in grey; {} candidate sites, the first {} numbered by rank; streets "
                    "within 20 minutes' walk of rank 1 ({}) in blue; {} ambulance or fire stations "
                    "as green triangles. The ranking table lists the same sites.",
                    study.ranking.sites.size(), std::min(kNumbered, study.ranking.sites.size()),
                    best_name(study, directory), study.city->stations.size())};
    return svg_document(drawing, all_streets(drawing, 2) + reached_streets(drawing, 2) +
                                     stations(drawing) + sites(drawing));
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
        frame_around(corner(points, false), corner(points, true), kLongestSide),
        "site-map",
        "Map of the streets around the site of rank 1",
        fmt::format("Streets within 5, 10, 15 and 20 minutes' walk of {}, from dark and thick to "
                    "light and thin; other streets in grey; other candidates nearby by rank.",
                    best_name(study, directory))};
    return svg_document(drawing, all_streets(drawing, 3) + reached_streets(drawing, 5) +
                                     stations(drawing) + sites(drawing));
}

} // namespace careshed
