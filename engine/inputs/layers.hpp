// Vector layers and tables as plain features in WGS 84 longitude and latitude, through GDAL.
// Only listed drivers may open a source (GPKG, GeoJSON, ESRI Shapefile, FlatGeobuf, OpenFileGDB,
// CSV, PostgreSQL); VRT, /vsi paths and URLs are refused. Cost: one pass, all features in memory.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/inputs/scenario.hpp"

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

struct Layer {
    std::string title; ///< `layer "points" of points.csv`, for complaints
    std::vector<std::string> fields;
    std::vector<Feature> features;
    std::int64_t without_geometry = 0; ///< features left out because they had none (see LayerWish)
    std::string replaced_crs; ///< the layer's own CRS where the scenario says another, else ""

    /// `layer "points" of points.csv, feature 17`
    [[nodiscard]] std::string place(const Feature& feature) const;
    [[nodiscard]] std::size_t column(const std::string& field) const;
};

/// What a reader of a layer needs from it.
struct LayerWish {
    std::vector<std::string> fields;         ///< columns that must exist, returned in this order
    GeometryKind kind = GeometryKind::point; ///< none: points, lines and polygons alike
    bool drop_without_geometry = false;      ///< count and leave out features without coordinates
    bool geometry_needed = true;             ///< false: a plain table, geometry is ignored
};

/// Throws an input Error with layer and feature (missing CRS, NaN, out of range, swapped
/// coordinates, wrong geometry, empty layer, unknown column with "did you mean", bad filter), a
/// resource Error when the source is missing or unreadable.
[[nodiscard]] Layer read_layer(const LayerSpec& spec, const LayerWish& wish);

/// Numbers of the features that pass `filter` besides spec.where, ascending. `key` names the filter
/// in complaints. A filter that nothing passes is no error here.
[[nodiscard]] std::vector<std::int64_t>
features_passing(const LayerSpec& spec, const std::string& key, const std::string& filter);

/// A field's number, or an input Error naming layer, feature, column and text.
[[nodiscard]] double number_of(const Layer& layer, const Feature& feature,
                               const std::string& field);

} // namespace careshed
