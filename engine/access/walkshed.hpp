// From where is a place within 5, 10, 15, 20 minutes' walk? Polygons and street lines to be looked
// at, nested from time to time, with holes where a river or a motorway leaves one. Never the source
// of a number: people are counted by their own places (times_from_places).
// Cost: about 3 ms a goal for four times up to 20 minutes in a dense city; goals in parallel.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/access/contour.hpp"
#include "engine/access/reached_lines.hpp"
#include "engine/access/time_raster.hpp"

namespace careshed {

struct Walkshed {
    std::uint32_t minutes = 0;
    std::vector<Polygon> polygons;  ///< valid, apart, from south to north
    std::vector<ReachedLine> lines; ///< what is reached of the streets
};

/// One walkshed for each of `minutes`, as given; each covers those of fewer minutes. `reach` must
/// have been searched for as long as the longest.
[[nodiscard]] std::vector<Walkshed> walksheds_of(const WalkGround& ground, const Reach& reach,
                                                 std::span<const std::uint32_t> minutes);

} // namespace careshed
