#include "engine/simulate/replicates.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

double mean_error_variance(std::span<const ReplicatedDraw> draws) {
    double sum = 0;
    for (const ReplicatedDraw& draw : draws)
        sum += draw.variance / draw.replicates;
    return draws.empty() ? 0 : sum / static_cast<double>(draws.size());
}

std::vector<std::uint32_t> replicates_wanted(std::span<const ReplicatedDraw> draws, double target,
                                             std::uint32_t most) {
    double mean_deviation = 0;
    for (const ReplicatedDraw& draw : draws)
        mean_deviation += std::sqrt(draw.variance) / static_cast<double>(draws.size());
    std::vector<std::uint32_t> wanted;
    for (const ReplicatedDraw& draw : draws) {
        const double needed =
            draw.variance > 0 ? std::ceil(std::sqrt(draw.variance) * mean_deviation / target) : 0;
        // A variance seen in a few replicates is rough: who needs more gets half as many at least.
        const std::uint32_t least =
            needed > draw.replicates ? draw.replicates + (draw.replicates + 1) / 2 : 0;
        const auto bounded = static_cast<std::uint32_t>(std::min<double>(needed, most));
        wanted.push_back(std::max({draw.replicates, bounded, std::min(least, most)}));
    }
    return wanted;
}

} // namespace careshed
