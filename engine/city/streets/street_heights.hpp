// How high is each street along its way? The ground's height at equal steps of at most 20 m, in
// centimetres, both ends included; not smoothed. The error of a raster of heights outweighs what
// finer steps or another function of slope would change. Cost: about 1 us a sample.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/city/streets/streets_read.hpp"
#include "engine/inputs/elevation.hpp"
#include "engine/inputs/finding.hpp"

namespace careshed {

/// Longest step between two heights of a street.
inline constexpr std::uint32_t kHeightStepCm = 2000;
/// Rise over run beyond which heights are not believed: the steepest paved streets rise by 0.35.
inline constexpr double kSteepestSlope = 0.4;

/// Heights of the ground at many places, Elevation::kNoHeight where it is not known.
using GroundHeights = std::function<std::vector<std::int32_t>(std::span<const Point>)>;
/// Both must live as long as what is returned.
[[nodiscard]] GroundHeights ground_heights(const LocalGrid& grid, const Elevation& elevation);

/// Lengths of streets whose heights are worth a remark.
struct HeightFaults {
    std::uint64_t length_cm = 0;  ///< of all streets
    std::uint64_t unknown_cm = 0; ///< before the first or after the last height known of a street
    std::uint64_t steep_cm = 0;   ///< steeper than kSteepestSlope
};

/// Fills Streets::first_height and height_cm. Streets meet at the height of their crossing; one
/// without height is as high as the nearest known place along its streets. Bridges, tunnels and
/// steps run straight between their ends. A gap between known heights is bridged evenly.
[[nodiscard]] HeightFaults add_heights(Streets& streets, const GroundHeights& ground);

/// What a reader should know of the heights, under the topic "heights".
void report_heights(const HeightFaults& faults, const Elevation& elevation,
                    std::vector<Finding>& findings);

/// Heights of the raster around the streets, and what a reader should know of them. Throws as
/// Elevation does.
void lay_on_ground(StreetsRead& read, const RasterSpec& elevation, std::vector<Finding>& findings);

} // namespace careshed
