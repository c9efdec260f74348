#include "tools/careshed/rank_study.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/choose/enough_draws.hpp"
#include "engine/core/text.hpp"
#include "models/expected/keep_rate.hpp"
#include "models/expected/person_ledger.hpp"
#include "models/expected/transparent_benchmark.hpp"
#include "tools/careshed/lives_diagnostics.hpp"
#include "tools/careshed/rank_sensitivity.hpp"
#include "tools/careshed/study_diagnostics.hpp"

namespace careshed {

namespace {

constexpr const char* kObjective = "deaths_averted";
/// The closed form says when draws are enough; lives may have it this much wider before one warns.
constexpr double kToldByClosedForm = 1.5;

constexpr const char* kBeliefCalibrated = "A use that moves to the site would have carried the "
                                          "fitted risk of its area and setting, and on "
                                          "site almost nobody dies.";
constexpr const char* kBeliefHistory = "Whoever is saved stays at risk, more so than before the "
                                       "overdose, and may die later.";
constexpr const char* kBeliefStated = "People walk as far as New Yorkers said they would travel, "
                                      "by any mode: an upper bound on distance, not on deaths "
                                      "averted.";
constexpr const char* kBeliefRevealed =
    "People come from as near as the people who often came to one site in Vancouver lived.";
constexpr const char* kBeliefClosedForm =
    "Nobody's risk depends on what happened before, and whoever is saved is at no risk of dying "
    "later: the exact formula without history.";

/// How well chance in the draws lets what run.stop_on looks at be known; P(best) if nothing.
Diagnostic draws_diagnostic(const PreparedStudy& prepared, const OutcomeTable& headline) {
    const RunSpec& run = prepared.scenario.run;
    const bool may_stop = run.stop_on != "draws";
    const StopRule rule{may_stop ? run.stop_on : "p_best", run.precision};
    const double error = standard_error_of(rule, headline, kObjective, headline.draws());
    const std::string note =
        may_stop
            ? fmt::format("After {} draws. They end before run.draws once the closed form has it "
                          "at {} or less (run.precision).",
                          headline.draws(), run.precision)
            : fmt::format("After {} draws; run.stop_on ends them where a wanted precision is "
                          "reached.",
                          headline.draws());
    const char* title = rule.on == "p_best" ? "Monte Carlo standard error of P(best) of rank 1"
                        : rule.on == "p_top"
                            ? "Largest Monte Carlo standard error of a P(top five)"
                            : "Monte Carlo standard error of the interval of rank 1";
    return {"draws_error", title, rule.on == "interval" ? "share of its width" : "probability",
            error,         note,  may_stop && error > kToldByClosedForm * run.precision};
}

AlternativeRanks alternative(const std::string& title, const std::string& belief,
                             const OutcomeTable& table, double indifference) {
    return {title, belief, false, rank_sites(table, kObjective, indifference), table};
}

/// A table of one draw, for alternatives that are central runs only.
OutcomeTable single_draw(const OutcomeTable& like, const std::vector<double>& deaths) {
    const OutcomeInfo info = like.outcomes()[like.outcome(kObjective)];
    OutcomeTable table(like.sites(), {info}, 1);
    for (std::size_t site = 0; site < deaths.size(); ++site) {
        table.draws_of(site, 0)[0] = deaths[site];
        table.central(site, 0) = deaths[site];
    }
    return table;
}

std::vector<AlternativeRanks> alternatives(const PreparedStudy& prepared,
                                           const ExpectedStudy& study, const LivesStudy& lives) {
    const double zone = prepared.scenario.run.indifference;
    const OutcomeTable& stated = lives.by_decay[static_cast<std::size_t>(DecaySet::stated)];
    const OutcomeTable& revealed = lives.by_decay[static_cast<std::size_t>(DecaySet::revealed)];
    std::vector<AlternativeRanks> list{
        alternative("rank_stated", kBeliefStated, stated, zone),
        alternative("rank_revealed", kBeliefRevealed, revealed, zone)};
    for (const RivalInfo& rival : rival_infos()) {
        list.push_back(alternative(std::string("rank_") + rival.name, rival.belief,
                                   study.by_rival[static_cast<std::size_t>(rival.rival)], zone));
        list.back().ranks_only = rival.ranks_only;
    }
    const DecaySet headline = decay_named(prepared.scenario.model.decay);
    list.push_back(alternative("rank_closed_form", kBeliefClosedForm,
                               study.by_decay[static_cast<std::size_t>(headline)], zone));
    struct Share {
        double value;
        const char *title, *belief;
    };
    for (const Share share :
         {Share{0, "rank_risk_share_0", "Hot spots hold more people, each at equal risk."},
          Share{0.5, "rank_risk_share_half", "Hot spots hold more people and more risk alike."},
          Share{1, "rank_risk_share_1",
                "Hot spots hold as many people as elsewhere, at higher risk."}}) {
        const DrawSetup draw = set_up_central(prepared.plan, {{"risk_share", share.value}});
        list.push_back(
            alternative(share.title, share.belief,
                        single_draw(stated, deaths_averted(prepared.plan, draw, headline)), zone));
    }
    return list;
}

std::vector<double> means(const OutcomeTable& table) {
    std::vector<double> values;
    for (std::size_t site = 0; site < table.sites().size(); ++site)
        values.push_back(summarise(table.draws_of(site, table.outcome(kObjective))).mean);
    return values;
}

Benchmark benchmark(const std::string& title, const std::vector<double>& map,
                    const std::vector<double>& simulated) {
    Benchmark line;
    line.title = title;
    line.rank_correlation = rank_correlation(map, simulated);
    line.top5_overlap = top_overlap(map, simulated, 5);
    line.meaning = line.rank_correlation > 0.95
                       ? "Nearly the answer: the model changes totals more than the order."
                       : "The model changes the order: distance, setting, booths or rescue matter.";
    return line;
}

std::vector<Benchmark> benchmarks(const PreparedStudy& prepared, const OutcomeTable& headline) {
    const std::vector<double> simulated = means(headline);
    const Parameters parameters = default_parameters(prepared.scenario.model.overrides);
    const DecaySet decay = decay_named(prepared.scenario.model.decay);
    return {benchmark(
                "Recorded deaths within 800 m",
                deaths_nearby(nearby_records(prepared.population), prepared.city.candidates.size()),
                simulated),
            benchmark("Recorded deaths weighted by walking distance",
                      decay_weighted_deaths(prepared.population, prepared.walk_times,
                                            parameters.uptake, decay),
                      simulated)};
}

/// The best site's central draw in closed form, person by person.
void add_hand_check(const PreparedStudy& prepared, const ExpectedStudy& study, RankStudy& out) {
    const DecaySet decay = decay_named(prepared.scenario.model.decay);
    const OutcomeTable& closed_form = study.by_decay[static_cast<std::size_t>(decay)];
    for (std::size_t site = 0; site < closed_form.sites().size(); ++site)
        out.closed_form.push_back(closed_form.central(site, closed_form.outcome(kObjective)));
    const DrawSetup draw = set_up_central(prepared.plan);
    const Pull pull = pull_of(prepared.plan, draw, decay);
    const std::size_t best = out.ranking.sites.front().site;
    for (const LedgerClass& move : person_ledger(draw.fit, prepared.reach[best], pull, draw.terms))
        out.hand_check.push_back({move.people, move.risk[kPrivate], move.risk[kPublic],
                                  move.uses[kPrivate], move.uses[kPublic]});
    out.hand_check_acceptance = effect_of(prepared.plan, draw, pull, best).use.served_share;
    out.hand_check_selection = draw.terms.selection;
}

} // namespace

std::vector<ParameterLine> parameter_lines(const ModelSpec& model) {
    std::vector<ParameterLine> lines;
    for (const ParameterInfo& info : all_parameters()) {
        ParameterLine line;
        line.id = info.id;
        line.title = info.title;
        line.unit = info.unit;
        line.distribution = spread_name(info.spread);
        line.reference_group = info.reference;
        line.source = info.source;
        line.value = info.value;
        line.low = info.low;
        line.high = info.high;
        line.is_assumption = is_assumption(info);
        if (const auto fixed = model.overrides.find(info.id); fixed != model.overrides.end()) {
            line.value = line.low = line.high = fixed->second;
            line.distribution = "fixed";
            line.source = "set by the scenario; default: " + line.source;
        }
        lines.push_back(line);
    }
    return lines;
}

ExpectedStudy expect_until_sure(PreparedStudy& prepared) {
    RunSpec& run = prepared.scenario.run;
    ExpectedStudy study = evaluate_study(prepared.plan);
    const OutcomeTable& headline =
        study.by_decay[static_cast<std::size_t>(decay_named(prepared.scenario.model.decay))];
    const std::size_t draws = enough_draws({run.stop_on, run.precision}, headline, kObjective);
    if (draws == headline.draws())
        return study;
    run.draws = static_cast<int>(draws);
    return first_draws(study, draws);
}

RankStudy describe_study(const PreparedStudy& prepared, const ExpectedStudy& study,
                         const LivesStudy& lives) {
    const ModelSpec& model = prepared.scenario.model;
    const auto decay = static_cast<std::size_t>(decay_named(model.decay));
    const auto rival = rival_named(model.structure);
    RankStudy out;
    out.scenario = &prepared.scenario;
    out.city = &prepared.city;
    out.walk_times = &prepared.walk_times;
    out.belief = rival ? rival_infos()[static_cast<std::size_t>(*rival)].belief
                       : std::string(kBeliefCalibrated) + " " +
                             (model.history == "on" ? kBeliefHistory + std::string(" ") : "") +
                             (decay == 0 ? kBeliefStated : kBeliefRevealed);
    out.money_basis = "Ambulance service's perspective, US dollars as published (price years "
                      "differ), undiscounted yearly means.";
    out.outcomes = rival ? study.by_rival[static_cast<std::size_t>(*rival)] : lives.by_decay[decay];
    out.group_outcomes = rival ? OutcomeTable() : lives.groups_by_decay[decay];
    out.ranking = rank_sites(out.outcomes, kObjective, prepared.scenario.run.indifference);
    out.alternatives = alternatives(prepared, study, lives);
    out.sensitivity = sensitivity_of(prepared, study, lives, out.ranking);
    out.benchmarks = benchmarks(prepared, out.outcomes);
    out.parameters = parameter_lines(model);
    out.recorded_deaths_a_year = prepared.population.incidence.recorded_a_year;
    if (prepared.scenario.run.is_sequential)
        out.lived_draws = lives.lived_draws;
    if (!rival)
        add_hand_check(prepared, study, out);
    out.diagnostics = study_diagnostics(prepared, study, out.ranking.sites.front().site);
    out.diagnostics.push_back(draws_diagnostic(prepared, out.outcomes));
    const std::vector<Diagnostic> of_lives = lives_diagnostics(prepared, lives);
    out.diagnostics.insert(out.diagnostics.end(), of_lives.begin(), of_lives.end());
    return out;
}

} // namespace careshed
