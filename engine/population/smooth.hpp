// Recorded deaths by area, smoothed: a Poisson-gamma model that shrinks an area's rate towards its
// district's and a district's towards the city's (Clayton and Kaldor 1987, empirical Bayes).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// Gamma posterior of each area's deaths a year.
struct IncidencePosterior {
    std::vector<double> shape;  ///< by area
    std::vector<double> rate;   ///< by area, in years: mean = shape / rate
    double recorded_a_year = 0; ///< deaths a year recorded in the fitted years
};

[[nodiscard]] IncidencePosterior smooth_incidence(const City& city);

/// Posterior means, scaled so that they sum to the recorded deaths a year.
[[nodiscard]] std::vector<double> expected_deaths(const IncidencePosterior& posterior);
/// One draw of every area's deaths a year, scaled to the same sum (shape varies, level is the
/// record's).
[[nodiscard]] std::vector<double> drawn_deaths(const IncidencePosterior& posterior,
                                               const City& city, std::uint64_t seed,
                                               std::uint32_t draw);

} // namespace careshed
