#include "models/mechanisms/economics.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kEconomicsRows = std::to_array<ParameterField<EconomicsParameters>>({
    {{.id = "ems_run_cost_marginal",
      .title = "Marginal cost of an ambulance run",
      .unit = "US dollars a run",
      .value = 120,
      .low = 30,
      .high = 330,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "ambulance service; high end is MA crew upkeep",
      .source = "assumption: consumables and overtime"},
     &EconomicsParameters::ems_run_cost_marginal},
    {{.id = "ems_run_cost_average",
      .title = "Average cost of an ambulance run",
      .unit = "US dollars a run",
      .value = 750,
      .low = 500,
      .high = 1000,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "Baltimore 2017; low end RI",
      .source = "Irwin2017, table 5; low end PROFOUND, sheet Cost; high end assumed"},
     &EconomicsParameters::ems_run_cost_average},
});

} // namespace

std::span<const ParameterField<EconomicsParameters>> economics_parameters() {
    return kEconomicsRows;
}

} // namespace careshed
