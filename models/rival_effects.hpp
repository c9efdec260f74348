// Deaths averted by one site in one draw as the rival structures count them, a year.
#pragma once

#include <array>

#include "models/expectation.hpp"
#include "models/rival_structures.hpp"

namespace careshed {

/// `effect` is the site's under the headline decay, from the same draw.
[[nodiscard]] std::array<double, kRivals> rival_effects(const FittedDraw& draw,
                                                        const SiteReach& reach,
                                                        const SiteEffect& effect,
                                                        const Parameters& parameters);

/// Reduction x baseline deaths of places within 500 m.
[[nodiscard]] double ecological_effect(const FittedDraw& draw, const SiteReach& reach,
                                       double reduction);
/// Baseline deaths by place, weighed by who would walk so far (stated decay), the willing and the
/// share of uses in public.
[[nodiscard]] double reach_effect(const FittedDraw& draw, const SiteReach& reach,
                                  const Parameters& parameters);

} // namespace careshed
