// How high is a crossing that stands on a bridge or in a tunnel? The ground below or above it does
// not say, so the nearest ends on the ground do. Cost: one small search a crossing off the ground.
#pragma once

#include <cstdint>
#include <span>

#include "engine/city/streets/streets.hpp"

namespace careshed {

/// Replaces heights (Elevation::kNoHeight where unknown) of nodes where only bridges, tunnels and
/// steps meet: means of the ends that bridges and tunnels lead to, weighted by 1 / distance, so
/// that between two ends the way is straight. Steps do not hold a bridge to the ground. Without an
/// end of known height a node keeps its own.
void lift_bridge_nodes(const Streets& streets, std::span<std::int32_t> node_height);

} // namespace careshed
