// One number of the models: default, range, unit, reference group and source, and its distribution
// over outer draws. The default is the median; the range holds the 2.5 % and 97.5 % points (or the
// ends of a uniform). Two pieces meet at the median because sources give asymmetric ranges.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace careshed {

/// Distribution of a parameter over draws.
enum class Spread {
    fixed,
    uniform,     ///< half the mass evenly from low to the default, half from there to high
    lognormal,   ///< log-normal on each side of the default, for positive rates and ratios
    logit_normal ///< normal on the logit on each side of the default, for probabilities
};

/// Values that the formulas beside a parameter can take; a scenario may override it within them.
enum class Domain {
    share,           ///< 0..1: a probability, or a ratio that multiplies one
    positive_share,  ///< above 0 and at most 1: a share that something is divided by
    positive,        ///< above 0: divided by, or taken a power of
    non_negative,    ///< 0 or above
    up_to_a_year,    ///< 0..365 days: events count from one year before the start
    fixed_by_streets ///< its value alone: walking times on the streets are made for it
};

struct ParameterInfo {
    const char* id;
    const char* title;
    const char* unit;
    double value;
    double low;
    double high;
    Spread spread;
    Domain domain;
    const char* reference = ""; ///< place, year and, for a ratio, the group it is relative to
    const char* draw_key = "";  ///< of its draws where they began under another id; "": the id
    const char* source;         ///< keys of docs/REFERENCES.md, or "assumption: " with the reason
};

/// What the key of a parameter's draws is made of: a name may change, a draw may not.
[[nodiscard]] inline const char* draw_key_of(const ParameterInfo& info) {
    return *info.draw_key ? info.draw_key : info.id;
}
/// Whether no publication stands behind the value.
[[nodiscard]] inline bool is_assumption(const ParameterInfo& info) {
    return std::string_view(info.source).starts_with("assumption");
}
/// As tables and documents write it.
[[nodiscard]] const char* spread_name(Spread spread);
/// The parameter's value at probability p in (0, 1).
[[nodiscard]] double parameter_quantile(const ParameterInfo& info, double p);

/// Reason why a value is outside a domain, and the valid values. The message follows the
/// parameter's name: "must be above 0, got -1".
struct DomainComplaint {
    std::string message;
    std::string hint;
};
/// Nothing for a value inside the parameter's domain.
[[nodiscard]] std::optional<DomainComplaint> domain_complaint(const ParameterInfo& info,
                                                              double value);

/// A violated constraint on several parameters of a mechanism, each valid by itself. A mechanism
/// with such constraints offers `std::vector<JointComplaint> joint_complaints(const Mechanism&)`.
struct JointComplaint {
    const char* id; ///< the parameter at whose override it is reported
    const char* message;
    const char* hint;
};

/// A parameter and the field of a mechanism's struct that holds it.
template <class Mechanism> struct ParameterField {
    ParameterInfo info;
    double Mechanism::* field;
};

} // namespace careshed
