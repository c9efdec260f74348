// The ecological structure: deaths near a site fall by the share seen around one site in Vancouver.
// It assumes that everything that changed there was the site, and that distance in a straight line
// is what counts.
#pragma once

#include <span>

#include "models/parameter.hpp"

namespace careshed {

struct EcologicalParameters {
    double ecological_reduction_500m = 0;
};

[[nodiscard]] std::span<const ParameterField<EcologicalParameters>> ecological_parameters();

inline constexpr double kEcologicalRadiusMetres = 500;

} // namespace careshed
