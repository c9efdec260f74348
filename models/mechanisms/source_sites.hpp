// Calibration of the intensity of uptake: it is solved so that the model reproduces the source
// site's published volume. Two source sites ship as named inversions, Insite (mature, 2016) and New
// York (first two months, 2021-22).
#pragma once

#include <cstdint>
#include <optional>

#include "models/mechanisms/registry.hpp"

namespace careshed {

/// At this intensity 99 % of public uses at the door go to the site; larger is not accepted as a
/// solution.
inline constexpr double kHighestIntensity = 100;

/// The real site whose published volume a draw reproduces.
enum class SourceSite : std::uint8_t { insite, new_york };

/// kappa: attraction of a site at the door for a use in public by a person of median propensity.
/// Empty when the published volume cannot be reached: too few uses nearby, or booths too few for
/// the stay.
[[nodiscard]] std::optional<double> solved_intensity(SourceSite site, const Decay& decay,
                                                     const Parameters& parameters);

} // namespace careshed
