// Shapes on the centimetre grid and the two questions asked of them: which ones cover this point,
// and how far are the nearby ones? GEOS answers behind an opaque handle; its doubles never leave
// unrounded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/layers.hpp"
#include "engine/inputs/projection.hpp"

namespace careshed {

/// As Part: a point, line or polygon has rings of points; a polygon's first ring is its outside.
struct Shape {
    GeometryKind kind = GeometryKind::none;
    std::vector<std::vector<std::vector<Point>>> parts;
};

/// A feature in centimetres of the grid, its parts and rings in the layer's order.
[[nodiscard]] Shape project_shape(const LocalGrid& grid, const Feature& feature);

/// Why a polygon cannot be used ("Self-intersection") and a place that shows it.
struct ShapeFault {
    std::string reason;
    LonLat place;
};

/// Checks the polygons of a layer as they were given, before projection and rounding. One at a time
/// in the process.
class FaultFinder {
  public:
    /// The layer outlives it.
    explicit FaultFinder(const Layer& layer) : layer_(layer) {}

    /// Throws an input Error that names the feature when the polygons so far take more processor
    /// time than 3 s and 20 us a vertex, ten times what those of cities take.
    [[nodiscard]] std::optional<ShapeFault> find(const Feature& polygon);
    [[nodiscard]] const Layer& layer() const { return layer_; }

  private:
    const Layer& layer_;
    double seconds_left_ = 3;
};

/// A shape near a point: its row and the distance rounded to a centimetre (0 inside a polygon).
struct NearShape {
    std::uint32_t row = 0;
    std::int64_t distance_cm = 0;
};

/// An STR tree over prepared shapes. Use from one thread at a time.
class ShapeIndex {
  public:
    explicit ShapeIndex(std::span<const Shape> shapes);
    ~ShapeIndex();
    ShapeIndex(const ShapeIndex&) = delete;
    ShapeIndex& operator=(const ShapeIndex&) = delete;

    /// The first shape that covers the point, its edge included.
    [[nodiscard]] std::optional<std::uint32_t> covering(Point point) const;
    /// Shapes at most `limit_cm` away, nearest first, ties by row. Exactly at the limit is within.
    [[nodiscard]] std::vector<NearShape> within(Point point, std::int64_t limit_cm) const;

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

} // namespace careshed
