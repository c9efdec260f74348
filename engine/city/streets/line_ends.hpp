// Ends of lines that come within kTouchCm of another line are meant to touch it: snaps them there.
// The order and direction of the lines do not matter.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/streets/street_network.hpp"

namespace careshed {

/// Six decimals of a degree are 11 cm.
inline constexpr std::int64_t kTouchCm = 10;

/// Each end goes to the first of: the smallest other end within reach, the nearest vertex of
/// another line; else the nearest line gets a vertex at the end. Returns the ends that are still
/// astray after all rounds.
[[nodiscard]] std::vector<Point> snap_ends(std::vector<StreetLine>& lines, int most_rounds);

} // namespace careshed
