#include "models/mechanisms/tolerance.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kToleranceRows = std::to_array<ParameterField<ToleranceParameters>>({
    {{.id = "releases_a_year",
      .title = "Releases from jail or prison",
      .unit = "a person-year",
      .value = 0.3,
      .low = 0.05,
      .high = 1,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "people who use illicit opioids",
      .source =
          "assumption: police contact x arrest gives 0.15; people in LEAD were booked more often "
          "(Collins2019)"},
     &ToleranceParameters::releases_a_year},
    {{.id = "release_ratio",
      .title = "Overdose risk after release beside other times",
      .unit = "ratio",
      .value = 4,
      .low = 3,
      .high = 6,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "relative to the same person's other times; published against all residents "
                   "(129, prison, WA 1999-2003), of whom people in the model already carry about "
                   "46 times the risk",
      .source = "Binswanger2007, converted"},
     &ToleranceParameters::release_ratio},
    {{.id = "release_window",
      .title = "How long risk is raised after release",
      .unit = "days",
      .value = 14,
      .low = 14,
      .high = 14,
      .spread = Spread::fixed,
      .domain = Domain::up_to_a_year,
      .reference = "first two weeks",
      .source = "Binswanger2007"},
     &ToleranceParameters::release_window},
    {{.id = "treatment_ends_a_year",
      .title = "Times treatment is left",
      .unit = "a person-year",
      .value = 0.2,
      .low = 0.05,
      .high = 0.6,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "people who use illicit opioids",
      .source = "assumption: wide, since no figure is published"},
     &ToleranceParameters::treatment_ends_a_year},
    {{.id = "treatment_end_ratio",
      .title = "Overdose risk after treatment beside other times",
      .unit = "ratio",
      .value = 4.3,
      .low = 3.6,
      .high = 5.2,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "relapse after abstinence, relative to continued use",
      .source = "PROFOUND, after Merrall2010, which is on release from prison"},
     &ToleranceParameters::treatment_end_ratio},
    {{.id = "treatment_end_window",
      .title = "How long risk is raised after treatment",
      .unit = "days",
      .value = 28,
      .low = 14,
      .high = 56,
      .spread = Spread::lognormal,
      .domain = Domain::up_to_a_year,
      .source = "assumption: about a month"},
     &ToleranceParameters::treatment_end_window},
});

} // namespace

std::span<const ParameterField<ToleranceParameters>> tolerance_parameters() {
    return kToleranceRows;
}

RiskWindow after_release(const ToleranceParameters& parameters) {
    return {parameters.releases_a_year, parameters.release_window / kDaysOfYear,
            parameters.release_ratio};
}

RiskWindow after_treatment(const ToleranceParameters& parameters) {
    return {parameters.treatment_ends_a_year, parameters.treatment_end_window / kDaysOfYear,
            parameters.treatment_end_ratio};
}

} // namespace careshed
