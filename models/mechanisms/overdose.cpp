#include "models/mechanisms/overdose.hpp"

#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

std::span<const ParameterField<OverdoseParameters>> overdose_parameters() {
    using P = OverdoseParameters;
    static constexpr std::array<ParameterField<P>, 3> rows{{
        {{"frailty_sigma", "Spread of overdose risk between people", "sd of log risk", 1, 0.5, 1.5,
          Spread::lognormal, "people of one area",
          "assumption: prior overdose alone gives a ratio 3.5", "27"},
         &P::frailty_sigma},
        {{"life_threatening_share", "On-site events that are life-threatening", "share of events",
          0.3, 0.15, 0.45, Spread::uniform, "NYC naloxone 19/125; Vancouver 453/1,004",
          "Harocopos 2022; Milloy 2008", "22"},
         &P::life_threatening_share},
        {{"irreversible_share", "Life-threatening overdoses that no help reverses", "share", 0, 0,
          0, Spread::fixed, "stimulants, xylazine",
          "assumption: null unless the scenario sets it (0 to 0.25)", ""},
         &P::irreversible_share},
    }};
    return rows;
}

double frailty(const OverdoseParameters& parameters, double mark) {
    const double sigma = parameters.frailty_sigma;
    return portable::exp(sigma * mark - 0.5 * sigma * sigma);
}

} // namespace careshed
