#include "models/expected/alternative_effects.hpp"

#include "engine/core/tally.hpp"

namespace careshed {

namespace {

double baseline_deaths(const FittedPerson& row, std::size_t setting) {
    return row.uses[setting] * row.life_threatening * row.fatality[setting];
}

} // namespace

AlternativeEffects::AlternativeEffects(const FittedDraw& draw, const Parameters& parameters)
    : draw_(draw), parameters_(parameters),
      walks_(attraction_curve(parameters.uptake, DecaySet::stated, 1,
                              decay_limit(parameters.uptake, DecaySet::stated))) {}

double AlternativeEffects::ecological(const SiteReach& reach) const {
    EventTally deaths;
    for (const WalkerRow& walker : reach.within_500m) {
        const FittedPerson& row = draw_.rows[walker.row];
        for (std::size_t s = 0; s < kSettings; ++s)
            if (walker.walk_ds[s] == 0)
                deaths.add(baseline_deaths(row, s));
    }
    return parameters_.alternatives.ecological_reduction_500m * deaths.value();
}

double AlternativeEffects::by_reach(const SiteReach& reach) const {
    EventTally deaths;
    for (const WalkerRow& walker : reach.walkers)
        for (std::size_t s = 0; s < kSettings; ++s)
            deaths.add(baseline_deaths(draw_.rows[walker.row], s) * walks_.at(walker.walk_ds[s]));
    return parameters_.alternatives.willing_to_use * parameters_.use.public_use_share *
           deaths.value();
}

EnumArray<Structure, double> AlternativeEffects::of(const SiteReach& reach,
                                                    const SiteEffect& effect) const {
    const double events = parameters_.opc.onsite_event_rate * effect.fatality_of_uses;
    EnumArray<Structure, double> deaths;
    deaths[Structure::mechanistic] = events;
    deaths[Structure::mechanistic_phi] = events * parameters_.overdose.life_threatening_share;
    deaths[Structure::reach] = by_reach(reach);
    deaths[Structure::ecological] = ecological(reach);
    return deaths;
}

} // namespace careshed
