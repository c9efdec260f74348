// How fast a person walks.
#pragma once

#include <cstdint>

#include "engine/city/streets.hpp"

namespace careshed {

struct Pace {
    double flat_mps = 1.34; ///< on level ground (parameter walking_speed)
};

/// Deciseconds over a whole edge, each way; at least 1.
struct EdgeTimes {
    std::uint32_t along_ds = 1;   ///< from -> to
    std::uint32_t against_ds = 1; ///< to -> from
};
[[nodiscard]] EdgeTimes walk_edge(const Streets& streets, std::uint32_t edge, const Pace& pace);

/// Deciseconds over open level ground, rounded.
[[nodiscard]] std::uint32_t walk_open(double distance_cm, const Pace& pace);

} // namespace careshed
