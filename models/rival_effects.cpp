#include "models/rival_effects.hpp"

#include "engine/core/tally.hpp"

namespace careshed {

namespace {

double baseline_deaths(const FittedPerson& row, std::size_t setting) {
    return row.uses[setting] * row.life_threatening * row.fatality[setting];
}

} // namespace

double ecological_effect(const FittedDraw& draw, const SiteReach& reach, double reduction) {
    EventTally deaths;
    for (const WalkerRow& walker : reach.within_500m) {
        const FittedPerson& row = draw.rows[walker.row];
        for (std::size_t s = 0; s < kSettings; ++s)
            if (walker.walk_ds[s] == 0)
                deaths.add(baseline_deaths(row, s));
    }
    return reduction * deaths.value();
}

double reach_effect(const FittedDraw& draw, const SiteReach& reach, const Parameters& parameters) {
    const Pull walks = pull_of(parameters.uptake, DecaySet::stated, 1,
                               decay_limit(parameters.uptake, DecaySet::stated));
    EventTally deaths;
    for (const WalkerRow& walker : reach.walkers)
        for (std::size_t s = 0; s < kSettings; ++s)
            deaths.add(baseline_deaths(draw.rows[walker.row], s) * walks.at(walker.walk_ds[s]));
    return parameters.rivals.willing_to_use * parameters.use.public_use_share * deaths.value();
}

std::array<double, kRivals> rival_effects(const FittedDraw& draw, const SiteReach& reach,
                                          const SiteEffect& effect, const Parameters& parameters) {
    const double events = parameters.opc.onsite_event_rate * effect.fatality_of_uses;
    return {events, events * parameters.overdose.life_threatening_share,
            reach_effect(draw, reach, parameters),
            ecological_effect(draw, reach, parameters.rivals.ecological_reduction_500m)};
}

} // namespace careshed
