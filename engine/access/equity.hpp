// How evenly a quantity (minutes walked, places a day) falls on people or groups: Kolm-Pollak
// equally-distributed equivalent, Gini and concentration index. Rows weigh as many people as they
// stand for; rows without people take no part. Sums run in a fixed order. Cost: a sort of the rows.
// docs/access-measures.md has formulas, sources and limits.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/access/person_columns.hpp"

namespace careshed {

/// A value by row, and the people each row stands for: at least one row must have some.
struct Distribution {
    std::span<const double> values;
    std::span<const double> people;
};

/// In the unit of the values; NaN without people.
[[nodiscard]] double mean_over_people(const Distribution& distribution);

/// Kolm-Pollak's kappa for an aversion to inequality: epsilon sum(x) / sum(x^2), so that epsilon
/// means the same in any unit (Logan and others 2021,
/// doi:10.1016/j.compenvurbsys.2020.101590). Below 0 where less is better (minutes), above 0 where
/// more is (places); 0 if every x is 0.
[[nodiscard]] double kolm_pollak_kappa(const Distribution& distribution, double epsilon);

/// The value that, given to everyone, would be as good as the distribution: -ln(mean exp(-kappa x))
/// / kappa (Kolm 1976; Sheriff and Maguire 2020, doi:10.1111/risa.13562). With kappa < 0 at least
/// the mean, with kappa > 0 at most, with 0 the mean itself. Its rounding error is about
/// 1e-15 of the largest value plus 1e-15 / |kappa|; over a million rows 2e-14 / |kappa|.
[[nodiscard]] double kolm_pollak_equivalent(const Distribution& distribution, double kappa);

/// 0: all equal; towards 1: one has all. Values at least 0; 0 if all are 0.
[[nodiscard]] double gini(const Distribution& distribution);

/// Concentration of a quantity among people ranked by another (income, share in poverty): 2 cov(x,
/// fractional rank) / mean(x) (Wagstaff, Paci and van Doorslaer 1991, doi:10.1016/
/// 0277-9536(91)90212-U), people of equal rank_by sharing the middle of their ranks. Below 0: those
/// of low rank_by have more of it. Values at least 0; 0 if all are 0.
[[nodiscard]] double concentration_index(const Distribution& distribution,
                                         std::span<const double> rank_by);

struct EquityMeasures {
    double people = 0;
    double mean = 0;
    double equivalent = 0; ///< Kolm-Pollak
    double gini = 0;       ///< within the group
};

/// By label; empty where a group has no people. One kappa, taken from everyone, makes the groups'
/// equivalents comparable; the equivalent of these equivalents is that of everyone.
[[nodiscard]] std::vector<std::optional<EquityMeasures>>
equity_by_group(const Distribution& distribution, const GroupLabels& groups, double kappa);

/// Minutes by person row, with the people who do not reach taken out of the weights.
struct WalkedMinutes {
    std::vector<double> minutes; ///< 0 where nobody walks
    std::vector<double> people;  ///< 0 where unreached
    double people_unreached = 0;

    [[nodiscard]] Distribution distribution() const { return {minutes, people}; }
};
/// Minutes by row of `walks`, and how many people reach nothing.
[[nodiscard]] WalkedMinutes walked_minutes(const WeightedWalks& walks);

} // namespace careshed
