#include "models/studies/rank_description.hpp"

#include <array>

#include <fmt/format.h>

#include "engine/choose/enough_draws.hpp"
#include "engine/choose/rank_correlation.hpp"
#include "models/studies/lives_diagnostics.hpp"
#include "models/studies/parameter_lines.hpp"
#include "models/studies/rank_sensitivity.hpp"
#include "models/studies/study_diagnostics.hpp"

namespace careshed {

namespace {

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
    const bool may_stop = run.stop_on != StopOn::draws;
    const StopRule rule{may_stop ? run.stop_on : StopOn::p_best, run.precision};
    const double error = standard_error_of(rule, headline, kObjective, headline.draws());
    const std::string note =
        may_stop
            ? fmt::format("After {} draws. They end before run.draws once the closed form has it "
                          "at {} or less (run.precision).",
                          headline.draws(), run.precision)
            : fmt::format("After {} draws; run.stop_on ends them where a wanted precision is "
                          "reached.",
                          headline.draws());
    const char* title =
        rule.on == StopOn::p_best  ? "Monte Carlo standard error of P(best) of rank 1"
        : rule.on == StopOn::p_top ? "Largest Monte Carlo standard error of a P(top five)"
                                   : "Monte Carlo standard error of the interval of rank 1";
    return {
        "draws_error", title, rule.on == StopOn::interval ? "share of its width" : "probability",
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

struct RiskShareTitle {
    const char *title, *belief;
};
constexpr std::array<RiskShareTitle, 3> kRiskShareTitles{
    {{"rank_risk_share_0", "Hot spots hold more people, each at equal risk."},
     {"rank_risk_share_half", "Hot spots hold more people and more risk alike."},
     {"rank_risk_share_1", "Hot spots hold as many people as elsewhere, at higher risk."}}};

std::vector<AlternativeRanks> alternatives(const Scenario& scenario, const RankFigures& figures) {
    const double zone = scenario.run.indifference;
    const auto& by_decay = figures.lives.by_decay;
    const OutcomeTable& stated = by_decay[DecaySet::stated];
    std::vector<AlternativeRanks> list{
        alternative("rank_stated", kBeliefStated, stated, zone),
        alternative("rank_revealed", kBeliefRevealed, by_decay[DecaySet::revealed], zone)};
    for (const RivalInfo& rival : rival_infos()) {
        list.push_back(alternative(std::string("rank_") + name_of(rival.structure), rival.belief,
                                   figures.expected.by_rival[rival.structure], zone));
        list.back().ranks_only = rival.ranks_only;
    }
    const auto headline = static_cast<std::size_t>(scenario.model.decay);
    list.push_back(alternative("rank_closed_form", kBeliefClosedForm,
                               figures.expected.by_decay[headline], zone));
    for (std::size_t k = 0; k < kRiskShareTitles.size(); ++k)
        list.push_back(alternative(kRiskShareTitles[k].title, kRiskShareTitles[k].belief,
                                   single_draw(stated, figures.risk_shares[k].deaths_averted),
                                   zone));
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

std::vector<Benchmark> benchmarks(const RankFigures& figures) {
    const std::vector<double> simulated = means(figures.headline);
    return {benchmark("Recorded deaths within 800 m", figures.plain_map.deaths_nearby, simulated),
            benchmark("Recorded deaths weighted by walking distance",
                      figures.plain_map.decay_weighted_deaths, simulated)};
}

void add_hand_check(const Scenario& scenario, const RankFigures& figures, RankStudy& out) {
    const DecaySet decay = scenario.model.decay;
    const OutcomeTable& closed_form = figures.expected.by_decay[decay];
    for (std::size_t site = 0; site < closed_form.sites().size(); ++site)
        out.closed_form.push_back(closed_form.central(site, closed_form.outcome(kObjective)));
    for (const LedgerClass& move : figures.hand_check->classes)
        out.hand_check.push_back({move.people, move.risk[kPrivate], move.risk[kPublic],
                                  move.uses[kPrivate], move.uses[kPublic]});
    out.hand_check_acceptance = figures.hand_check->acceptance;
    out.hand_check_selection = figures.hand_check->selection;
}

/// What one must believe for the headline.
std::string headline_belief(const ModelSpec& model) {
    if (const RivalInfo* const rival = rival_info(model.structure))
        return rival->belief;
    const bool is_stated = model.decay == DecaySet::stated;
    return std::string(kBeliefCalibrated) + " " +
           (model.history == History::on ? kBeliefHistory + std::string(" ") : "") +
           (is_stated ? kBeliefStated : kBeliefRevealed);
}

std::vector<Diagnostic> diagnostics(const PreparedStudy& prepared, const RankFigures& figures) {
    std::vector<Diagnostic> list = study_diagnostics(prepared, figures);
    list.push_back(draws_diagnostic(prepared, figures.headline));
    const std::vector<Diagnostic> of_lives = lives_diagnostics(prepared, figures.lives);
    list.insert(list.end(), of_lives.begin(), of_lives.end());
    return list;
}

} // namespace

RankStudy describe_ranking(const PreparedStudy& prepared, const RankFigures& figures) {
    const Scenario& scenario = prepared.scenario;
    RankStudy out;
    out.scenario = &scenario;
    out.city = &prepared.city;
    out.walk_times = &prepared.walk_times;
    out.belief = headline_belief(scenario.model);
    out.money_basis = "Ambulance service's perspective, US dollars as published (price years "
                      "differ), undiscounted yearly means.";
    out.outcomes = figures.headline;
    out.group_outcomes = figures.groups;
    out.ranking = figures.ranking;
    out.alternatives = alternatives(scenario, figures);
    out.sensitivity = described_sensitivity(scenario.model, figures);
    out.benchmarks = benchmarks(figures);
    out.parameters = parameter_lines(scenario.model);
    out.recorded_deaths_a_year = prepared.population.incidence.recorded_a_year;
    if (scenario.run.allocation == Allocation::sequential)
        out.lived_draws = figures.lives.lived_draws;
    if (figures.hand_check)
        add_hand_check(scenario, figures, out);
    out.diagnostics = diagnostics(prepared, figures);
    return out;
}

} // namespace careshed
