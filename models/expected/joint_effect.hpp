// The exact expected direct effect of several sites that are open together, in one draw and in
// closed form: as models/expectation, where each person chooses among the sites. A use goes to site
// j with probability x_j / (1 + sum of all x): sites share those who would go to either. Somebody
// who finds one site closed or full does not go on to another. Cost: about 40 ns for each person
// and site in reach.
#pragma once

#include <span>
#include <vector>

#include "models/expected/study_draw.hpp"

namespace careshed {

/// Sites alike: the same booths, hours and months at each.
struct SitesTogether {
    std::span<const std::size_t> candidates; ///< none twice
    const SiteTerms* terms = nullptr;
};

/// Effect of each site while all are open, in their order. One alone has the effect of effect_of.
[[nodiscard]] std::vector<SiteEffect> joint_effects(const StudyPlan& plan, const DrawSetup& draw,
                                                    const Pull& pull, const SitesTogether& sites);

/// The same effect if the booths served what `use` says: direct effects follow the uses served.
[[nodiscard]] SiteEffect served_as(const SiteEffect& effect, const HorizonOfUse& use,
                                   const SiteTerms& terms);

/// Sites alike as one: what they do added up; acceptance and occupancy are means over all that
/// come and all booths. Without a site it is nothing, and nobody is turned away.
[[nodiscard]] SiteEffect sum_of(std::span<const SiteEffect> effects, std::size_t groups);

} // namespace careshed
