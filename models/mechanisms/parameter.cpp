#include "models/mechanisms/parameter.hpp"

#include "engine/core/distributions.hpp"
#include "engine/core/portable_math.hpp"
#include "engine/core/text.hpp"
#include "engine/core/units.hpp"

namespace careshed {

namespace {

constexpr double kNormal975 = 1.959963984540054; // 97.5 % point of the standard normal

double logit(double p) { return portable::log(p / (1 - p)); }
double expit(double x) { return 1 / (1 + portable::exp(-x)); }

/// Standard deviation on the side of the median where z lies.
double side(double z, double low, double middle, double high) {
    return (z < 0 ? middle - low : high - middle) / kNormal975;
}

} // namespace

const char* spread_name(Spread spread) {
    switch (spread) {
    case Spread::fixed:
        return "fixed";
    case Spread::uniform:
        return "two-piece uniform";
    case Spread::lognormal:
        return "two-piece log-normal";
    case Spread::logit_normal:
        return "two-piece logit-normal";
    }
    return "";
}

std::optional<DomainComplaint> domain_complaint(const ParameterInfo& info, double value) {
    const std::string range =
        "its range is " + number(info.low) + " to " + number(info.high) + " " + info.unit;
    const bool is_share = info.domain == Domain::share || info.domain == Domain::positive_share;
    const bool is_positive =
        info.domain == Domain::positive || info.domain == Domain::positive_share;
    if (info.domain == Domain::fixed_by_streets && value != info.value)
        return DomainComplaint{"cannot be changed", "walking times on the streets are made for " +
                                                        number(info.value) + " " + info.unit};
    if (is_share && (value < 0 || value > 1))
        return DomainComplaint{"must be 0..1, got " + number(value), range};
    if (is_positive && !(value > 0))
        return DomainComplaint{"must be above 0, got " + number(value), range};
    if (value < 0)
        return DomainComplaint{"must not be negative, got " + number(value), range};
    if (info.domain == Domain::up_to_a_year && value > kDaysOfYear)
        return DomainComplaint{"must be 0..365, got " + number(value), range};
    return std::nullopt;
}

double parameter_quantile(const ParameterInfo& info, double p) {
    if (info.spread == Spread::fixed)
        return info.value;
    if (info.spread == Spread::uniform)
        return p < 0.5 ? info.low + (info.value - info.low) * 2 * p
                       : info.value + (info.high - info.value) * (2 * p - 1);
    const double z = normal_quantile(p);
    if (info.spread == Spread::lognormal) {
        const double sd =
            side(z, portable::log(info.low), portable::log(info.value), portable::log(info.high));
        return info.value * portable::exp(sd * z);
    }
    const double middle = logit(info.value);
    return expit(middle + side(z, logit(info.low), middle, logit(info.high)) * z);
}

} // namespace careshed
