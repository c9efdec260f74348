// Lost tolerance: for some time after release from jail or prison, and after leaving treatment, an
// overdose is more likely. Both are event processes of a person; a window runs from the last of its
// events.
#pragma once

#include <span>

#include "models/mechanisms/parameter.hpp"
#include "models/mechanisms/risk_window.hpp"

namespace careshed {

struct ToleranceParameters {
    double releases_a_year = 0;
    double release_ratio = 0;
    double release_window = 0;
    double treatment_ends_a_year = 0;
    double treatment_end_ratio = 0;
    double treatment_end_window = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<ToleranceParameters>> tolerance_parameters();

/// The windows that open for a person at each of the two events.
[[nodiscard]] RiskWindow after_release(const ToleranceParameters& parameters);
[[nodiscard]] RiskWindow after_treatment(const ToleranceParameters& parameters);

} // namespace careshed
