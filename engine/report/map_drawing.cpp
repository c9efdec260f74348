#include "engine/report/map_drawing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/map_colours.hpp"

namespace careshed {
namespace {

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

} // namespace

MapFrame frame_of(const std::vector<Point>& points) {
    constexpr int kLongestSide = 1600; // units of a drawing
    Point low = points.front(), high = points.front();
    for (const Point point : points) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    return frame_around(low, high, kLongestSide);
}

std::string path_element(const std::string& data, const char* colour, int width) {
    if (data.empty())
        return "";
    return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" "
                       "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n",
                       data, colour, width);
}

std::string station_marks(const City& city, const MapFrame& frame) {
    std::string svg;
    for (const Station& station : city.stations) {
        if (!frame.holds(station.point))
            continue;
        const Point at = frame.to_units(station.point);
        svg += fmt::format("<path d=\"M{} {}l14 24h-28z\" fill=\"{}\" stroke=\"#fff\" "
                           "stroke-width=\"3\"/>\n",
                           at.x, at.y - 14, kStationColour);
    }
    return svg;
}

std::string svg_document(const DrawingTitle& drawing, const std::string& content) {
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
               "aria-labelledby=\"{2}-title {2}-desc\" font-family=\"sans-serif\">"
               "<title id=\"{2}-title\">{3}</title><desc id=\"{2}-desc\">{4}</desc>\n"
               "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
               drawing.frame.width(), drawing.frame.height(), drawing.id, html_text(drawing.title),
               html_text(drawing.description)) +
           content + scale_and_north(drawing.frame) + "</svg>\n";
}

} // namespace careshed
