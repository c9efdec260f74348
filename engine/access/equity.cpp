#include "engine/access/equity.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/access/walk_times.hpp"
#include "engine/core/error.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr double kDecisecondsPerMinute = 600;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::internal, "equity", message);
}

void require_sizes(const Distribution& distribution) {
    if (distribution.values.size() != distribution.people.size())
        refuse(fmt::format("{} values of {} rows of people", distribution.values.size(),
                           distribution.people.size()));
    require_amounts(distribution.people, "the number of people");
}

/// Rows with people, in order: there is at least one, and their values are finite.
std::vector<std::size_t> populated_rows(const Distribution& distribution) {
    require_sizes(distribution);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < distribution.people.size(); ++row) {
        if (distribution.people[row] == 0)
            continue;
        if (!std::isfinite(distribution.values[row]))
            refuse(fmt::format("the value of row {} is {}", row, distribution.values[row]));
        rows.push_back(row);
    }
    if (rows.empty())
        refuse("a distribution over nobody has no measure");
    return rows;
}

/// Sum of people x term(value) over rows.
template <class Term>
double sum_over(const std::vector<std::size_t>& rows, const Distribution& distribution, Term term) {
    double sum = 0;
    for (const std::size_t row : rows)
        sum += distribution.people[row] * term(distribution.values[row]);
    return sum;
}

double people_in(const std::vector<std::size_t>& rows, const Distribution& distribution) {
    return sum_over(rows, distribution, [](double) { return 1.0; });
}

/// Least value, which no concentration index may find below 0.
double least_of(const std::vector<std::size_t>& rows, const Distribution& distribution) {
    double least = distribution.values[rows.front()];
    for (const std::size_t row : rows)
        least = std::min(least, distribution.values[row]);
    if (least < 0)
        refuse(fmt::format("a value is {}: an index of concentration needs 0 or more", least));
    return least;
}

/// Sum of people x (value - least) x (2 fractional rank - 1) over rows sorted by rank_by. What is
/// taken from every value does not change it, since 2 rank - 1 is 0 on average.
double rank_covariance(const std::vector<std::size_t>& sorted, const Distribution& distribution,
                       std::span<const double> rank_by) {
    const double least = least_of(sorted, distribution);
    const double everyone = people_in(sorted, distribution);
    double before = 0, covariance = 0;
    for (std::size_t first = 0; first < sorted.size();) {
        double tied = 0, excess = 0;
        std::size_t end = first;
        for (; end < sorted.size() && rank_by[sorted[end]] == rank_by[sorted[first]]; ++end) {
            tied += distribution.people[sorted[end]];
            excess += distribution.people[sorted[end]] * (distribution.values[sorted[end]] - least);
        }
        covariance += excess * ((2 * before + tied) / everyone - 1);
        before += tied;
        first = end;
    }
    return covariance;
}

} // namespace

double mean_over_people(const Distribution& distribution) {
    const std::vector<std::size_t> rows = populated_rows(distribution);
    return sum_over(rows, distribution, [](double x) { return x; }) / people_in(rows, distribution);
}

double kolm_pollak_kappa(const Distribution& distribution, double epsilon) {
    const std::vector<std::size_t> rows = populated_rows(distribution);
    const double squares = sum_over(rows, distribution, [](double x) { return x * x; });
    if (squares == 0)
        return 0;
    return epsilon * (sum_over(rows, distribution, [](double x) { return x; }) / squares);
}

double kolm_pollak_equivalent(const Distribution& distribution, double kappa) {
    if (kappa == 0)
        return mean_over_people(distribution);
    const std::vector<std::size_t> rows = populated_rows(distribution);
    // Measured from the value whose term is largest, no term exceeds 1 and none overflows.
    double pivot = distribution.values[rows.front()];
    for (const std::size_t row : rows)
        pivot = kappa < 0 ? std::max(pivot, distribution.values[row])
                          : std::min(pivot, distribution.values[row]);
    const double terms =
        sum_over(rows, distribution, [&](double x) { return portable::exp(-kappa * (x - pivot)); });
    return pivot - portable::log(terms / people_in(rows, distribution)) / kappa;
}

double gini(const Distribution& distribution) {
    return concentration_index(distribution, distribution.values);
}

double concentration_index(const Distribution& distribution, std::span<const double> rank_by) {
    if (rank_by.size() != distribution.values.size())
        refuse(fmt::format("{} ranking values of {} rows", rank_by.size(),
                           distribution.values.size()));
    std::vector<std::size_t> rows = populated_rows(distribution);
    for (const std::size_t row : rows)
        if (std::isnan(rank_by[row]))
            refuse(fmt::format("row {} has people but no rank", row));
    std::ranges::sort(rows, [&](std::size_t a, std::size_t b) {
        return rank_by[a] != rank_by[b] ? rank_by[a] < rank_by[b] : a < b;
    });
    const double covariance = rank_covariance(rows, distribution, rank_by);
    const double total = sum_over(rows, distribution, [](double x) { return x; });
    return total == 0 ? 0 : covariance / total;
}

std::vector<std::optional<EquityMeasures>>
equity_by_group(const Distribution& distribution, const GroupLabels& groups, double kappa) {
    require_sizes(distribution);
    require_labels(groups, distribution.people.size());
    std::vector<std::vector<double>> values(groups.count), people(groups.count);
    for (std::size_t row = 0; row < distribution.people.size(); ++row) {
        if (distribution.people[row] == 0)
            continue;
        values[groups.of_row[row]].push_back(distribution.values[row]);
        people[groups.of_row[row]].push_back(distribution.people[row]);
    }
    std::vector<std::optional<EquityMeasures>> by_group(groups.count);
    for (std::uint32_t group = 0; group < groups.count; ++group) {
        if (people[group].empty())
            continue;
        const Distribution own{values[group], people[group]};
        by_group[group] = {people_in(populated_rows(own), own), mean_over_people(own),
                           kolm_pollak_equivalent(own, kappa), gini(own)};
    }
    return by_group;
}

WalkedMinutes walked_minutes(const WeightedWalks& walks) {
    require_walks(walks);
    WalkedMinutes walked;
    walked.minutes.resize(walks.people.size());
    walked.people.resize(walks.people.size());
    for (std::size_t row = 0; row < walks.people.size(); ++row) {
        if (walks.walk_ds[row] == kUnreached) {
            walked.people_unreached += walks.people[row];
            continue;
        }
        walked.minutes[row] = walks.walk_ds[row] / kDecisecondsPerMinute;
        walked.people[row] = walks.people[row];
    }
    return walked;
}

} // namespace careshed
