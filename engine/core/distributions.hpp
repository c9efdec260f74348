// Our own samplers and quantiles: std:: distributions differ between standard libraries.
// Each sampler takes a DrawStream by reference and draws from it in a fixed, documented order.
#pragma once

#include <cstdint>
#include <span>

#include "engine/core/random.hpp"

namespace careshed {

/// Quantile of the standard normal, p in (0, 1). Wichura 1988, algorithm AS 241, relative error
/// 1e-15.
[[nodiscard]] double normal_quantile(double p);
[[nodiscard]] double sample_normal(DrawStream& draws);
[[nodiscard]] double sample_exponential(DrawStream& draws, double rate);
/// Gamma of mean shape x scale, shape > 0. Marsaglia and Tsang 2000, boosted below shape 1.
[[nodiscard]] double sample_gamma(DrawStream& draws, double shape, double scale);
[[nodiscard]] double sample_beta(DrawStream& draws, double a, double b);
/// Poisson of any mean >= 0.
[[nodiscard]] std::uint64_t sample_poisson(DrawStream& draws, double mean);
/// Row drawn in proportion to its weight, from running totals (ascending, last > 0).
[[nodiscard]] std::uint32_t sample_row(DrawStream& draws, std::span<const double> running_totals);

} // namespace careshed
