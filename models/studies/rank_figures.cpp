#include "models/studies/rank_figures.hpp"

#include <algorithm>

#include "engine/choose/enough_draws.hpp"
#include "models/expected/top_rank_stability.hpp"
#include "models/studies/effect_steps.hpp"

namespace careshed {

namespace {

/// First sites that are compared to find parameters that only scale totals.
constexpr std::size_t kComparedSites = 10;

std::array<RiskShareFigures, 3> risk_share_figures(const PreparedStudy& prepared) {
    const DecaySet decay = prepared.scenario.model.decay;
    std::array<RiskShareFigures, 3> figures{{{0, {}}, {0.5, {}}, {1, {}}}};
    for (RiskShareFigures& one : figures) {
        const DrawSetup draw = set_up_central(prepared.plan, {{"risk_share", one.risk_share}});
        one.deaths_averted = deaths_averted(prepared.plan, draw, decay);
    }
    return figures;
}

SensitivityFigures sensitivity_figures(const PreparedStudy& prepared, const ExpectedStudy& expected,
                                       const Ranking& ranking) {
    SensitivityFigures figures;
    if (ranking.sites.size() < 2)
        return figures;
    for (std::size_t k = 0; k < std::min(kComparedSites, ranking.sites.size()); ++k)
        figures.sites.push_back(ranking.sites[k].site);
    const DecaySet decay = prepared.scenario.model.decay;
    figures.centre =
        deaths_by_site(prepared.plan, set_up_central(prepared.plan), decay, figures.sites);
    figures.swings = one_way(prepared.plan, decay, figures.sites);
    figures.spreads = group_spreads(prepared.plan, decay, figures.sites);
    figures.shares =
        variance_shares(prepared.plan, expected, decay, {figures.sites[0], figures.sites[1]});
    return figures;
}

PlainMap plain_map(const PreparedStudy& prepared) {
    const std::vector<NearbyDeaths> records = nearby_deaths(prepared.population);
    const std::size_t candidates = prepared.city.candidates.size();
    PlainMap map;
    map.deaths_nearby = deaths_nearby(records, candidates);
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed})
        map.decay_weighted_deaths[decay] = recorded_in_reach(prepared, decay);
    map.top_rank_stability = top_rank_stability(records, candidates, prepared.scenario.run.seed);
    return map;
}

HandCheckFigures hand_check_figures(const PreparedStudy& prepared, std::size_t best) {
    const DrawSetup draw = set_up_central(prepared.plan);
    const Attraction attraction =
        attraction_curve(prepared.plan, draw, prepared.scenario.model.decay);
    return {person_ledger(draw.fit, prepared.reach[best], attraction, draw.terms),
            effect_of(prepared.plan, draw, attraction, best).use.served_share,
            draw.terms.selection};
}

HistoriesStudy histories_of(const PreparedStudy& prepared, const ExpectedStudy& expected,
                            RunJournal* journal) {
    const NearbySites nearby(prepared.reach, prepared.population.people.size());
    return simulate_study({&prepared.plan, &nearby, histories_spec(prepared.scenario.model)},
                          expected, journal);
}

} // namespace

ExpectedStudy expectation_until_precise(const PreparedStudy& prepared) {
    const RunSpec& run = prepared.scenario.run;
    ExpectedStudy study = evaluate_study(prepared.plan);
    const OutcomeTable& headline = study.by_decay[prepared.scenario.model.decay];
    const std::size_t draws = enough_draws({run.stop_on, run.precision}, headline, kObjective);
    return draws == headline.draws() ? study : first_draws(study, draws);
}

RankFigures rank_figures(const PreparedStudy& prepared, RunJournal* journal,
                         const StageSink& stages) {
    const Scenario& scenario = prepared.scenario;
    const AlternativeStructure* const alternative = alternative_structure(scenario.model.structure);
    const DecaySet decay = scenario.model.decay;
    RankFigures figures;
    figures.expected = expectation_until_precise(prepared);
    stage_ended(stages, "analytic expectation");
    figures.histories = histories_of(prepared, figures.expected, journal);
    stage_ended(stages, "histories");
    figures.headline = alternative ? figures.expected.by_structure[alternative->structure]
                                   : figures.histories.by_decay[decay];
    figures.groups = alternative ? OutcomeTable() : figures.histories.groups_by_decay[decay];
    figures.ranking = rank_sites(figures.headline, kObjective, scenario.run.indifference);
    figures.risk_shares = risk_share_figures(prepared);
    figures.plain_map = plain_map(prepared);
    if (!alternative) {
        figures.sensitivity = sensitivity_figures(prepared, figures.expected, figures.ranking);
        figures.hand_check = hand_check_figures(prepared, figures.ranking.sites.front().site);
    }
    stage_ended(stages, "ranking");
    return figures;
}

} // namespace careshed
