#include "tools/careshed/rank_sensitivity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/studies/group_spread.hpp"
#include "models/studies/one_way.hpp"
#include "models/studies/variance_shares.hpp"

namespace careshed {

namespace {

/// So many first sites tell whether a parameter only scales totals.
constexpr std::size_t kJudgedSites = 10;

SensitivityEnd end_of(const DeathsBySite& deaths, double value) {
    if (deaths.empty())
        return {value, false, 0, 0};
    return {value, true, deaths.front(), lead_of(deaths)};
}

/// Mean and variance of the lead of one site over another, over draws.
struct LeadOverDraws {
    double mean = 0, variance = 0;
};
LeadOverDraws lead_over_draws(const OutcomeTable& table, std::array<std::size_t, 2> sites) {
    const std::size_t deaths = table.outcome("deaths_averted");
    const auto first = table.draws_of(sites[0], deaths), second = table.draws_of(sites[1], deaths);
    const auto draws = static_cast<double>(table.draws());
    LeadOverDraws lead;
    for (std::size_t d = 0; d < table.draws(); ++d)
        lead.mean += (first[d] - second[d]) / draws;
    for (std::size_t d = 0; d < table.draws(); ++d)
        lead.variance += std::pow(first[d] - second[d] - lead.mean, 2) / draws;
    return lead;
}

/// Between the structures whose figures are deaths a year: both decays as lived, and the two
/// mechanistic counts, each as believable as the others.
double variance_between(const ExpectedStudy& study, const LivesStudy& lives,
                        std::array<std::size_t, 2> sites) {
    std::vector<double> means;
    for (const OutcomeTable& table : lives.by_decay)
        means.push_back(lead_over_draws(table, sites).mean);
    for (const Rival rival : {Rival::mechanistic, Rival::mechanistic_phi})
        means.push_back(
            lead_over_draws(study.by_rival[static_cast<std::size_t>(rival)], sites).mean);
    double mean = 0, variance = 0;
    for (const double value : means)
        mean += value / static_cast<double>(means.size());
    for (const double value : means)
        variance += (value - mean) * (value - mean) / static_cast<double>(means.size());
    return variance;
}

std::vector<VarianceLine> variances_of(const PreparedStudy& prepared, const ExpectedStudy& study,
                                       const LivesStudy& lives, std::array<std::size_t, 2> sites) {
    const DecaySet decay = decay_named(prepared.scenario.model.decay);
    const double all =
        lead_over_draws(lives.by_decay[static_cast<std::size_t>(decay)], sites).variance;
    const double chance = std::min(all, lives.chance_deviation * lives.chance_deviation);
    const VarianceShares shares = variance_shares(prepared.plan, study, decay, sites);
    const char* kept = "Exact formula: draws that keep these and change the other.";
    return {
        {"chance of lives", chance, "Within draws, over the worlds that were lived."},
        {"parameters", (all - chance) * shares.parameters, kept},
        {"recorded deaths", (all - chance) * shares.data, kept},
        {"parameters and records together", (all - chance) * shares.together,
         "What neither explains alone."},
        {"structure", variance_between(study, lives, sites),
         "Between the means under both decays, mechanistic and mechanistic_phi, were all four as "
         "believable."}};
}

} // namespace

Sensitivity sensitivity_of(const PreparedStudy& prepared, const ExpectedStudy& study,
                           const LivesStudy& lives, const Ranking& ranking) {
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
    sensitivity.variances = variances_of(prepared, study, lives, {sites[0], sites[1]});
    return sensitivity;
}

} // namespace careshed
