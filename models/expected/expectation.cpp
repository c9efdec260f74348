#include "models/expected/expectation.hpp"

#include <algorithm>

#include "engine/core/units.hpp"

namespace careshed {

double uses_moved(const FittedPerson& row, const WalkerRow& walker, const Attraction& attraction,
                  std::size_t setting) {
    return row.uses[setting] * chance_of_going(attraction_of(row, walker, attraction, setting));
}

Deciseconds decay_limit(const UptakeParameters& uptake, DecaySet decay) {
    const double metres = 1000 * decay_of(uptake, decay).reach_km(kDecayCut);
    return Deciseconds(static_cast<std::uint32_t>(10 * metres / uptake.walking_speed));
}

Attraction attraction_curve(const UptakeParameters& uptake, DecaySet decay_set, double kappa,
                            Deciseconds limit) {
    const Decay decay = decay_of(uptake, decay_set);
    const std::uint32_t last = std::min(decay_limit(uptake, decay_set), limit).value();
    Attraction attraction;
    attraction.by_ds.resize(last + 1);
    const double km_per_ds = uptake.walking_speed / 10000;
    for (std::uint32_t ds = 0; ds <= last; ++ds)
        attraction.by_ds[ds] = kappa * decay.at(ds * km_per_ds);
    attraction.setting_factor = {uptake.private_use_relocation, 1.0};
    return attraction;
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

double runs_called(const HorizonOfUse& use, double on_site_calls) {
    return kDaysOfYear * use.uses_a_day * on_site_calls;
}

SiteEffect direct_effect(const StudyPopulation& study, const FittedDraw& draw,
                         const SiteOffer& site) {
    const auto& [reach, attraction, terms] = site;
    UsesTaken taken(study.city->groups.size());
    for (const WalkerRow& walker : drawn_walkers(reach, attraction)) {
        const FittedPerson& row = draw.rows[walker.row];
        if (row.admitted)
            taken.add(row, study.people.group[walker.row],
                      {uses_moved(row, walker, attraction, kPrivate),
                       uses_moved(row, walker, attraction, kPublic)},
                      terms.onsite_fatality);
    }
    return effect_of_uses(taken, terms);
}

SiteEffect effect_of_uses(const UsesTaken& taken, const SiteTerms& terms) {
    SiteEffect effect;
    effect.uses_wanted_a_day = taken.uses.value() / kDaysOfYear;
    effect.use =
        horizon_of_use({terms.booths, terms.profile, terms.hours, effect.uses_wanted_a_day},
                       terms.adoption_period, terms.months);
    const double served = terms.open * effect.use.served_share * terms.selection;
    for (std::size_t s = 0; s < kSettings; ++s)
        effect.deaths_averted[s] = taken.deaths[s].value() * served;
    for (const EventTally& deaths : taken.deaths_by_group)
        effect.deaths_averted_by_group.push_back(deaths.value() * served);
    effect.fatality_of_uses = taken.fatality_of_uses.value() * terms.open * effect.use.served_share;
    effect.overdoses_on_site = taken.overdoses.value() * served;
    effect.runs_averted = taken.runs.value() * served;
    effect.runs_on_site = runs_called(effect.use, terms.on_site_calls);
    return effect;
}

std::span<const WalkerRow> drawn_walkers(const SiteReach& reach, const Attraction& attraction) {
    const std::span<const WalkerRow> all = reach.walkers;
    return attraction.by_ds.size() <= reach.near_limit_ds + 1 ? all.first(reach.near) : all;
}

} // namespace careshed
