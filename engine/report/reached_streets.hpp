// Which streets lie within 5, 10, 15 and 20 minutes' walk of a site, for the map: an edge belongs
// to the class of its middle. Cost: one pass over the edges.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/access/walk_times.hpp"
#include "engine/city/streets/streets.hpp"

namespace careshed {

inline constexpr std::array<int, 4> kWalkClasses = {5, 10, 15, 20}; ///< minutes, upper ends

struct ReachedEdge {
    std::uint32_t edge = 0;
    int minutes = 0; ///< one of kWalkClasses
};

/// By edge. Streets beyond 20 minutes, or beyond the limit of the search, are left out.
[[nodiscard]] std::vector<ReachedEdge> reached_edges(const WalkNetwork& network,
                                                     const Reach& reach);

} // namespace careshed
