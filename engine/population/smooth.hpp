// Recorded deaths by area, smoothed: counts are Poisson around residents times a spatially
// correlated relative risk, whose variance and range the counts themselves inform
// (docs/decisions/0012).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/population/risk_fields.hpp"

namespace careshed {

/// Each area's deaths a year given the recorded deaths.
struct IncidencePosterior {
    CountedRisk record; ///< of the fitted years
    double years = 0;   ///< of recorded deaths
    std::vector<RiskField> fields;
    std::vector<double> running_weights; ///< of the fields, the last is 1
    std::vector<double> means;           ///< deaths a year by area; their sum is recorded_a_year
    double recorded_a_year = 0;
};

/// From the fatal incidents of the fitted years; held-out ones are not looked at.
[[nodiscard]] IncidencePosterior smooth_incidence(const City& city);

/// One draw of every area's deaths a year, scaled to the same sum (shape varies, level is that
/// of the recorded deaths).
[[nodiscard]] std::vector<double> drawn_deaths(const IncidencePosterior& posterior,
                                               const City& city, std::uint64_t seed,
                                               std::uint32_t draw);

/// In the order of the values.
[[nodiscard]] inline double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

} // namespace careshed
