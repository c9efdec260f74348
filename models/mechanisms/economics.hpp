// Cost of ambulance runs. Marginal cost (consumables, overtime) is the city's saving when a run
// does not happen; average cost, which spreads crews and vehicles over runs, stands beside it and
// is never mixed with it.
#pragma once

#include <span>

#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct EconomicsParameters {
    double ems_run_cost_marginal = 0;
    double ems_run_cost_average = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<EconomicsParameters>> economics_parameters();

} // namespace careshed
