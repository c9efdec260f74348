#include "tools/careshed/rank_sensitivity.hpp"

#include <algorithm>

#include "models/group_spread.hpp"
#include "models/one_way.hpp"

namespace careshed {

namespace {

/// So many first sites tell whether a parameter only scales totals.
constexpr std::size_t kJudgedSites = 10;

SensitivityEnd end_of(const DeathsBySite& deaths, double value) {
    if (deaths.empty())
        return {value, false, 0, 0};
    return {value, true, deaths.front(), lead_of(deaths)};
}

} // namespace

Sensitivity sensitivity_of(const PreparedStudy& prepared, const Ranking& ranking) {
    Sensitivity sensitivity;
    if (ranking.sites.size() < 2 || rival_named(prepared.scenario.model.structure))
        return sensitivity;
    std::vector<std::size_t> sites;
    for (std::size_t k = 0; k < std::min(kJudgedSites, ranking.sites.size()); ++k)
        sites.push_back(ranking.sites[k].site);
    const DecaySet decay = decay_named(prepared.scenario.model.decay);
    const DeathsBySite centre =
        deaths_by_site(prepared.plan, set_up_central(prepared.plan), decay, sites);
    sensitivity.best = centre.front();
    sensitivity.lead = lead_of(centre);
    sensitivity.sites = sites.size();
    for (const ParameterSwing& swing : one_way(prepared.plan, decay, sites))
        sensitivity.lines.push_back(
            {swing.parameter->id, swing.parameter->title, end_of(swing.low, swing.parameter->low),
             end_of(swing.high, swing.parameter->high), swing.turns(centre),
             swing.only_scales(centre), swing.is_idle(centre), swing.turns_at});
    for (const GroupSpread& spread : group_spreads(prepared.plan, decay, sites))
        sensitivity.spreads.push_back({spread.group, spread.of_first, spread.of_lead});
    return sensitivity;
}

} // namespace careshed
