// Analytic expectation of several sites that are open together, in one draw: the exact expected
// direct effect as in expectation.hpp, where each person chooses among the sites. A use goes to
// site j with probability x_j / (1 + sum of all x): sites share the people who would go to either.
// People who find one site closed or full do not go on to another. Cost: about 40 ns for each
// person and site in reach.
#pragma once

#include <span>
#include <vector>

#include "models/expected/study_draw.hpp"

namespace careshed {

/// Identical sites: the same booths, hours and months at each.
struct SitesTogether {
    std::span<const std::size_t> candidates; ///< none twice
    const SiteTerms* terms = nullptr;
};

/// Effect of each site while all are open, in their order. One alone has the effect of effect_of.
[[nodiscard]] std::vector<SiteEffect> joint_effects(const StudyPlan& plan, const DrawSetup& draw,
                                                    const Attraction& attraction,
                                                    const SitesTogether& sites);

/// The same effect if the booths served the uses in `use`: direct effects are proportional to them.
[[nodiscard]] SiteEffect served_as(const SiteEffect& effect, const HorizonOfUse& use,
                                   const SiteTerms& terms);

/// Identical sites as one: their effects summed; acceptance and occupancy are means over all
/// arrivals and all booths. Without a site the effect is 0, and no use is turned away.
[[nodiscard]] SiteEffect sum_of(std::span<const SiteEffect> effects, std::size_t groups);

} // namespace careshed
