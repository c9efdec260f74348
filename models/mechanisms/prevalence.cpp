#include "models/mechanisms/prevalence.hpp"

#include <algorithm>
#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr auto kPrevalenceRows = std::to_array<ParameterField<PrevalenceParameters>>({
    {{.id = "adult_share",
      .title = "Adults among residents",
      .unit = "share",
      .value = 0.78,
      .low = 0.74,
      .high = 0.82,
      .spread = Spread::logit_normal,
      .domain = Domain::positive_share,
      .reference = "US cities",
      .source = "assumption: no source yet; age structure of US cities"},
     &PrevalenceParameters::adult_share},
    {{.id = "people_using_illicit_opioids",
      .title = "Adults who use illicit opioids",
      .unit = "share of adults",
      .value = 0.028,
      .low = 0.0146,
      .high = 0.052,
      .spread = Spread::lognormal,
      .domain = Domain::positive_share,
      .reference = "US; between people who inject and people with OUD",
      .source = "assumption: spans Bradley2022 (1.46 %, injecting only) and PROFOUND (5.2 %, OUD)"},
     &PrevalenceParameters::people_using_illicit_opioids},
    {{.id = "risk_share",
      .title = "Share of a hot spot that is risk rather than people",
      .unit = "share",
      .value = 0.5,
      .low = 0,
      .high = 1,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "0: more people at equal risk; 1: equal people at higher risk",
      .source = "assumption: not identified by deaths alone"},
     &PrevalenceParameters::risk_share},
});

} // namespace

std::span<const ParameterField<PrevalenceParameters>> prevalence_parameters() {
    return kPrevalenceRows;
}

std::vector<double> people_by_area(const PrevalenceParameters& parameters,
                                   std::span<const double> residents,
                                   std::span<const double> deaths,
                                   const std::vector<bool>& has_rows) {
    double all_residents = 0;
    for (const double count : residents)
        all_residents += count;
    const double floor = 0.01 * all_residents / static_cast<double>(residents.size());
    const double r = parameters.risk_share;

    std::vector<double> people(residents.size(), 0.0);
    double sum = 0;
    for (std::size_t a = 0; a < people.size(); ++a) {
        if (!has_rows[a])
            continue;
        people[a] = portable::pow(std::max(residents[a], floor), r) *
                    portable::pow(std::max(deaths[a], 1e-9), 1 - r);
        sum += people[a];
    }
    const double city =
        all_residents * parameters.adult_share * parameters.people_using_illicit_opioids;
    for (double& count : people)
        count *= city / sum;
    return people;
}

} // namespace careshed
