#include "models/mechanisms/supply.hpp"

#include <array>

namespace careshed {

std::span<const ParameterField<SupplyParameters>> supply_parameters() {
    using P = SupplyParameters;
    static constexpr std::array<ParameterField<P>, 3> rows{{
        {{"supply_shocks_a_year", "Supply shocks of an area", "an area-year", 0, 0, 6,
          Spread::uniform, "small areas such as census tracts",
          "assumption: none by default, since no local count is published", ""},
         &P::supply_shocks_a_year},
        {{"supply_shock_ratio", "Overdose risk in a supply shock", "ratio", 2, 2, 2, Spread::fixed,
          "within 500 m and 7 days of a seizure, relative to before, Marion County IN", "Ray 2023",
          "36"},
         &P::supply_shock_ratio},
        {{"supply_shock_window", "How long a supply shock lasts", "days", 7, 7, 7, Spread::fixed,
          "Marion County IN", "Ray 2023", "36"},
         &P::supply_shock_window},
    }};
    return rows;
}

RiskWindow supply_shock(const SupplyParameters& parameters) {
    return {parameters.supply_shocks_a_year, parameters.supply_shock_window / kDaysOfYear,
            parameters.supply_shock_ratio};
}

} // namespace careshed
