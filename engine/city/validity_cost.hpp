// How long may a check of this polygon take where nothing can stop it? GEOS compares each hole with
// every vertex of its outer ring, and each ring with all whose bounding box holds its own.
#pragma once

#include "engine/inputs/feature.hpp"

namespace careshed {

/// Seconds of processor time, about; where it is more than `enough`, any number above that. Rings
/// must be closed, of four vertices or more. Cost: n log n of its rings.
[[nodiscard]] double unstoppable_seconds(const Feature& polygon, double enough);

} // namespace careshed
