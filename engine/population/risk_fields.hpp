// Relative-risk surfaces given recorded deaths. The variance of risk, the range of its spatial
// correlation and the share that is each area's own are uncertain: surfaces over a grid of them are
// kept, each with its posterior weight; given these, the log of risk is taken as the normal nearest
// to its posterior (Opper and Archambeau 2009, Neural Computation 21:786). docs/decisions/0012.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/population/sparse_factor.hpp"
#include "engine/population/spatial_prior.hpp"

namespace careshed {

/// Counts by area that are Poisson around expected x relative risk.
struct CountedRisk {
    std::vector<double> counts;
    std::vector<double> expected; ///< > 0: at the city's rate
};

/// One surface that could be: normal in the log, by area, then the city's level.
struct RiskField {
    double weight = 0; ///< posterior
    Smoothness smoothness;
    double deviation = 0;    ///< of the log of relative risk, before any death is counted
    bool is_settled = false; ///< whether the steps to the nearest normal came to their end
    std::vector<double> mean;
    std::vector<double> variance;
    SparseFactor precision;
};

/// What is considered: ranges in metres, shares that are an area's own (buildings where many die),
/// and standard deviations of the log of relative risk, even in the log.
inline constexpr std::array<double, 5> kRanges = {150, 300, 600, 1200, 2400};
inline constexpr std::array<double, 2> kOwnShares = {0, 0.25};
inline constexpr double kLeastDeviation = 0.1, kMostDeviation = 3;
inline constexpr int kDeviations = 9;
/// Standard deviation of the log of the city's level, around the recorded deaths'.
inline constexpr double kLevelDeviation = 1;
/// The prior of the standard deviation is gamma of shape 2 and this rate: it avoids nil, which few
/// deaths cannot rule out (Chung et al. 2013, Psychometrika 78:685).
inline constexpr double kDeviationRate = 1;

/// Weights sum to 1; surfaces of next to no weight are left out.
[[nodiscard]] std::vector<RiskField> risk_fields_of(const CountedRisk& record,
                                                    const AreaOrder& order);

/// Weighted summary of the surfaces of relative risk in the city.
struct RiskPattern {
    double deviation = 0;    ///< of the log of relative risk between areas
    double range_metres = 0; ///< geometric mean
    double own_share = 0;    ///< of the variance
    double unsettled = 0;    ///< weight of surfaces whose nearest normal was not reached

    /// Distance at which two areas' risks have a correlation of a half, without their own share.
    [[nodiscard]] double half_metres() const;
};
/// Means over the fields by weight.
[[nodiscard]] RiskPattern pattern_of(std::span<const RiskField> fields);

} // namespace careshed
