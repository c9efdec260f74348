// Parts that every map of a page is drawn from: a frame around what is shown, street paths, station
// marks, a scale and a north arrow.
#pragma once

#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/report/map_frame.hpp"

namespace careshed {

/// A frame around points (at least one).
[[nodiscard]] MapFrame frame_of(const std::vector<Point>& points);

/// Lines; "" for an empty path.
[[nodiscard]] std::string path_element(const std::string& data, const char* colour, int width);

/// Green triangles, those inside the frame.
[[nodiscard]] std::string station_marks(const City& city, const MapFrame& frame);

/// Title and description of a drawing for screen readers; `id` is a prefix of element ids.
struct DrawingTitle {
    MapFrame frame;
    std::string id, title, description;
};
/// The whole SVG: content with scale and north arrow on top.
[[nodiscard]] std::string svg_document(const DrawingTitle& drawing, const std::string& content);

} // namespace careshed
