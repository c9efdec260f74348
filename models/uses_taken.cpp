#include "models/uses_taken.hpp"

namespace careshed {

SiteEffect effect_of_uses(const UsesTaken& taken, const SiteTerms& terms) {
    SiteEffect effect;
    effect.uses_wanted_a_day = taken.uses.value() / 365;
    effect.use = horizon_of_use(terms.booths, terms.profile, *terms.hours, effect.uses_wanted_a_day,
                                terms.adoption_period, terms.months);
    const double served = terms.open * effect.use.served_share * terms.selection;
    for (std::size_t s = 0; s < kSettings; ++s)
        effect.deaths_averted[s] = taken.deaths[s].value() * served;
    for (const EventTally& deaths : taken.deaths_by_group)
        effect.deaths_averted_by_group.push_back(deaths.value() * served);
    effect.fatality_of_uses = taken.fatality_of_uses.value() * terms.open * effect.use.served_share;
    effect.overdoses_on_site = taken.overdoses.value() * served;
    effect.runs_averted = taken.runs.value() * served;
    effect.runs_on_site = 365 * effect.use.uses_a_day * terms.on_site_calls;
    return effect;
}

std::span<const WalkerRow> drawn_walkers(const SiteReach& reach, const Pull& pull) {
    const std::span<const WalkerRow> all = reach.walkers;
    return pull.by_ds.size() <= reach.near_limit_ds + 1 ? all.first(reach.near) : all;
}

} // namespace careshed
