#include "models/studies/rank_figures.hpp"

#include <algorithm>

#include "engine/choose/enough_draws.hpp"
#include "models/expected/keep_rate.hpp"
#include "models/expected/transparent_benchmark.hpp"

namespace careshed {

namespace {

/// So many first sites tell whether a parameter only scales totals.
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
    const std::vector<NearbyRecord> records = nearby_records(prepared.population);
    const std::size_t candidates = prepared.city.candidates.size();
    const Parameters parameters = default_parameters(prepared.scenario.model.overrides);
    return {deaths_nearby(records, candidates),
            decay_weighted_deaths(prepared.population, prepared.walk_times, parameters.uptake,
                                  prepared.scenario.model.decay),
            keep_rate(records, candidates, prepared.scenario.run.seed)};
}

HandCheckFigures hand_check_figures(const PreparedStudy& prepared, std::size_t best) {
    const DrawSetup draw = set_up_central(prepared.plan);
    const Pull pull = pull_of(prepared.plan, draw, prepared.scenario.model.decay);
    return {person_ledger(draw.fit, prepared.reach[best], pull, draw.terms),
            effect_of(prepared.plan, draw, pull, best).use.served_share, draw.terms.selection};
}

LivesStudy lives_of(const PreparedStudy& prepared, const ExpectedStudy& expected,
                    RunJournal* journal) {
    const NearbySites nearby(prepared.reach, prepared.population.people.size());
    return live_study({&prepared.plan, &nearby, lives_spec(prepared.scenario.model)}, expected,
                      journal);
}

} // namespace

ExpectedStudy expect_until_sure(const PreparedStudy& prepared) {
    const RunSpec& run = prepared.scenario.run;
    ExpectedStudy study = evaluate_study(prepared.plan);
    const OutcomeTable& headline = study.by_decay[prepared.scenario.model.decay];
    const std::size_t draws = enough_draws({run.stop_on, run.precision}, headline, kObjective);
    return draws == headline.draws() ? study : first_draws(study, draws);
}

RankFigures rank_figures(const PreparedStudy& prepared, RunJournal* journal,
                         const StageSink& stages) {
    const Scenario& scenario = prepared.scenario;
    const RivalInfo* const rival = rival_info(scenario.model.structure);
    const DecaySet decay = scenario.model.decay;
    RankFigures figures;
    figures.expected = expect_until_sure(prepared);
    stage_ended(stages, "draws in closed form");
    figures.lives = lives_of(prepared, figures.expected, journal);
    stage_ended(stages, "lives");
    figures.headline =
        rival ? figures.expected.by_rival[rival->structure] : figures.lives.by_decay[decay];
    figures.groups = rival ? OutcomeTable() : figures.lives.groups_by_decay[decay];
    figures.ranking = rank_sites(figures.headline, kObjective, scenario.run.indifference);
    figures.risk_shares = risk_share_figures(prepared);
    figures.plain_map = plain_map(prepared);
    if (!rival) {
        figures.sensitivity = sensitivity_figures(prepared, figures.expected, figures.ranking);
        figures.hand_check = hand_check_figures(prepared, figures.ranking.sites.front().site);
    }
    stage_ended(stages, "ranking");
    return figures;
}

} // namespace careshed
