// How finely an effect of a site may be told: an effect grows with the deaths recorded in its
// reach, so that two results of overlapping years, to many digits, give the deaths of the years
// between. Published in multiples of what a few recorded deaths make of it, they do not.
#pragma once

#include <span>
#include <vector>

#include "engine/outcomes/outcomes.hpp"
#include "engine/outcomes/summary.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

/// Deaths recorded in the fitted years, each weighted by the distance decay of its walk to the
/// candidate (1 at the door): what a site's effect grows with. By candidate. Never to be written
/// out.
[[nodiscard]] std::vector<double> recorded_in_reach(const PreparedStudy& prepared, DecaySet decay);

/// The largest of the figures that are told of an effect: a step of few deaths in it is one in all.
[[nodiscard]] double widest_of(double central, const Summary& summary);

/// Step of an effect of which so many `recorded` deaths in reach are the source: the 1, 2 or 5
/// times a power of ten that is at least what 6 at the door make of it (of at least 11 where fewer
/// are in reach). In the effect's unit; 0 for no effect.
[[nodiscard]] double effect_step(double effect, double recorded);

/// The same of an effect of 1.
[[nodiscard]] double part_of_step(double recorded);

/// Of an outcome by the widest of all figures at any site; 0 (as it is) for
/// what follows from the use of a site and not from recorded deaths. `recorded`: in reach, as the
/// table's sites.
[[nodiscard]] ToldSteps effect_steps(const OutcomeTable& table, std::span<const double> recorded);

} // namespace careshed
