// The exact expected direct effect of one site in one draw, in closed form: no coupling between
// people and no history. It is the judge of the simulation kernel and the transparent benchmark of
// every report. Cost: about 20 ns for each person in reach.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"
#include "models/fit.hpp"
#include "models/site_reach.hpp"

namespace careshed {

/// How attractive a site is by walking time, in one draw and decay set.
struct Pull {
    std::vector<double> by_ds; ///< kappa x decay, by decisecond up to the decay's own limit
    std::array<double, kSettings> readiness{}; ///< relative to uses in public

    [[nodiscard]] double at(std::uint32_t walk_ds) const {
        return walk_ds < by_ds.size() ? by_ds[walk_ds] : 0.0;
    }
};
/// `kappa` as solved for the decay set; `limit` caps the decay's own (nobody searched farther).
[[nodiscard]] Pull pull_of(const UptakeParameters& uptake, DecaySet decay, double kappa,
                           Deciseconds limit);
/// Where a decay set falls below its cut, as walking time at the parameters' pace.
[[nodiscard]] Deciseconds decay_limit(const UptakeParameters& uptake, DecaySet decay);

/// Uses a year of a row in a setting that would be taken to the site if it were always open and
/// free.
[[nodiscard]] double uses_moved(const FittedPerson& row, const WalkerRow& walker, const Pull& pull,
                                std::size_t setting);

/// What a draw asks of a site.
struct SiteTerms {
    Booths booths;
    HourProfile profile{};
    const WeeklyHours* hours = nullptr;
    double months = 60;
    double adoption_period = 6;
    double onsite_fatality = 0; ///< P(death | life-threatening overdose on site)
    double selection = 1;
    double on_site_calls = 0; ///< ambulances called a use on site
    double open = 1;          ///< share of uses in opening hours
};
[[nodiscard]] SiteTerms site_terms(const Parameters& parameters, FatalitySet fatality,
                                   const SiteSpec& site, int years);

/// Expected figures a year, mean over the horizon.
struct SiteEffect {
    double uses_wanted_a_day = 0; ///< at full uptake if the site never closed
    HorizonOfUse use;
    std::array<double, kSettings> deaths_averted{}; ///< by the setting replaced
    std::vector<double> deaths_averted_by_group;    ///< as City::groups
    double overdoses_on_site = 0;                   ///< life-threatening
    /// Uses on site, each times P(death | life-threatening overdose) where it would have been.
    double fatality_of_uses = 0;
    double runs_averted = 0;
    double runs_on_site = 0;
};
[[nodiscard]] SiteEffect direct_effect(const StudyPopulation& study, const FittedDraw& draw,
                                       const SiteReach& reach, const Pull& pull,
                                       const SiteTerms& terms);

} // namespace careshed
