#include "engine/outcomes/summary.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"

namespace careshed {
namespace {

/// Type 6 on values already ascending: h = (n + 1) p, linear between its neighbours, counted
/// from 1.
double sorted_quantile(std::span<const double> sorted, double p) {
    const auto last = static_cast<double>(sorted.size() - 1);
    const double h = std::clamp((last + 2) * p - 1, 0.0, last);
    const auto below = static_cast<std::size_t>(std::floor(h));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    // Equal neighbours give exactly their value, for any rounding of the weights.
    if (sorted[below] == sorted[above])
        return sorted[below];
    return sorted[below] + (h - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> ascending(std::span<const double> draws) {
    if (draws.empty())
        throw Error(ErrorKind::internal, "", "a summary of no draws was asked for");
    std::vector<double> sorted(draws.begin(), draws.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace

double quantile(std::span<const double> draws, double p) {
    return sorted_quantile(ascending(draws), p);
}

Summary summarise(std::span<const double> draws) {
    const std::vector<double> sorted = ascending(draws);
    const double n = static_cast<double>(sorted.size());
    Summary summary;
    // Sums run over the sorted values, so that the order of draws cannot change a bit.
    for (const double value : sorted)
        summary.mean += value;
    summary.mean /= n;
    if (sorted.front() == sorted.back()) // constant draws: exactly that constant, no spread
        summary.mean = sorted.front();
    summary.low = sorted_quantile(sorted, 0.025);
    summary.high = sorted_quantile(sorted, 0.975);
    double squares = 0;
    for (const double value : sorted)
        squares += (value - summary.mean) * (value - summary.mean);
    if (sorted.size() > 1)
        summary.standard_error = std::sqrt(squares / (n - 1) / n);
    return summary;
}

Summary in_step(const Summary& summary, double step) {
    if (!(step > 0))
        return summary;
    return {to_step(summary.mean, step), to_step(summary.low, step), to_step(summary.high, step),
            to_digits(summary.standard_error, 1)};
}

std::string with_interval(const Summary& summary, int decimals) {
    return fmt::format("{} (95 % interval {} to {})", pretty(summary.mean, decimals),
                       pretty(summary.low, decimals), pretty(summary.high, decimals));
}

} // namespace careshed
