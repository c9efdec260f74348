// A feature of a layer: its vertices in WGS 84 longitude and latitude and its values as text;
// and as its source holds it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace careshed {

struct LonLat {
    double lon = 0;
    double lat = 0;
};

using Ring = std::vector<LonLat>;

/// A part is a point (one vertex), a line (its vertices) or a polygon (outer ring, then holes).
struct Part {
    std::vector<Ring> rings; ///< point and line: one ring
};

enum class GeometryKind { none, point, line, polygon };

struct Feature {
    std::int64_t number = 0; ///< feature id in its layer (row number for a table, 1 first)
    GeometryKind kind = GeometryKind::none;
    std::vector<Part> parts;         ///< one, or several of a multi-geometry
    std::vector<std::string> values; ///< one a field asked for; "" where null
};

/// A feature as the source holds it.
struct RawFeature {
    std::int64_t number = 0;
    GeometryKind kind = GeometryKind::none;
    std::string geometry_name;       ///< "polygon", for complaints; "" for none
    std::vector<Part> parts;         ///< lon = x, lat = y of the source's CRS
    std::vector<std::string> values; ///< one a chosen column
};

} // namespace careshed
