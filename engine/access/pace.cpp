#include "engine/access/pace.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/city/streets/street_heights.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

/// Time beside that on level ground, mean over the equal steps between heights. A step up one way
/// is a step down the other.
struct SlopeFactors {
    double along = 1, against = 1;
};

SlopeFactors slope_factors(std::span<const std::int32_t> heights, double length_cm,
                           const Pace& pace) {
    const auto steps = static_cast<double>(heights.size() - 1);
    const double run = length_cm / steps;
    double along = 0, against = 0;
    for (std::size_t i = 1; i < heights.size(); ++i) {
        const double slope = (static_cast<double>(heights[i]) - heights[i - 1]) / run;
        along += 1 / slope_speed(slope, pace);
        against += 1 / slope_speed(-slope, pace);
    }
    return {along / steps, against / steps};
}

/// Half of the wait at each end where streets cross; the edge after it has the other half.
std::uint32_t waits(const Streets& streets, const Edge& edge, const Pace& pace) {
    const auto is_crossing = [&](std::uint32_t node) { return streets.arcs_of(node).size() >= 3; };
    const std::uint32_t ends =
        (is_crossing(edge.from) ? 1U : 0U) + (is_crossing(edge.to) ? 1U : 0U);
    return ends * pace.crossing_ds / 2;
}

} // namespace

Pace impaired_pace() {
    Pace pace;
    pace.flat_mps = 0.8;
    pace.slope_penalty = 1.5;
    return pace;
}

double slope_speed(double slope, const Pace& pace) {
    const double capped = std::clamp(slope, -kSteepestSlope, kSteepestSlope);
    // Tobler 1993: 6 km/h exp(-3.5 |slope + 0.05|); level ground is 0.05 from the best slope.
    const double beyond = std::abs(capped + 0.05) - 0.05;
    return portable::exp(-3.5 * beyond * (beyond > 0 ? pace.slope_penalty : 1));
}

std::uint32_t walk_open(double distance_cm, const Pace& pace) {
    return static_cast<std::uint32_t>(std::floor(distance_cm / (pace.flat_mps * 10) + 0.5));
}

EdgeTimes walk_edge(const Streets& streets, std::uint32_t edge, const Pace& pace) {
    const Edge& walked = streets.edges[edge];
    const double length = walked.length_cm;
    SlopeFactors factors;
    if (walked.traffic.kind == StreetClass::steps)
        factors = {pace.steps_factor, pace.steps_factor};
    else if (const auto heights = heights_of(streets, edge); !heights.empty())
        factors = slope_factors(heights, length, pace);
    const std::uint32_t wait = waits(streets, walked, pace);
    return {std::max(1U, walk_open(length * factors.along, pace) + wait),
            std::max(1U, walk_open(length * factors.against, pace) + wait)};
}

} // namespace careshed
