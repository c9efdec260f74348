// How well the smoothed incidence predicts years it has not seen: by district, the pattern given
// the total, beside a map of residents alone. The level (the total itself) is scored
// apart, as a ratio.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/population/smooth.hpp"

namespace careshed {

struct IncidenceScore {
    std::size_t districts = 0;
    double held_out_deaths = 0;        ///< recorded in the holdout years
    double level_ratio = 0;            ///< held-out deaths a year over fitted deaths a year
    double deviance = 0;               ///< Poisson, of the smoothed pattern
    double deviance_by_population = 0; ///< of deaths in proportion to residents
    double covered_share = 0;          ///< districts inside their 95 % predictive interval
};

/// `draws` posterior draws, each with a Poisson count, make the predictive intervals.
/// Throws an internal Error for a city without held-out years.
[[nodiscard]] IncidenceScore score_incidence(const City& city, const IncidencePosterior& posterior,
                                             std::uint64_t seed, std::uint32_t draws = 2000);

} // namespace careshed
