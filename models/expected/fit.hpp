// The fit of one draw: the number of people in each row and the overdose risk of a use in each
// area, so that modelled baseline deaths equal the draw's deaths in every area. Sites come later;
// nothing here knows of them.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/inputs/scenario.hpp"
#include "models/expected/study_population.hpp"
#include "models/mechanisms/registry.hpp"

namespace careshed {

/// One row in one draw. Risks are a use; an entry per setting is [private, public].
struct FittedPerson {
    double people = 0; ///< people whom the row stands for
    double propensity = 1;
    double life_threatening = 0;              ///< probability of a life-threatening overdose
    bool admitted = true;                     ///< the site admits this person's route
    std::array<double, kSettings> uses{};     ///< a year, of all the row's people
    std::array<double, kSettings> fatality{}; ///< P(death | life-threatening overdose)
    std::array<double, kSettings> run{};      ///< P(ambulance attends | life-threatening overdose)
};

struct FittedDraw {
    std::vector<FittedPerson> rows;
    std::vector<double> deaths_by_area; ///< the draw's target, a year
    double baseline_deaths = 0;         ///< summed over people after the fit, a year
    double overdoses = 0;               ///< life-threatening, a year
    double runs = 0;                    ///< to life-threatening overdoses, a year
    double uses = 0;                    ///< a year
    double people = 0;
    double drive_km_per_hour = 0; ///< fitted; 0 without stations
};

/// Terms of a fit from the scenario.
struct FitTerms {
    FatalitySet fatality = FatalitySet::profound;
    const SiteSpec& site; ///< with the admitted routes of use
};
/// `deaths_by_area` a year. Throws a run Error when dispatch and turnout leave no time to drive.
[[nodiscard]] FittedDraw fit_draw(const StudyPopulation& study, const Parameters& parameters,
                                  const FitTerms& terms, std::span<const double> deaths_by_area);

} // namespace careshed
