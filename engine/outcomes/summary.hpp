// Mean and 95 % interval of draws, the same way everywhere.
#pragma once

#include <span>

namespace careshed {

struct Summary {
    double mean = 0;
    double low = 0;            ///< 2.5 % quantile (linear interpolation, Hyndman and Fan type 7)
    double high = 0;           ///< 97.5 % quantile
    double standard_error = 0; ///< of the mean over draws
};

[[nodiscard]] Summary summarise(std::span<const double> draws);
/// Type 7 quantile, p in [0, 1]; `draws` need not be sorted.
[[nodiscard]] double quantile(std::span<const double> draws, double p);

} // namespace careshed
