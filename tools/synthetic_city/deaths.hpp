// Recorded deaths of a synthetic city, drawn from its true intensity: Poisson counts by year,
// places along the streets, days without season, and two made-up ways of describing who died.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/synthetic_city/intensity.hpp"

namespace careshed::synthetic {

struct MadeUpDeath {
    std::string date;      ///< ISO
    std::string sex;       ///< Female, Male, or empty where unknown
    std::string community; ///< Amber, Birch, Cedar: made up; empty where unknown
    Spot spot;
};

/// By date, then place. On a mirrored plan every death of the east has a twin in the west.
[[nodiscard]] std::vector<MadeUpDeath> draw_deaths(const CityPlan& plan, const StreetPlan& streets,
                                                   std::span<const Piece> pieces,
                                                   std::uint64_t seed);

} // namespace careshed::synthetic
