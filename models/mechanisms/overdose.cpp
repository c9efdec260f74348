#include "models/mechanisms/overdose.hpp"

#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr auto kOverdoseRows = std::to_array<ParameterField<OverdoseParameters>>({
    {{.id = "frailty_sigma",
      .title = "Spread of overdose risk between people",
      .unit = "sd of log risk",
      .value = 1,
      .low = 0.5,
      .high = 1.5,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "people of one area",
      .source = "assumption: prior overdose alone gives a ratio 3.5 (Darke2007)"},
     &OverdoseParameters::frailty_sigma},
    {{.id = "life_threatening_share",
      .title = "On-site events that are life-threatening",
      .unit = "share of events",
      .value = 0.3,
      .low = 0.15,
      .high = 0.45,
      .spread = Spread::uniform,
      .domain = Domain::positive_share,
      .reference = "NYC naloxone 19/125; Vancouver 453/1,004",
      .source = "Harocopos2022; Milloy2008"},
     &OverdoseParameters::life_threatening_share},
    {{.id = "irreversible_share",
      .title = "Life-threatening overdoses that no help reverses",
      .unit = "share",
      .value = 0,
      .low = 0,
      .high = 0,
      .spread = Spread::fixed,
      .domain = Domain::share,
      .reference = "stimulants, xylazine",
      .source = "assumption: null unless the scenario sets it (0 to 0.25)"},
     &OverdoseParameters::irreversible_share},
});

} // namespace

std::span<const ParameterField<OverdoseParameters>> overdose_parameters() { return kOverdoseRows; }

double frailty(const OverdoseParameters& parameters, double mark) {
    const double sigma = parameters.frailty_sigma;
    return portable::exp(sigma * mark - 0.5 * sigma * sigma);
}

} // namespace careshed
