// Overdose risk: frailty between people, and the share of on-site events that would have been
// life-threatening. The risk of a life-threatening overdose a use is never an input; it is fitted
// to recorded deaths (fit.hpp).
#pragma once

#include <span>

#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct OverdoseParameters {
    double frailty_sigma = 0;
    double life_threatening_share = 0;
    double irreversible_share = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<OverdoseParameters>> overdose_parameters();

/// Risk of a person relative to the area's mean: log-normal with mean 1, mark a standard normal.
[[nodiscard]] double frailty(const OverdoseParameters& parameters, double mark);

} // namespace careshed
