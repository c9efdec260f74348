// Deaths averted by one site in one draw under the alternative model structures, a year.
#pragma once

#include "models/expected/expectation.hpp"
#include "models/mechanisms/alternative_structures.hpp"

namespace careshed {

/// For one draw: terms common to all sites are computed once.
class AlternativeEffects {
  public:
    /// Both must outlive it.
    AlternativeEffects(const FittedDraw& draw, const Parameters& parameters);

    /// By alternative structure; 0 for `calibrated`. `effect`: the site's under the headline decay,
    /// from the same draw.
    [[nodiscard]] EnumArray<Structure, double> of(const SiteReach& reach,
                                                  const SiteEffect& effect) const;

  private:
    /// Baseline deaths by place, weighted by the share of people who would walk so far (stated
    /// decay), the share willing to use a site and the share of uses in public.
    [[nodiscard]] double by_reach(const SiteReach& reach) const;
    /// Reduction x baseline deaths of places within 500 m.
    [[nodiscard]] double ecological(const SiteReach& reach) const;

    const FittedDraw& draw_;
    const Parameters& parameters_;
    Attraction walks_; ///< share that would walk so far
};

} // namespace careshed
