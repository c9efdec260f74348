#include "engine/simulate/control_variate.hpp"

#include <cstddef>

namespace careshed {

void PooledSlope::add(std::span<const double> figure, std::span<const double> control) {
    const auto count = static_cast<double>(control.size());
    double mean = 0;
    for (const double value : control)
        mean += value / count;
    for (std::size_t k = 0; k < control.size(); ++k) {
        products_ += figure[k] * (control[k] - mean);
        squares_ += (control[k] - mean) * (control[k] - mean);
    }
}

PooledSlope& PooledSlope::operator+=(const PooledSlope& other) {
    products_ += other.products_;
    squares_ += other.squares_;
    return *this;
}

} // namespace careshed
