// The drug supply over time and place: now and then a stronger batch, or a seizure that sends
// people to strangers, raises the risk of every use in an area for some days. An event process of
// the area, the same in every arm.
#pragma once

#include <span>

#include "models/mechanisms/parameter.hpp"
#include "models/mechanisms/risk_window.hpp"

namespace careshed {

struct SupplyParameters {
    double supply_shocks_a_year = 0;
    double supply_shock_ratio = 0;
    double supply_shock_window = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<SupplyParameters>> supply_parameters();

/// The window that opens for an area's people at a shock.
[[nodiscard]] RiskWindow supply_shock(const SupplyParameters& parameters);

} // namespace careshed
