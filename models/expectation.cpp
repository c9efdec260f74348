#include "models/expectation.hpp"

#include <algorithm>

#include "engine/core/tally.hpp"

namespace careshed {

namespace {

/// Sums over people, before opening hours, booths and adoption.
struct MovedSums {
    VolumeTally uses, fatality_of_uses;
    std::array<EventTally, kSettings> deaths;
    EventTally overdoses, runs;
    std::vector<EventTally> deaths_by_group;
};

MovedSums sum_moved(const StudyPopulation& study, const FittedDraw& draw, const SiteReach& reach,
                    const Pull& pull, double onsite_fatality) {
    MovedSums sums;
    sums.deaths_by_group.resize(study.city->groups.size());
    // A decay that ends within the near part need not visit the far one.
    const std::size_t last =
        pull.by_ds.size() <= reach.near_limit_ds + 1 ? reach.near : reach.walkers.size();
    for (std::size_t k = 0; k < last; ++k) {
        const WalkerRow& walker = reach.walkers[k];
        const FittedPerson& row = draw.rows[walker.row];
        if (!row.admitted)
            continue;
        double deaths_of_row = 0;
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double moved = uses_moved(row, walker, pull, s);
            const double overdoses = moved * row.life_threatening;
            const double deaths = overdoses * (row.fatality[s] - onsite_fatality);
            sums.uses.add(moved);
            sums.fatality_of_uses.add(moved * row.fatality[s]);
            sums.overdoses.add(overdoses);
            sums.runs.add(overdoses * row.run[s]);
            sums.deaths[s].add(deaths);
            deaths_of_row += deaths;
        }
        sums.deaths_by_group[study.people.group[walker.row]].add(deaths_of_row);
    }
    return sums;
}

} // namespace

double uses_moved(const FittedPerson& row, const WalkerRow& walker, const Pull& pull,
                  std::size_t setting) {
    const double attraction =
        pull.at(walker.walk_ds[setting]) * pull.readiness[setting] * row.taste;
    return row.uses[setting] * chance_of_going(attraction);
}

Deciseconds decay_limit(const UptakeParameters& uptake, DecaySet decay) {
    const double metres = 1000 * decay_of(uptake, decay).reach_km(kDecayCut);
    return Deciseconds(static_cast<std::uint32_t>(10 * metres / uptake.walking_speed));
}

Pull pull_of(const UptakeParameters& uptake, DecaySet decay_set, double kappa, Deciseconds limit) {
    const Decay decay = decay_of(uptake, decay_set);
    const std::uint32_t last = std::min(decay_limit(uptake, decay_set), limit).value();
    Pull pull;
    pull.by_ds.resize(last + 1);
    const double km_per_ds = uptake.walking_speed / 10000;
    for (std::uint32_t ds = 0; ds <= last; ++ds)
        pull.by_ds[ds] = kappa * decay.at(ds * km_per_ds);
    pull.readiness = {uptake.private_use_relocation, 1.0};
    return pull;
}

SiteTerms site_terms(const Parameters& parameters, FatalitySet fatality, const SiteSpec& site,
                     int years) {
    const OpcParameters& opc = parameters.opc;
    SiteTerms terms;
    terms.booths = {site.booths, opc.booth_minutes, opc.booth_patience};
    terms.profile = hour_profile(parameters.use);
    terms.hours = &site.hours;
    terms.months = 12.0 * years;
    terms.adoption_period = opc.adoption_period;
    const double irreversible = parameters.overdose.irreversible_share;
    terms.onsite_fatality =
        (1 - irreversible) * opc.onsite_fatality / parameters.overdose.life_threatening_share +
        irreversible * fatality_curve(parameters.rescue, fatality).no_help;
    terms.selection = opc.selection_residual;
    terms.on_site_calls = opc.onsite_event_rate * opc.onsite_ems_call;
    terms.open = open_share(terms.profile, site.hours);
    return terms;
}

SiteEffect direct_effect(const StudyPopulation& study, const FittedDraw& draw,
                         const SiteReach& reach, const Pull& pull, const SiteTerms& terms) {
    const MovedSums sums = sum_moved(study, draw, reach, pull, terms.onsite_fatality);
    SiteEffect effect;
    effect.uses_wanted_a_day = sums.uses.value() / 365;
    effect.use = horizon_of_use(terms.booths, terms.profile, *terms.hours, effect.uses_wanted_a_day,
                                terms.adoption_period, terms.months);
    const double served = terms.open * effect.use.served_share * terms.selection;
    for (std::size_t s = 0; s < kSettings; ++s)
        effect.deaths_averted[s] = sums.deaths[s].value() * served;
    for (const EventTally& deaths : sums.deaths_by_group)
        effect.deaths_averted_by_group.push_back(deaths.value() * served);
    effect.fatality_of_uses = sums.fatality_of_uses.value() * terms.open * effect.use.served_share;
    effect.overdoses_on_site = sums.overdoses.value() * served;
    effect.runs_averted = sums.runs.value() * served;
    effect.runs_on_site = 365 * effect.use.uses_a_day * terms.on_site_calls;
    return effect;
}

} // namespace careshed
