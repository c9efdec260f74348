#include "engine/core/steps.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

namespace careshed {

namespace {

/// A count that was summed from shares may lie by a rounding below a whole number.
constexpr double kRounding = 1e-9;

double read_back(const std::string& decimals) { return std::strtod(decimals.c_str(), nullptr); }

/// Of the first digit: 2 for 345, -1 for 0.5.
int power_of_ten(double value) {
    const std::string text = fmt::format("{:.17e}", std::abs(value));
    return std::atoi(text.substr(text.find('e') + 1).c_str());
}

} // namespace

double middle_of_step(double count, double size) {
    return std::floor(count / size + kRounding) * size + (size - 1) / 2;
}

double to_step(double value, double step) {
    if (!(step > 0) || !std::isfinite(value))
        return value;
    const double multiple = std::round(value / step);
    // Read back from its decimals: 3 times 0.1 is printed as 0.3. No sign on a 0.
    return multiple == 0
               ? 0
               : read_back(fmt::format("{:.{}f}", multiple * step, decimals_of_step(step)));
}

double step_of_at_least(double size) {
    if (!(size > 0) || !std::isfinite(size))
        return 0;
    const int power = power_of_ten(size);
    for (const char* const digit : {"1", "2", "5"}) {
        const double step = read_back(fmt::format("{}e{}", digit, power));
        if (step >= size)
            return step;
    }
    return read_back(fmt::format("1e{}", power + 1));
}

int decimals_of_step(double step) { return step > 0 ? std::max(0, -power_of_ten(step)) : 0; }

double to_digits(double value, int digits) {
    if (value == 0 || !std::isfinite(value))
        return value;
    return read_back(fmt::format("{:.{}e}", value, digits - 1));
}

} // namespace careshed
