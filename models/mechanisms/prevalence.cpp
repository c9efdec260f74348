#include "models/mechanisms/prevalence.hpp"

#include <algorithm>
#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

std::span<const ParameterField<PrevalenceParameters>> prevalence_parameters() {
    using P = PrevalenceParameters;
    static constexpr std::array<ParameterField<P>, 3> rows{{
        {{"adult_share", "Adults among residents", "share", 0.78, 0.74, 0.82, Spread::logit_normal,
          "US cities", "assumption: no source yet; age structure of US cities", ""},
         &P::adult_share},
        {{"people_using_illicit_opioids", "Adults who use illicit opioids", "share of adults",
          0.028, 0.0146, 0.052, Spread::lognormal,
          "US; between people who inject and people with OUD",
          "assumption: spans Bradley 2022 (1.46 %, injecting only) and PROFOUND (5.2 %, OUD)",
          "1, 3"},
         &P::people_using_illicit_opioids},
        {{"risk_share", "Share of a hot spot that is risk rather than people", "share", 0.5, 0, 1,
          Spread::uniform, "0: more people at equal risk; 1: equal people at higher risk",
          "assumption: not identified by deaths alone", ""},
         &P::risk_share},
    }};
    return rows;
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
