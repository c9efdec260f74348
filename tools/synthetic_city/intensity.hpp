// The truth of a synthetic city: how many residents live and how many people die on every few
// metres of street. Deaths are drawn from this intensity and the reference truth integrates it; no
// model ever sees it.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/synthetic_city/street_plan.hpp"

namespace careshed::synthetic {

/// At most 20 m of one street.
struct Piece {
    std::uint32_t street = 0;
    double start = 0;  ///< metres from the street's start
    double length = 0; ///< metres
    Spot middle;
    double residents = 0;
    double deaths_a_year = 0; ///< expected
};

/// Deaths a year per metre = a background in proportion to residents plus the plan's hot spots.
/// The sums over pieces are the plan's residents and deaths a year.
[[nodiscard]] std::vector<Piece> true_intensity(const CityPlan& plan, const StreetPlan& streets);

} // namespace careshed::synthetic
