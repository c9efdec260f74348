// How high is a crossing whose height the ground does not give? As high as the nearest place along
// the streets whose height is known, so that all its streets agree; 0 where no street leads to one.
// Cost: one search over the crossings without height.
#pragma once

#include <cstdint>
#include <span>

#include "engine/city/streets/streets.hpp"

namespace careshed {

/// Replaces Elevation::kNoHeight among the heights of nodes. Streets::height_cm holds what is known
/// along the edges, and these heights at their ends. Of places equally far the one along the first
/// edge counts.
void fill_crossings(const Streets& streets, std::span<std::int32_t> node_height);

} // namespace careshed
