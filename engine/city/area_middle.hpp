// Where an area is, as one point.
#pragma once

#include <optional>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// Centre of gravity, to a centimetre; the mean of its corners when the area has no extent, nothing
/// when it has no polygon.
[[nodiscard]] std::optional<Point> middle_of(const Area& area);
/// By area.
[[nodiscard]] std::vector<std::optional<Point>> middles_of(const std::vector<Area>& areas);

} // namespace careshed
