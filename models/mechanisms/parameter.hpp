// One number of the models: default, range, unit, reference group and source, and how it varies
// between outer draws. The default is the median; the range holds the 2.5 % and 97.5 % points (or
// the ends of a uniform). Two pieces meet at the median because sources give asymmetric ranges.
#pragma once

#include <string>
#include <string_view>

namespace careshed {

/// How a parameter varies between draws.
enum class Spread {
    fixed,
    uniform,     ///< half the mass evenly from low to the default, half from there to high
    lognormal,   ///< log-normal on each side of the default, for positive rates and ratios
    logit_normal ///< normal on the logit on each side of the default, for probabilities
};

struct ParameterInfo {
    const char* id;
    const char* title;
    const char* unit;
    double value;
    double low;
    double high;
    Spread spread;
    const char* reference; ///< place, year and, for a ratio, the group it is relative to
    const char* source;    ///< citation, or "assumption" with the reason
    const char* row;       ///< row of the evidence table, "" for an assumption
};

[[nodiscard]] inline bool is_assumption(const ParameterInfo& info) {
    return std::string_view(info.source).starts_with("assumption");
}
[[nodiscard]] const char* spread_name(Spread spread);
/// The parameter's value at probability p in (0, 1).
[[nodiscard]] double parameter_quantile(const ParameterInfo& info, double p);

/// A parameter and the field of a mechanism's struct that holds it.
template <class Mechanism> struct ParameterField {
    ParameterInfo info;
    double Mechanism::* field;
};

} // namespace careshed
