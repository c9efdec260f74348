// Where an area is, as one point.
#pragma once

#include <optional>

#include "engine/city/city.hpp"

namespace careshed {

/// Centre of gravity, to a centimetre; the mean of its corners when the area has no extent, nothing
/// when it has no polygon.
[[nodiscard]] std::optional<Point> middle_of(const Area& area);

} // namespace careshed
