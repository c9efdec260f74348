// Water, parks and the hill of a plan: where corners of streets may stand and where streets wind.
#pragma once

#include "tools/synthetic_city/plan.hpp"

namespace careshed::synthetic {

[[nodiscard]] double distance(Spot a, Spot b);
/// exp(-d^2 / (2 sigma^2)) around the bell's centre; on a mirrored plan also around its mirror
/// image.
[[nodiscard]] double bell_height(const CityPlan& plan, const Bell& bell, Spot spot);

/// x of the river's centre line; only for plans with a river.
[[nodiscard]] double river_centre(const River& river, double y);
/// Dry land outside parks: a corner may stand here.
[[nodiscard]] bool is_buildable(const CityPlan& plan, Spot spot);
[[nodiscard]] bool is_on_hill(const CityPlan& plan, Spot spot);
/// Does the river run between two corners?
[[nodiscard]] bool is_across_river(const CityPlan& plan, Spot a, Spot b);
/// A dry islet in the middle of the bay; only for plans with a coast.
[[nodiscard]] Spot bay_centre(const CityPlan& plan);

} // namespace careshed::synthetic
