// Where deaths are densest along the streets: the fewest areas, taken by expected deaths per
// kilometre of street, that together hold a quarter of the city's. For sums over all of them only:
// a list of them would disclose where the recorded deaths are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// Part of expected deaths that the hot spots hold, at least.
inline constexpr double kHotShare = 0.25;

/// What density is worked out from, by area.
struct AreaDensity {
    std::span<const std::uint64_t> street_cm; ///< an area without street is no hot spot
    std::span<const double> expected_deaths;
};

/// Densest first, at least one area, ties in the areas' order. Empty where fewer than
/// kSmallestShown deaths were recorded in them: then nothing may be said of them.
[[nodiscard]] std::vector<std::uint32_t> hot_spots(const City& city, const AreaDensity& density);

} // namespace careshed
