#include "engine/access/pace.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

std::uint32_t walk_open(double distance_cm, const Pace& pace) {
    return static_cast<std::uint32_t>(std::floor(distance_cm / (pace.flat_mps * 10) + 0.5));
}

EdgeTimes walk_edge(const Streets& streets, std::uint32_t edge, const Pace& pace) {
    const std::uint32_t time = std::max(1U, walk_open(streets.edges[edge].length_cm, pace));
    return {time, time};
}

} // namespace careshed
