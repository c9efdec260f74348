// Vector layers and tables as plain features in WGS 84 longitude and latitude, through GDAL.
// Only listed drivers may open a source (GPKG, GeoJSON, ESRI Shapefile, FlatGeobuf, OpenFileGDB,
// CSV, PostgreSQL); VRT, /vsi paths and URLs are refused. Cost: one pass, all features in memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/inputs/feature.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

struct Layer {
    std::string title; ///< `layer "points" of points.csv`, for complaints
    std::vector<std::string> fields;
    std::vector<Feature> features;
    std::int64_t without_geometry = 0; ///< features left out because they had none (see LayerWish)
    std::string replaced_crs;     ///< the layer's own CRS where the scenario says another, else ""
    bool is_confidential = false; ///< as LayerSpec says: no complaint quotes a cell

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
/// resource Error when the source is missing or unreadable. Of a confidential layer complaints name
/// the column, the row and the form that is expected, never what stands there.
[[nodiscard]] Layer read_layer(const LayerSpec& spec, const LayerWish& wish);

/// Numbers of the features that pass `filter` besides spec.where, ascending. `key` names the filter
/// in complaints. A filter that nothing passes is no error here.
[[nodiscard]] std::vector<std::int64_t>
features_passing(const LayerSpec& spec, const std::string& key, const std::string& filter);

/// A field's number, or an input Error naming layer, feature, column and text (no text of a
/// confidential layer).
[[nodiscard]] double number_of(const Layer& layer, const Feature& feature,
                               const std::string& field);

/// The layer's column of that name in any case of letters; "" when there is none: names are
/// welcome, never required. Throws as read_layer does when the source cannot be opened.
[[nodiscard]] std::string find_column(const LayerSpec& spec, const std::string& name);

} // namespace careshed
