#include "models/mechanisms/economics.hpp"

#include <array>

namespace careshed {

std::span<const ParameterField<EconomicsParameters>> economics_parameters() {
    using P = EconomicsParameters;
    static constexpr std::array<ParameterField<P>, 2> rows{{
        {{"ems_run_cost_marginal", "Marginal cost of an ambulance run", "US dollars a run", 120, 30,
          330, Spread::lognormal, "ambulance service; high end is MA crew upkeep",
          "assumption: consumables and overtime", "91"},
         &P::ems_run_cost_marginal},
        {{"ems_run_cost_average", "Average cost of an ambulance run", "US dollars a run", 750, 500,
          1000, Spread::lognormal, "Baltimore 2017; low end PROFOUND $500, high end assumed",
          "Irwin 2017 T5; PROFOUND Cost", "91"},
         &P::ems_run_cost_average},
    }};
    return rows;
}

} // namespace careshed
