// Mean and 95 % interval of draws, the same way everywhere.
#pragma once

#include <span>
#include <string>

namespace careshed {

struct Summary {
    double mean = 0;
    double low = 0;            ///< 2.5 % quantile (Hyndman and Fan type 6)
    double high = 0;           ///< 97.5 % quantile
    double standard_error = 0; ///< of the mean over draws
};

/// In the unit of the draws; their order does not matter.
[[nodiscard]] Summary summarise(std::span<const double> draws);
/// In multiples of a step; the standard error to one digit. As it is where the step is 0.
[[nodiscard]] Summary in_step(const Summary& summary, double step);
/// Type 6 quantile (Hyndman and Fan 1996, The American Statistician 50:361), p in [0, 1]: between
/// the 2.5 % and the 97.5 % quantile of few draws lies the next one in 95 of 100 cases, which is
/// less with the usual type 7. `draws` need not be sorted.
[[nodiscard]] double quantile(std::span<const double> draws, double p);

/// "1.70 (95 % interval 0.60 to 3.40)", with the outcome's decimals.
[[nodiscard]] std::string with_interval(const Summary& summary, int decimals);

} // namespace careshed
