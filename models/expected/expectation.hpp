// Analytic expectation: the exact expected direct effect of one site in one draw, without coupling
// between people and without history. The simulation kernel is checked against it; it is the
// transparent benchmark of every report. Cost: about 20 ns for each person in reach.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/core/tally.hpp"
#include "models/expected/fit.hpp"
#include "models/expected/site_figures.hpp"
#include "models/expected/site_reach.hpp"

namespace careshed {

/// Attraction of a site by walking time, in one draw and decay set.
struct Attraction {
    std::vector<double> by_ds; ///< kappa x decay, by decisecond up to the decay's own limit
    std::array<double, kSettings> setting_factor{}; ///< relative to uses in public

    [[nodiscard]] double at(std::uint32_t walk_ds) const {
        return walk_ds < by_ds.size() ? by_ds[walk_ds] : 0.0;
    }
};
/// `kappa` as solved for the decay set; `limit` caps the decay's own (the search ended there).
[[nodiscard]] Attraction attraction_curve(const UptakeParameters& uptake, DecaySet decay,
                                          double kappa, Deciseconds limit);
/// Walking time at which a decay set falls below its cut, at the parameters' pace.
[[nodiscard]] Deciseconds decay_limit(const UptakeParameters& uptake, DecaySet decay);

/// Uses a year of a row in a setting that would be taken to the site if it were always open and
/// free.
[[nodiscard]] double uses_moved(const FittedPerson& row, const WalkerRow& walker,
                                const Attraction& attraction, std::size_t setting);

/// Parameters of a site in one draw.
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
/// The terms of a site as the scenario describes it, over `years` from its opening.
[[nodiscard]] SiteTerms site_terms(const Parameters& parameters, FatalitySet fatality,
                                   const SiteSpec& site, int years);

/// Expected figures a year, mean over the horizon.
struct SiteEffect : SiteFigures<double> {
    double uses_wanted_a_day = 0; ///< at full uptake if the site never closed
    HorizonOfUse use;
    std::vector<double> deaths_averted_by_group; ///< as City::groups
    /// Uses on site, each times P(death | life-threatening overdose) where it would have been.
    double fatality_of_uses = 0;
    double runs_on_site = 0;

    [[nodiscard]] SiteFigures<double>& figures() { return *this; }
    [[nodiscard]] const SiteFigures<double>& figures() const { return *this; }
};
/// Ambulances that a site calls, a year.
[[nodiscard]] double runs_called(const HorizonOfUse& use, double on_site_calls);
/// Reach, attraction and terms of a site.
struct SiteOffer {
    const SiteReach& reach;
    const Attraction& attraction;
    const SiteTerms& terms;
};
/// Effect of one site that is open alone.
[[nodiscard]] SiteEffect direct_effect(const StudyPopulation& study, const FittedDraw& draw,
                                       const SiteOffer& site);

/// Uses that people would take to one site if it never closed and never lacked a booth, summed over
/// people; a year.
struct UsesTaken {
    VolumeTally uses;
    VolumeTally fatality_of_uses; ///< each times P(death | life-threatening overdose) where it was
    std::array<EventTally, kSettings> deaths; ///< that supervision would avert
    EventTally overdoses, runs;
    std::vector<EventTally> deaths_by_group; ///< as City::groups

    explicit UsesTaken(std::size_t groups) : deaths_by_group(groups) {}

    /// Uses of one row of people. `onsite_fatality`: P(death | life-threatening overdose on
    /// site).
    void add(const FittedPerson& row, std::size_t group, const std::array<double, kSettings>& moved,
             double onsite_fatality) {
        double deaths_of_row = 0;
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double overdoses_moved = moved[s] * row.life_threatening;
            const double averted = overdoses_moved * (row.fatality[s] - onsite_fatality);
            uses.add(moved[s]);
            fatality_of_uses.add(moved[s] * row.fatality[s]);
            overdoses.add(overdoses_moved);
            runs.add(overdoses_moved * row.run[s]);
            deaths[s].add(averted);
            deaths_of_row += averted;
        }
        deaths_by_group[group].add(deaths_of_row);
    }
};

/// Effect of a site with `terms` on the uses that people would take to it.
[[nodiscard]] SiteEffect effect_of_uses(const UsesTaken& taken, const SiteTerms& terms);

/// Attraction of a site for a row's uses in a setting; 0 beyond the decay.
[[nodiscard]] inline double attraction_of(const FittedPerson& row, const WalkerRow& walker,
                                          const Attraction& attraction, std::size_t setting) {
    return attraction.at(walker.walk_ds[setting]) * attraction.setting_factor[setting] *
           row.propensity;
}

/// Rows that a site may attract: a decay that ends within the near part need not visit the far one.
[[nodiscard]] std::span<const WalkerRow> drawn_walkers(const SiteReach& reach,
                                                       const Attraction& attraction);

} // namespace careshed
