#include "models/mechanisms/tolerance.hpp"

#include <array>

namespace careshed {

std::span<const ParameterField<ToleranceParameters>> tolerance_parameters() {
    using P = ToleranceParameters;
    static constexpr std::array<ParameterField<P>, 6> rows{{
        {{"releases_a_year", "Releases from jail or prison", "a person-year", 0.3, 0.05, 1,
          Spread::lognormal, "people who use illicit opioids",
          "assumption: police contact x arrest gives 0.15; people in LEAD were booked more often",
          ""},
         &P::releases_a_year},
        {{"release_ratio", "Overdose risk after release beside other times", "ratio", 4, 3, 6,
          Spread::lognormal,
          "relative to the same person's other times; published against all residents (129, "
          "prison, "
          "WA 1999-2003), of whom people in the model already carry about 46 times the risk",
          "Binswanger 2007, converted", "28"},
         &P::release_ratio},
        {{"release_window", "How long risk is raised after release", "days", 14, 14, 14,
          Spread::fixed, "first two weeks", "Binswanger 2007", "28"},
         &P::release_window},
        {{"treatment_ends_a_year", "Times treatment is left", "a person-year", 0.2, 0.05, 0.6,
          Spread::lognormal, "people who use illicit opioids",
          "assumption: wide, since no figure is published", ""},
         &P::treatment_ends_a_year},
        {{"treatment_end_ratio", "Overdose risk after treatment beside other times", "ratio", 4.3,
          3.6, 5.2, Spread::lognormal, "relapse after abstinence, relative to continued use",
          "PROFOUND, PMID 20579009", "26"},
         &P::treatment_end_ratio},
        {{"treatment_end_window", "How long risk is raised after treatment", "days", 28, 14, 56,
          Spread::lognormal, "", "assumption: about a month", ""},
         &P::treatment_end_window},
    }};
    return rows;
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
