// How long is the walk to a goal from anywhere near a street? At every node of a 20 m raster: the
// way to the nearest street as snapping finds it, over open ground and never farther than 60 m,
// then along the streets. So a node is inside a walkshed exactly when a person standing there would
// be counted. Nodes lie at whole multiples of 20 m of the grid for any goal. Cost: the
// streets of the box once, about 1 ms for 20 minutes' walk.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/access/contour.hpp"
#include "engine/access/walk_times.hpp"
#include "engine/city/streets/snapping.hpp"

namespace careshed {

inline constexpr std::int32_t kRasterCellCm = 2000;
/// Nobody is drawn farther from a street than this: whoever spreads time over open ground without
/// a limit lets people walk across rivers.
inline constexpr std::int32_t kOffStreetCapCm = 6000;

/// What a walkshed is drawn on.
struct WalkGround {
    const WalkNetwork* network = nullptr;
    const StreetIndex* index = nullptr; ///< of the same streets, on foot
};

/// Corners of an area of interest.
struct Box {
    Point low, high;
};

struct TimeRaster {
    Raster raster;
    std::vector<std::uint32_t> time_ds; ///< to the goal; kUnreached where no reached street is near
    std::vector<std::int32_t> leg_cm;   ///< to the nearest street, rounded up; INT32_MAX: far
    double cm_a_decisecond = 0;         ///< pace over open ground
};

/// Nodes over the box and 60 m and one cell around it. Times go on beyond the limit of the search
/// along edges with one end within it.
[[nodiscard]] TimeRaster time_raster(const WalkGround& ground, const Reach& reach, Box box);

/// At most zero where the goal is within `limit` and a street within 60 m. In centimetres of
/// walking on level ground to the edge of that area, never more than one cell: where time jumps, as
/// between two streets that are not joined nearby, the contour then falls in the middle instead of
/// beside the reached node. Never greater for a later limit.
[[nodiscard]] RasterField within(const TimeRaster& times, Deciseconds limit);

} // namespace careshed
