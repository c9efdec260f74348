#include "models/mechanisms/supply.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kSupplyRows = std::to_array<ParameterField<SupplyParameters>>({
    {{.id = "supply_shocks_a_year",
      .title = "Supply shocks of an area",
      .unit = "an area-year",
      .value = 0,
      .low = 0,
      .high = 6,
      .spread = Spread::uniform,
      .domain = Domain::non_negative,
      .reference = "small areas such as census tracts",
      .source = "assumption: none by default, since no local count is published"},
     &SupplyParameters::supply_shocks_a_year},
    {{.id = "supply_shock_ratio",
      .title = "Overdose risk in a supply shock",
      .unit = "ratio",
      .value = 2,
      .low = 2,
      .high = 2,
      .spread = Spread::fixed,
      .domain = Domain::non_negative,
      .reference = "within 500 m and 7 days of a seizure, relative to before, Marion County IN",
      .source = "Ray2023"},
     &SupplyParameters::supply_shock_ratio},
    {{.id = "supply_shock_window",
      .title = "How long a supply shock lasts",
      .unit = "days",
      .value = 7,
      .low = 7,
      .high = 7,
      .spread = Spread::fixed,
      .domain = Domain::up_to_a_year,
      .reference = "Marion County IN",
      .source = "Ray2023"},
     &SupplyParameters::supply_shock_window},
});

} // namespace

std::span<const ParameterField<SupplyParameters>> supply_parameters() { return kSupplyRows; }

RiskWindow supply_shock(const SupplyParameters& parameters) {
    return {parameters.supply_shocks_a_year, parameters.supply_shock_window / kDaysOfYear,
            parameters.supply_shock_ratio};
}

} // namespace careshed
