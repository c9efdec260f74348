// Deaths averted by one site in one draw as the rival structures count them, a year.
#pragma once

#include "models/expected/expectation.hpp"
#include "models/mechanisms/rival_structures.hpp"

namespace careshed {

/// One draw's: what all sites share is worked out once.
class RivalEffects {
  public:
    /// Both must outlive it.
    RivalEffects(const FittedDraw& draw, const Parameters& parameters);

    /// Of each rival; 0 of `calibrated`. `effect` is the site's under the headline decay, from the
    /// same draw.
    [[nodiscard]] EnumArray<Structure, double> of(const SiteReach& reach,
                                                  const SiteEffect& effect) const;

  private:
    /// Baseline deaths by place, weighed by who would walk so far (stated decay), the willing and
    /// the share of uses in public.
    [[nodiscard]] double by_reach(const SiteReach& reach) const;
    /// Reduction x baseline deaths of places within 500 m.
    [[nodiscard]] double ecological(const SiteReach& reach) const;

    const FittedDraw& draw_;
    const Parameters& parameters_;
    Pull walks_; ///< share that would walk so far
};

} // namespace careshed
