#include "models/studies/expected_study.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/tally.hpp"
#include "models/expected/alternative_effects.hpp"
#include "models/studies/outcome_list.hpp"

namespace careshed {

namespace {

/// Largest relative gap between an area's modelled and intended deaths.
double worst_area_error(const StudyPopulation& study, const FittedDraw& fit) {
    double worst = 0;
    const auto& first = study.people.first_of_area;
    for (std::size_t a = 0; a + 1 < first.size(); ++a) {
        EventTally deaths;
        for (std::uint32_t i = first[a]; i < first[a + 1]; ++i)
            for (std::size_t s = 0; s < kSettings; ++s)
                deaths.add(fit.rows[i].uses[s] * fit.rows[i].life_threatening *
                           fit.rows[i].fatality[s]);
        const double target = fit.deaths_by_area[a];
        if (target > 1e-6)
            worst = std::max(worst, std::abs(deaths.value() / target - 1));
    }
    return worst;
}

DrawFacts facts_of(const StudyPlan& plan, const DrawSetup& draw) {
    const FittedDraw& fit = draw.fit;
    return {.baseline_deaths = fit.baseline_deaths,
            .recorded_deaths = plan.population->incidence.recorded_a_year,
            .overdoses = fit.overdoses,
            .runs = fit.runs,
            .uses = fit.uses,
            .people = fit.people,
            .drive_km_per_hour = fit.drive_km_per_hour,
            .event_rate = draw.parameters.opc.onsite_event_rate,
            .transported = draw.parameters.ems.transported_to_hospital,
            .baseline_error = worst_area_error(*plan.population, fit),
            .rejected = draw.rejected};
}

std::vector<double> group_values(const GroupColumns& columns, const SiteEffect& effect) {
    std::vector<double> values;
    for (const auto& members : columns.members) {
        double sum = 0;
        for (const std::size_t group : members)
            sum += effect.deaths_averted_by_group[group];
        values.push_back(sum);
    }
    return values;
}

/// Writes every site of one draw into the study's tables; returns the draw's facts.
DrawFacts evaluate_draw(const StudyPlan& plan, const GroupColumns& groups, DrawId draw,
                        ExpectedStudy& study) {
    const DrawSetup setup = set_up(plan, draw);
    const DecaySet headline = plan.scenario->model.decay;
    const AlternativeEffects alternatives_of_draw(setup.fit, setup.parameters);
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
        const Attraction attraction = attraction_curve(plan, setup, decay);
        for (std::size_t site = 0; site < plan.reach->size(); ++site) {
            const SiteEffect effect = effect_of(plan, setup, attraction, site);
            study.by_decay[decay].put_all(site, draw,
                                          outcome_values(effect, run_terms(setup.parameters)));
            study.groups_by_decay[decay].put_all(site, draw, group_values(groups, effect));
            study.wanted[decay].put(site, 0, draw, effect.uses_wanted_a_day);
            if (decay != headline)
                continue;
            const auto alternatives = alternatives_of_draw.of((*plan.reach)[site], effect);
            for (const AlternativeStructure& alternative : alternative_structures())
                study.by_structure[alternative.structure].put(site, 0, draw,
                                                              alternatives[alternative.structure]);
        }
    }
    return facts_of(plan, setup);
}

std::vector<OutcomeInfo> wanted_column() {
    return {{"uses_wanted_a_day", "Uses wanted a day", "uses a day", 0, 0,
             "What would come at full uptake if the site never closed."}};
}

ExpectedStudy empty_study(const StudyPlan& plan, const GroupColumns& groups) {
    std::vector<std::string> ids;
    for (const Candidate& candidate : plan.population->city->candidates)
        ids.push_back(candidate.id);
    const auto draws = static_cast<std::size_t>(plan.scenario->run.draws);
    ExpectedStudy study;
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
        study.by_decay[decay] = OutcomeTable(ids, site_outcomes(), draws);
        study.groups_by_decay[decay] = OutcomeTable(ids, groups.outcomes, draws);
        study.wanted[decay] = OutcomeTable(ids, wanted_column(), draws);
    }
    for (const AlternativeStructure& alternative : alternative_structures())
        study.by_structure[alternative.structure] =
            OutcomeTable(ids, alternative_outcomes(alternative), draws);
    study.draws.resize(draws);
    return study;
}

} // namespace

ExpectedStudy evaluate_study(const StudyPlan& plan) {
    const GroupColumns groups = group_columns(*plan.population->city);
    ExpectedStudy study = empty_study(plan, groups);
    study.central = evaluate_draw(plan, groups, DrawId::central(), study);

    ProgressStep progress(plan.progress, "draws", study.draws.size());
    for_each_index(study.draws.size(), plan.threads, [&](std::size_t d) {
        study.draws[d] = evaluate_draw(plan, groups, DrawId::numbered(d), study);
        progress.advance();
    });
    return study;
}

ExpectedStudy first_draws(const ExpectedStudy& study, std::size_t draws) {
    ExpectedStudy few = study;
    const auto cut = [&](auto& tables) {
        for (OutcomeTable& table : tables)
            table = table.first_draws(draws);
    };
    cut(few.by_decay);
    cut(few.groups_by_decay);
    cut(few.by_structure);
    cut(few.wanted);
    few.draws.resize(draws);
    return few;
}

} // namespace careshed
