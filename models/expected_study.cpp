#include "models/expected_study.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/random.hpp"
#include "engine/core/tally.hpp"
#include "models/outcome_list.hpp"
#include "models/rival_effects.hpp"
#include "models/source_sites.hpp"

namespace careshed {

namespace {

/// Which inversion a draw uses: the scenario's, or a fair coin of its own key.
Inversion inversion_of(const Scenario& scenario, std::uint32_t draw) {
    if (scenario.model.inversion == "insite")
        return Inversion::insite;
    if (scenario.model.inversion == "new_york")
        return Inversion::new_york;
    DrawStream coin({scenario.run.seed, Purpose::parameter, stable_id("inversion"), draw});
    return coin.uniform() < 0.5 ? Inversion::insite : Inversion::new_york;
}

/// kappa for both decay sets, or nothing when a decay or a volume of the source site cannot be.
std::optional<std::array<double, kDecaySets>> intensities(const Parameters& parameters,
                                                          Inversion inversion) {
    if (!has_revealed_decay(parameters.uptake))
        return std::nullopt;
    std::array<double, kDecaySets> kappa{};
    for (const DecaySet set : {DecaySet::stated, DecaySet::revealed}) {
        const auto solved = solved_intensity(inversion, decay_of(parameters.uptake, set),
                                             parameters.uptake, parameters.use, parameters.opc);
        if (!solved)
            return std::nullopt;
        kappa[static_cast<std::size_t>(set)] = *solved;
    }
    return kappa;
}

[[noreturn]] void volume_unreachable() {
    throw Error(
        ErrorKind::run, "model.inversion",
        "the source site's published volume cannot be reached with these parameters",
        "fewer overrides, a shorter booth_minutes, more people nearby, or the other inversion");
}

DrawSetup set_up(const StudyPlan& plan, const Parameters& parameters,
                 const std::array<double, kDecaySets>& kappa, const std::vector<double>& deaths) {
    const Scenario& scenario = *plan.scenario;
    const FatalitySet fatality = fatality_named(scenario.model.fatality);
    DrawSetup setup{parameters, kappa, 0, {}, {}};
    setup.fit = fit_draw(*plan.population, parameters, fatality, scenario.site, deaths);
    setup.terms = site_terms(parameters, fatality, scenario.site, scenario.run.years);
    return setup;
}

/// Every parameter at its default, the scenario's overrides and `more` on top of them.
DrawSetup set_up_at_centre(const StudyPlan& plan, const std::map<std::string, double>& more,
                           const std::vector<double>& deaths) {
    const Scenario& scenario = *plan.scenario;
    std::map<std::string, double> overrides = more;
    overrides.insert(scenario.model.overrides.begin(), scenario.model.overrides.end());
    const Parameters parameters = default_parameters(overrides);
    const Inversion inversion =
        scenario.model.inversion == "new_york" ? Inversion::new_york : Inversion::insite;
    const auto kappa = intensities(parameters, inversion);
    if (!kappa)
        volume_unreachable();
    return set_up(plan, parameters, *kappa, deaths);
}

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
    return {fit.baseline_deaths,
            plan.population->incidence.recorded_a_year,
            fit.overdoses,
            fit.runs,
            fit.uses,
            fit.people,
            fit.drive_km_per_hour,
            draw.parameters.opc.onsite_event_rate,
            draw.parameters.ems.transported_to_hospital,
            worst_area_error(*plan.population, fit),
            draw.rejected};
}

/// Where a draw's numbers go: a column of the table, or its central column.
void store(OutcomeTable& table, std::size_t site, const std::vector<double>& values, int draw) {
    for (std::size_t outcome = 0; outcome < values.size(); ++outcome) {
        if (draw < 0)
            table.central(site, outcome) = values[outcome];
        else
            table.draws_of(site, outcome)[static_cast<std::size_t>(draw)] = values[outcome];
    }
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

/// Every site of one draw into the study's tables. draw < 0 is the central draw.
void evaluate_draw(const StudyPlan& plan, const DrawSetup& setup, const GroupColumns& groups,
                   int draw, ExpectedStudy& study) {
    const std::size_t sites = plan.reach->size();
    const DecaySet headline = decay_named(plan.scenario->model.decay);
    const RivalEffects rivals_of_draw(setup.fit, setup.parameters);
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
        const auto d = static_cast<std::size_t>(decay);
        const Pull pull = pull_of(plan, setup, decay);
        for (std::size_t site = 0; site < sites; ++site) {
            const SiteEffect effect = effect_of(plan, setup, pull, site);
            store(study.by_decay[d], site,
                  outcome_values(effect, setup.parameters.economics, setup.parameters.ems), draw);
            store(study.groups_by_decay[d], site, group_values(groups, effect), draw);
            store(study.wanted[d], site, {effect.uses_wanted_a_day}, draw);
            if (decay != headline)
                continue;
            const auto rivals = rivals_of_draw.of((*plan.reach)[site], effect);
            for (std::size_t r = 0; r < kRivals; ++r)
                store(study.by_rival[r], site, {rivals[r]}, draw);
        }
    }
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
    for (std::size_t d = 0; d < kDecaySets; ++d) {
        study.by_decay[d] = OutcomeTable(ids, site_outcomes(), draws);
        study.groups_by_decay[d] = OutcomeTable(ids, groups.outcomes, draws);
        study.wanted[d] = OutcomeTable(ids, wanted_column(), draws);
    }
    for (std::size_t r = 0; r < kRivals; ++r)
        study.by_rival[r] = OutcomeTable(ids, rival_outcomes(rival_infos()[r]), draws);
    study.draws.resize(draws);
    return study;
}

} // namespace

