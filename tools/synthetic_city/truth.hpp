// Reference truth: the effect of a site at each service in a synthetic city, integrated over the
// true intensity along every street with the formulas of docs/model.md at default parameters.
// Written apart from models/, engine/access and `rank`, so that an error in those shows as a
// difference.
#pragma once

#include <span>
#include <vector>

#include "tools/synthetic_city/places.hpp"

namespace careshed::synthetic::truth {

/// Expected effect of one site a year, mean over the scenario's years.
struct Effect {
    double deaths_averted = 0;
    double ems_runs_averted = 0; ///< off the site
    double uses_a_day = 0;       ///< served
    double acceptance = 0;       ///< share of wanted uses that find a booth
};

struct SiteTruth {
    const PlaceOnStreet* site = nullptr;
    bool is_clear_of_schools = true;
    Effect stated, revealed;
};

/// Every library and clinic, in the order of `places.services`.
[[nodiscard]] std::vector<SiteTruth> true_effects(const CityPlan& plan, const StreetPlan& streets,
                                                  std::span<const Piece> pieces,
                                                  const Places& places);

} // namespace careshed::synthetic::truth
