// Recorded deaths by area, smoothed: a Poisson-gamma model that shrinks an area's rate towards its
// district's and a district's towards the city's, as far as the counts themselves say that areas
// and districts are alike (docs/decisions/0010).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/population/dispersion.hpp"

namespace careshed {

/// What the record says of each area's deaths a year.
struct IncidencePosterior {
    CountedRisk record; ///< of the fitted years
    double years = 0;   ///< of the record
    std::vector<Dispersion> dispersions;
    std::vector<double> running_weights;     ///< of the dispersions, the last is 1
    std::vector<std::uint64_t> district_ids; ///< keys a district's draws
    std::vector<double> means; ///< deaths a year by area; their sum is recorded_a_year
    double recorded_a_year = 0;
};

[[nodiscard]] IncidencePosterior smooth_incidence(const City& city);

/// One draw of every area's deaths a year, scaled to the same sum (shape varies, level is the
/// record's).
[[nodiscard]] std::vector<double> drawn_deaths(const IncidencePosterior& posterior,
                                               const City& city, std::uint64_t seed,
                                               std::uint32_t draw);

} // namespace careshed
