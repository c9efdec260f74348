#include "tools/synthetic_city/terrain.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/portable_math.hpp"

namespace careshed::synthetic {
namespace {

constexpr double kTwoPi = 6.283185307179586;
constexpr double kRiverBank = 25; // metres of bank without a corner

/// Reduces to [-pi, pi], where portable::sin is exact.
double sine(double angle) {
    const double turns = std::floor(angle / kTwoPi + 0.5);
    return portable::sin(angle - turns * kTwoPi);
}

Spot folded(const CityPlan& plan, Spot spot) {
    return plan.mirrored ? Spot{std::abs(spot.x), spot.y} : spot;
}

double half_height(const CityPlan& plan) { return plan.rows * plan.block_y / 2; }
double half_width(const CityPlan& plan) { return plan.columns * plan.block_x / 2; }

/// The shore: a wavy line in the south, with a bay at the river's mouth.
double coast(const CityPlan& plan, double x) {
    const double height = half_height(plan);
    const double wave = 0.05 * height * sine(2.3 * kTwoPi * x / (2 * half_width(plan)));
    const double mouth = plan.river ? river_centre(*plan.river, -height) : 0;
    const double u = (x - mouth - 0.03 * half_width(plan)) / (0.1 * half_width(plan));
    return -height * 0.93 + wave + 0.42 * height * portable::exp(-u * u);
}

} // namespace

double distance(Spot a, Spot b) {
    return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

double bell_height(const CityPlan& plan, const Bell& bell, Spot spot) {
    const double d = distance(folded(plan, spot), bell.centre) / bell.sigma;
    return d > 9 ? 0 : portable::exp(-d * d / 2);
}

double river_centre(const River& river, double y) {
    return river.x0 + river.amplitude * sine(kTwoPi * y / river.wavelength);
}

bool is_buildable(const CityPlan& plan, Spot spot) {
    if (plan.has_coast && spot.y < coast(plan, spot.x))
        return false;
    if (plan.river &&
        std::abs(spot.x - river_centre(*plan.river, spot.y)) < plan.river->half_width + kRiverBank)
        return false;
    return std::ranges::none_of(plan.parks, [&](const Disc& park) {
        return distance(folded(plan, spot), park.centre) < park.radius;
    });
}

bool is_on_hill(const CityPlan& plan, Spot spot) {
    return plan.hill && distance(spot, plan.hill->centre) < plan.hill->radius;
}

bool is_across_river(const CityPlan& plan, Spot a, Spot b) {
    if (!plan.river)
        return false;
    const bool a_is_west = a.x < river_centre(*plan.river, a.y);
    const bool b_is_west = b.x < river_centre(*plan.river, b.y);
    return a_is_west != b_is_west;
}

Spot bay_centre(const CityPlan& plan) {
    const double height = half_height(plan);
    const double mouth = plan.river ? river_centre(*plan.river, -height) : 0;
    return {mouth + 0.03 * half_width(plan), -height * 0.86};
}

} // namespace careshed::synthetic
