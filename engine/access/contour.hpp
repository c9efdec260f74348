// Where is a quantity known at the nodes of a square raster at most zero? Polygons by marching
// squares with linear interpolation, in centimetres. Valid by construction: every crossing lies
// strictly inside its own raster edge, so no two rings touch. A field that is nowhere greater gives
// polygons that cover those of the other. Cost: one pass over the nodes, 2 to 4 ns each.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inputs/projection.hpp"

namespace careshed {

/// Nodes of a square raster, row by row from its south-west corner.
struct Raster {
    Point origin;             ///< where the first node lies
    std::int32_t cell_cm = 0; ///< between neighbours, at least 2
    std::int32_t columns = 0, rows = 0;

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(columns) * rows; }
    [[nodiscard]] Point node(std::int32_t column, std::int32_t row) const {
        return {origin.x + column * cell_cm, origin.y + row * cell_cm};
    }
};

/// Inside is where the value is at most zero. Beyond the raster nothing is.
struct RasterField {
    Raster raster;
    std::vector<std::int32_t> value; ///< of each node; its unit cancels out
};

/// Closed rings: the outer one first, counter-clockwise; then its holes, clockwise.
struct Polygon {
    std::vector<std::vector<Point>> rings;
};

/// Polygons from south to north, none touching another. A saddle is joined when the mean of its
/// four corners is inside. Rings around less than one cell of the raster, holes or not, are left
/// out: they say less than the raster knows, and leaving both out keeps the covering order.
[[nodiscard]] std::vector<Polygon> contours_of(const RasterField& field);

/// Twice the area within a closed ring: positive when it runs counter-clockwise.
[[nodiscard]] std::int64_t doubled_area(const std::vector<Point>& ring);

} // namespace careshed