DecaySet decay_named(const std::string& name) {
    return name == "revealed" ? DecaySet::revealed : DecaySet::stated;
}

FatalitySet fatality_named(const std::string& name) {
    return name == "canberra" ? FatalitySet::canberra : FatalitySet::profound;
}

DrawSetup set_up_draw(const StudyPlan& plan, std::uint32_t draw) {
    return set_up_draw_of_incidence(plan, draw, draw);
}

DrawSetup set_up_draw_of_incidence(const StudyPlan& plan, std::uint32_t draw,
                                   std::uint32_t incidence) {
    const Scenario& scenario = *plan.scenario;
    const std::uint64_t seed = scenario.run.seed;
    const StudyPopulation& population = *plan.population;
    const Inversion inversion = inversion_of(scenario, draw);
    constexpr std::uint32_t kAttempts = 256;
    for (std::uint32_t attempt = 0; attempt < kAttempts; ++attempt) {
        const Parameters parameters =
            drawn_parameters(scenario.model.overrides, seed, draw, attempt);
        const auto kappa = intensities(parameters, inversion);
        if (!kappa || !leaves_time_to_drive(parameters.ems))
            continue;
        DrawSetup setup =
            set_up(plan, parameters, *kappa,
                   drawn_deaths(population.incidence, *population.city, seed, incidence));
        setup.rejected = static_cast<int>(attempt);
        return setup;
    }
    volume_unreachable();
}

DrawSetup set_up_central(const StudyPlan& plan, const std::map<std::string, double>& more) {
    return set_up_at_centre(plan, more, plan.population->incidence.means);
}

DrawSetup set_up_central_of_incidence(const StudyPlan& plan, std::uint32_t draw) {
    const StudyPopulation& population = *plan.population;
    return set_up_at_centre(
        plan, {},
        drawn_deaths(population.incidence, *population.city, plan.scenario->run.seed, draw));
}

Pull pull_of(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay) {
    return pull_of(draw.parameters.uptake, decay, draw.kappa[static_cast<std::size_t>(decay)],
                   plan.walk_limit);
}

SiteEffect effect_of(const StudyPlan& plan, const DrawSetup& draw, const Pull& pull,
                     std::size_t candidate) {
    return direct_effect(*plan.population, draw.fit, (*plan.reach)[candidate], pull, draw.terms);
}

std::vector<double> deaths_averted(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay) {
    const Pull pull = pull_of(plan, draw, decay);
    std::vector<double> deaths;
    for (std::size_t site = 0; site < plan.reach->size(); ++site) {
        const SiteEffect effect = effect_of(plan, draw, pull, site);
        deaths.push_back(effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic]);
    }
    return deaths;
}

ExpectedStudy evaluate_study(const StudyPlan& plan) {
    const GroupColumns groups = group_columns(*plan.population->city);
    ExpectedStudy study = empty_study(plan, groups);
    const DrawSetup central = set_up_central(plan);
    study.central = facts_of(plan, central);
    evaluate_draw(plan, central, groups, -1, study);

    ProgressStep progress(plan.progress, "draws", study.draws.size());
    for_each_index(study.draws.size(), plan.threads, [&](std::size_t d) {
        const DrawSetup setup = set_up_draw(plan, static_cast<std::uint32_t>(d));
        study.draws[d] = facts_of(plan, setup);
        evaluate_draw(plan, setup, groups, static_cast<int>(d), study);
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
    cut(few.by_rival);
    cut(few.wanted);
    few.draws.resize(draws);
    return few;
}

} // namespace careshed
