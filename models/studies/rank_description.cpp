#include "models/studies/rank_description.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/choose/enough_draws.hpp"
#include "engine/choose/rank_correlation.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "models/studies/effect_steps.hpp"
#include "models/studies/histories_diagnostics.hpp"
#include "models/studies/parameter_lines.hpp"
#include "models/studies/rank_sensitivity.hpp"
#include "models/studies/study_diagnostics.hpp"

namespace careshed {

namespace {

/// The analytic expectation decides when draws are enough; a warning is given where the error over
/// simulated histories is this many times run.precision.
constexpr double kPrecisionTolerance = 1.5;

constexpr const char* kAssumesCalibrated = "A use that moves to the site would have carried the "
                                           "fitted risk of its area and setting, and on "
                                           "site almost nobody dies.";
constexpr const char* kAssumesHistory = "Survivors stay at risk, more so than before the "
                                        "overdose, and may die later.";
constexpr const char* kAssumesStated = "People walk as far as New Yorkers said they would travel, "
                                       "by any mode: an upper bound on distance, not on deaths "
                                       "averted.";
constexpr const char* kAssumesRevealed =
    "People come from as near as the people who often came to one site in Vancouver lived.";
constexpr const char* kAssumesAnalytic =
    "Risk does not depend on earlier events, and survivors have no later risk of death: the exact "
    "formula without history.";

/// Monte Carlo error of the figure in run.stop_on; of P(best) if there is none.
Diagnostic draws_diagnostic(const PreparedStudy& prepared, const OutcomeTable& headline) {
    const RunSpec& run = prepared.scenario.run;
    const bool may_stop = run.stop_on != StopOn::draws;
    const StopRule rule{may_stop ? run.stop_on : StopOn::p_best, run.precision};
    const double error = standard_error_of(rule, headline, kObjective, headline.draws());
    const std::string note =
        may_stop
            ? fmt::format(
                  "After {} draws. They end before run.draws once the analytic expectation has it "
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
        error,         note,  may_stop && error > kPrecisionTolerance * run.precision};
}

/// What every alternative is ranked and told by.
struct Scale {
    double indifference = 0;
    std::span<const double> recorded; ///< in reach of each site
};

AlternativeRanks alternative(const std::string& title, const std::string& assumption,
                             const OutcomeTable& table, const Scale& scale) {
    return {title, assumption,
            false, rank_sites(table, kObjective, scale.indifference),
            table, effect_steps(table, scale.recorded)};
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
    const char *title, *assumption;
};
constexpr std::array<RiskShareTitle, 3> kRiskShareTitles{
    {{"rank_risk_share_0", "Hot spots hold more people, each at equal risk."},
     {"rank_risk_share_half", "Hot spots hold more people and more risk alike."},
     {"rank_risk_share_1", "Hot spots hold as many people as elsewhere, at higher risk."}}};

std::vector<AlternativeRanks> alternatives(const Scenario& scenario, const RankFigures& figures) {
    const auto scale = [&](DecaySet decay) {
        return Scale{scenario.run.indifference, figures.plain_map.decay_weighted_deaths[decay]};
    };
    const auto& by_decay = figures.histories.by_decay;
    const OutcomeTable& stated = by_decay[DecaySet::stated];
    std::vector<AlternativeRanks> list{
        alternative("rank_stated", kAssumesStated, stated, scale(DecaySet::stated)),
        alternative("rank_revealed", kAssumesRevealed, by_decay[DecaySet::revealed],
                    scale(DecaySet::revealed))};
    const DecaySet headline = scenario.model.decay;
    for (const AlternativeStructure& structure : alternative_structures()) {
        list.push_back(
            alternative(std::string("rank_") + name_of(structure.structure), structure.assumption,
                        figures.expected.by_structure[structure.structure], scale(headline)));
        list.back().ranks_only = structure.ranks_only;
    }
    list.push_back(alternative("rank_analytic", kAssumesAnalytic,
                               figures.expected.by_decay[headline], scale(headline)));
    for (std::size_t k = 0; k < kRiskShareTitles.size(); ++k)
        list.push_back(alternative(kRiskShareTitles[k].title, kRiskShareTitles[k].assumption,
                                   single_draw(stated, figures.risk_shares[k].deaths_averted),
                                   scale(headline)));
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

std::vector<Benchmark> benchmarks(const RankFigures& figures, DecaySet decay) {
    const std::vector<double> simulated = means(figures.headline);
    return {benchmark("Recorded deaths within 800 m", figures.plain_map.deaths_nearby, simulated),
            benchmark("Recorded deaths weighted by walking distance",
                      figures.plain_map.decay_weighted_deaths[decay], simulated)};
}

/// Deaths averted by a row of the hand check, if none is turned away.
double moved_deaths(const HandCheckRow& row) {
    return row.people * (row.private_risk * row.private_uses + row.public_risk * row.public_uses);
}

/// Several rows as one with the same people, uses and deaths.
HandCheckRow one_row(std::span<const HandCheckRow> rows) {
    HandCheckRow all;
    double private_deaths = 0, public_deaths = 0;
    for (const HandCheckRow& row : rows) {
        all.people += row.people;
        all.private_uses += row.people * row.private_uses;
        all.public_uses += row.people * row.public_uses;
        private_deaths += row.people * row.private_risk * row.private_uses;
        public_deaths += row.people * row.public_risk * row.public_uses;
    }
    all.private_risk = all.private_uses > 0 ? private_deaths / all.private_uses : 0;
    all.public_risk = all.public_uses > 0 ? public_deaths / all.public_uses : 0;
    all.private_uses /= all.people > 0 ? all.people : 1;
    all.public_uses /= all.people > 0 ? all.people : 1;
    return all;
}

/// Risks of a use follow from the deaths of an area: rows are pooled, in the order of their risk,
/// until each has a part of the answer that 11 of the deaths recorded near the site stand for.
std::vector<HandCheckRow> pooled(std::vector<HandCheckRow> rows, double recorded_nearby) {
    std::erase_if(rows, [](const HandCheckRow& row) { return row.people == 0; });
    std::ranges::sort(rows, std::greater{}, [](const HandCheckRow& row) {
        return std::tuple(moved_deaths(row) / row.people, row.people, row.private_uses,
                          row.private_risk);
    });
    double all = 0;
    for (const HandCheckRow& row : rows)
        all += moved_deaths(row);
    const auto parts = static_cast<std::size_t>(std::max(1.0, recorded_nearby / kSmallestShown));
    const double part = all / static_cast<double>(parts);
    std::vector<HandCheckRow> pools;
    std::size_t first = 0;
    double taken = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        taken += moved_deaths(rows[k]);
        if (k + 1 < rows.size() && (taken < part || pools.size() + 1 >= parts))
            continue;
        pools.push_back(one_row(std::span(rows).subspan(first, k + 1 - first)));
        first = k + 1;
        taken = 0;
    }
    return pools;
}

void add_hand_check(const RankFigures& figures, DecaySet decay, const HandCheckFigures& check,
                    RankStudy& out) {
    const OutcomeTable& analytic = figures.expected.by_decay[decay];
    for (std::size_t site = 0; site < analytic.sites().size(); ++site)
        out.analytic.push_back(analytic.central(site, analytic.outcome(kObjective)));
    for (const LedgerClass& move : check.classes)
        out.hand_check.push_back({move.people, move.risk[kPrivate], move.risk[kPublic],
                                  move.uses[kPrivate], move.uses[kPublic]});
    const double nearby = figures.plain_map.deaths_nearby[figures.ranking.sites.front().site];
    out.hand_check = pooled(std::move(out.hand_check), nearby);
    out.hand_check_acceptance = check.acceptance;
    out.hand_check_selection = check.selection;
}

/// Recorded deaths a year as every sentence and page may name them: in steps, and one death in all
/// for 1 to 10, of which nothing is said but that they are few.
double published_a_year(const IncidencePosterior& incidence) {
    const double recorded = incidence.recorded_a_year * incidence.years;
    return in_steps(recorded).value_or(1) / incidence.years;
}

/// Structural assumptions of the headline.
std::string headline_assumption(const ModelSpec& model) {
    if (const AlternativeStructure* const alternative = alternative_structure(model.structure))
        return alternative->assumption;
    const bool is_stated = model.decay == DecaySet::stated;
    return std::string(kAssumesCalibrated) + " " +
           (model.history == History::on ? kAssumesHistory + std::string(" ") : "") +
           (is_stated ? kAssumesStated : kAssumesRevealed);
}

std::vector<Diagnostic> diagnostics(const PreparedStudy& prepared, const RankFigures& figures) {
    std::vector<Diagnostic> list = study_diagnostics(prepared, figures);
    list.push_back(draws_diagnostic(prepared, figures.headline));
    const std::vector<Diagnostic> of_histories = histories_diagnostics(prepared, figures.histories);
    list.insert(list.end(), of_histories.begin(), of_histories.end());
    return list;
}

void set_steps(std::span<const double> recorded, RankStudy& study) {
    study.steps = effect_steps(study.outcomes, recorded);
    // Groups differ in their share of one effect: its step, so that they tell no more than it does.
    study.group_steps = {std::vector(study.group_outcomes.outcomes().size(),
                                     study.steps.of_outcome[study.outcomes.outcome(kObjective)]),
                         study.steps.of_site};
}

} // namespace

RankStudy describe_ranking(const PreparedStudy& prepared, const RankFigures& figures) {
    const Scenario& scenario = prepared.scenario;
    RankStudy out;
    out.scenario = &scenario;
    out.city = &prepared.city;
    out.walk_times = &prepared.walk_times;
    out.assumption = headline_assumption(scenario.model);
    out.money_basis = "Ambulance service's perspective, US dollars as published (price years "
                      "differ), undiscounted yearly means.";
    out.outcomes = figures.headline;
    out.group_outcomes = figures.groups;
    out.ranking = figures.ranking;
    out.alternatives = alternatives(scenario, figures);
    set_steps(figures.plain_map.decay_weighted_deaths[scenario.model.decay], out);
    out.sensitivity = described_sensitivity(scenario.model, figures);
    out.benchmarks = benchmarks(figures, scenario.model.decay);
    out.parameters = parameter_lines(scenario.model);
    out.recorded_deaths_a_year = published_a_year(prepared.population.incidence);
    if (scenario.run.allocation == Allocation::sequential)
        out.simulated_draws = figures.histories.simulated_draws;
    if (figures.hand_check)
        add_hand_check(figures, scenario.model.decay, *figures.hand_check, out);
    out.diagnostics = diagnostics(prepared, figures);
    return out;
}

} // namespace careshed
