// Where on a line: a share of the way between two points, or so many centimetres along a shape.
// Places are rounded to whole centimetres.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "engine/inputs/projection.hpp"

namespace careshed {

/// `share` of the way from a to b, rounded to whole centimetres.
[[nodiscard]] inline std::int32_t between(std::int32_t a, std::int32_t b, double share) {
    return static_cast<std::int32_t>(std::floor(a + (double(b) - a) * share + 0.5));
}
[[nodiscard]] inline Point between(Point a, Point b, double share) {
    return {between(a.x, b.x, share), between(a.y, b.y, share)};
}

/// Straight from vertex to vertex.
[[nodiscard]] double shape_length_cm(std::span<const Point> shape);
/// Beyond its end the end itself.
[[nodiscard]] Point point_along(std::span<const Point> shape, double cm);

} // namespace careshed
