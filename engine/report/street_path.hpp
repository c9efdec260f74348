// Streets as the data of one SVG path, small enough for a page: points snap to whole units, pieces
// that fall together are drawn once, and pieces that meet are chained.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/city/streets/streets.hpp"
#include "engine/report/map_frame.hpp"

namespace careshed {

/// Path of the edges given that touch the frame. Doubles the grain until the text has at most
/// `most_bytes` (or the grain reaches 64 units).
[[nodiscard]] std::string street_path(const Streets& streets, std::span<const std::uint32_t> edges,
                                      const MapFrame& frame, std::size_t most_bytes);

} // namespace careshed
