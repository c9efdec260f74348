// Several sites open together as in docs/model.md, as one slow loop over people in doubles:
// models/expected/joint_effect is checked against it.
#pragma once

#include "tests/models/effect_twin.hpp"

namespace careshed::test {

/// Walks to one site, by setting and row; kUnreached beyond the study's limit.
using TwinWalks = std::array<std::vector<std::uint32_t>, 2>;

struct TwinCity {
    const TwinCase* twin = nullptr;
    const std::vector<TwinRow>* rows = nullptr;
    const TwinDecay* decay = nullptr;
    double kappa = 0;

    [[nodiscard]] double attraction(const TwinWalks& walks, std::size_t s, std::size_t i) const {
        if (walks[s][i] == kUnreached)
            return 0;
        const UptakeParameters& uptake = twin->parameters->uptake;
        const double km = walks[s][i] / 10.0 * uptake.walking_speed / 1000;
        const double ready = s == 0 ? uptake.private_use_relocation : 1;
        return kappa * (*rows)[i].propensity * ready * decay->at(km);
    }
};

/// What each of the sites does a year while all are open.
inline std::vector<TwinEffect> literal_joint_effects(const TwinCity& city,
                                                     const std::vector<TwinWalks>& sites) {
    const Parameters& p = *city.twin->parameters;
    const double iota = p.overdose.irreversible_share;
    const double on_site = (1 - iota) * p.opc.onsite_fatality / p.overdose.life_threatening_share +
                           iota * fatality_without_help(*city.twin);
    std::vector<TwinEffect> effects(sites.size());
    for (std::size_t i = 0; i < city.rows->size(); ++i)
        for (std::size_t s = 0; s < 2; ++s) {
            const TwinRow& row = (*city.rows)[i];
            double staying = 1;
            for (const TwinWalks& walks : sites)
                staying += city.attraction(walks, s, i);
            for (std::size_t j = 0; j < sites.size() && row.admitted; ++j) {
                const double share = city.attraction(sites[j], s, i) / staying;
                const double moved = row.people * row.uses_a_day * row.share[s] * share;
                const double overdoses = 365 * moved * row.risk;
                effects[j].wanted_a_day += moved;
                effects[j].overdoses += overdoses;
                effects[j].runs_averted += overdoses * row.seen[s] * row.called[s];
                effects[j].deaths[s] += overdoses * (row.fatality[s] - on_site);
            }
        }
    for (TwinEffect& effect : effects) {
        const TwinVolume volume = literal_volume(*city.twin, effect.wanted_a_day);
        const double scale = volume.open * volume.served_share * p.opc.selection_residual;
        effect.served_a_day = volume.served_a_day;
        for (double* sum :
             {&effect.overdoses, &effect.runs_averted, &effect.deaths[0], &effect.deaths[1]})
            *sum *= scale;
        effect.runs_on_site =
            365 * volume.served_a_day * p.opc.onsite_event_rate * p.opc.onsite_ems_call;
    }
    return effects;
}

} // namespace careshed::test
