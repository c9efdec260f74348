// Intensity of uptake, solved: the source site is run through the model until its published volume
// appears. Two source sites ship as named inversions, Insite (mature, 2016) and New York (first two
// months, 2021-22).
#pragma once

#include "models/opc.hpp"
#include "models/uptake.hpp"
#include "models/use.hpp"

namespace careshed {

/// kappa: attraction of a site at the door for a use in public by a person of median taste.
/// Throws a run Error when the published volume cannot be reached (booths too few for the stay).
[[nodiscard]] double solved_intensity(Inversion inversion, const Decay& decay,
                                      const UptakeParameters& uptake, const UseParameters& use,
                                      const OpcParameters& opc);

} // namespace careshed
