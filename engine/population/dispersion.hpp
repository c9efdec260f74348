// How much risk varies beyond chance: between districts, and between the areas of a district.
// Neither spread is known, so all that could be are kept, each with its posterior weight and with
// what it makes of every district's risk. Full Bayes on a grid; nothing is plugged in but the
// city's own rate.
#pragma once

#include <cstdint>
#include <vector>

namespace careshed {

/// Counts that are Poisson around expected x district's relative risk x area's relative risk; both
/// risks are gamma with mean 1.
struct CountedRisk {
    std::vector<double> counts;   ///< by area
    std::vector<double> expected; ///< by area, > 0: at the city's rate
    std::vector<std::uint32_t> district;
    std::size_t districts = 0;
};

/// A district's relative risk: the log of it on an even grid.
struct RelativeRisk {
    double first_log = 0, step = 0;
    std::vector<double> running; ///< totals of posterior weights, the last is 1
    [[nodiscard]] double log_at(double place) const { return first_log + step * place; }
};

/// One pair of spreads that could be.
struct Dispersion {
    double weight = 0;     ///< posterior
    double area_shape = 0; ///< gamma shape of an area's risk within its district: 1 / CV^2
    std::vector<RelativeRisk> districts;
};

/// Coefficients of variation that are considered, for areas and for districts alike.
inline constexpr double kLeastVariation = 0.05, kMostVariation = 4;
inline constexpr std::size_t kVariations = 12;

/// Weights sum to 1. The prior of each coefficient of variation is half-Cauchy of scale 1 (Gelman
/// 2006, Bayesian Analysis 1:515). Cost: some 0.1 ms an area.
[[nodiscard]] std::vector<Dispersion> dispersions_of(const CountedRisk& risk);

} // namespace careshed
