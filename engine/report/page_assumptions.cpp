#include <cmath>

#include <fmt/format.h>

#include "engine/choose/rank_correlation.hpp"
#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/page.hpp"
#include "engine/report/structural_assumptions.hpp"

namespace careshed {
namespace {

/// Rank correlation of an alternative's means with the headline's, over the headline's sites.
double agreement(const AlternativeRanks& alternative, const RankStudy& study) {
    std::vector<double> headline, other;
    for (const RankedSite& ranked : study.ranking.sites) {
        const auto place = place_in(alternative, study.outcomes.sites()[ranked.site]);
        if (!place)
            continue;
        headline.push_back(ranked.benefit.mean);
        other.push_back(
            alternative.ranking.sites[static_cast<std::size_t>(*place - 1)].benefit.mean);
    }
    return headline.empty() ? std::nan("") : rank_correlation(headline, other);
}

std::string correlation_text(double correlation) {
    return std::isnan(correlation) ? "none: all sites equal" : pretty(correlation, 2);
}

std::vector<Html> assumption_cells(const AlternativeRanks& alternative, const RankStudy& study,
                                   const SiteDirectory& directory) {
    const std::string& best = study.outcomes.sites()[study.ranking.sites.front().site];
    const auto place = place_in(alternative, best);
    return {text(words_of(alternative)),
            text(alternative.assumption),
            text(first_site_of(alternative, study, directory)),
            text(place ? std::to_string(*place) : "-"),
            text(benefit_at_best(alternative, study)),
            text(correlation_text(agreement(alternative, study)))};
}

std::string group_name(const OutcomeInfo& info) {
    const std::size_t colon = info.id.find(':');
    std::string name = colon == std::string::npos ? info.title : info.id.substr(colon + 1);
    if (const std::size_t equals = name.find('='); equals != std::string::npos)
        name.replace(equals, 1, ": ");
    return name;
}

/// Row of the headline's first site in the table by group.
std::optional<std::size_t> best_row(const RankStudy& study) {
    if (study.ranking.sites.empty())
        return std::nullopt;
    const std::string& best = study.outcomes.sites()[study.ranking.sites.front().site];
    for (std::size_t row = 0; row < study.group_outcomes.sites().size(); ++row)
        if (study.group_outcomes.sites()[row] == best)
            return row;
    return std::nullopt;
}

HtmlTable people_table(const RankStudy& study, std::size_t row, const std::string& name) {
    HtmlTable table;
    table.caption = "Deaths averted a year by group of people, " + name;
    table.head = {"Group", "Deaths averted a year", "95 % interval"};
    table.numbers = {1, 2};
    const OutcomeTable& outcomes = study.group_outcomes;
    for (std::size_t outcome = 0; outcome < outcomes.outcomes().size(); ++outcome) {
        const OutcomeInfo& info = outcomes.outcomes()[outcome];
        const Summary summary = outcomes.summary(row, outcome);
        table.rows.push_back({text(group_name(info)), text(pretty(summary.mean, info.decimals)),
                              text(fmt::format("{} to {}", pretty(summary.low, info.decimals),
                                               pretty(summary.high, info.decimals)))});
    }
    return table;
}

} // namespace

Html people_section(const RankStudy& study, const SiteDirectory& directory) {
    const auto row = best_row(study);
    if (!row || study.group_outcomes.outcomes().empty())
        return section("people", "Who benefits",
                       paragraph("The scenario names no group columns, so benefits are not split "
                                 "by group."));
    Html body = paragraph(
        "Expected deaths averted among each group of people by the site of rank 1. People of a "
        "group are placed where deaths of that group are recorded; that all groups would come to "
        "the site alike is an assumption.");
    body += table(people_table(study, *row, directory.names[study.ranking.sites.front().site]));
    return section("people", "Who benefits", body);
}

Html assumptions_section(const RankStudy& study, const SiteDirectory& directory) {
    Html body = paragraph("Headline: " +
                          (study.assumption.empty() ? "see the method below." : study.assumption));
    if (study.alternatives.empty() || study.ranking.sites.empty()) {
        body += paragraph("No other structure was run.");
        return section("assumptions", "What the answer assumes", body);
    }
    body += paragraph("The same question under other structural assumptions. Agreement is the rank "
                      "correlation of "
                      "all sites with the headline: 1 is the same order, 0 none.");
    HtmlTable assumptions;
    assumptions.caption = "The answer under other structural assumptions";
    assumptions.head = {"Structure",      "What it assumes",
                        "Its first site", "Rank of the headline's first",
                        "Averted there",  "Agreement"};
    assumptions.numbers = {3, 5};
    for (const AlternativeRanks& alternative : study.alternatives)
        assumptions.rows.push_back(assumption_cells(alternative, study, directory));
    body += table(assumptions);
    return section("assumptions", "What the answer assumes", body);
}

Html benchmark_section(const RankStudy& study) {
    if (study.benchmarks.empty())
        return section("benchmark", "A plain benchmark",
                       paragraph("No benchmark was computed for this study."));
    Html body = paragraph(
        "How well would a plain count have done in the model's place? Near 1, the model adds "
        "little to the order of sites: its worth is then in the size of the effect, its interval "
        "and the ambulance runs. Far below 1, walking, hours and response times change the order.");
    HtmlTable benchmarks;
    benchmarks.caption = "The headline against plain counts";
    benchmarks.head = {"Benchmark", "Rank correlation", "Shared among the first 5", "What it says"};
    benchmarks.numbers = {1, 2};
    for (const Benchmark& benchmark : study.benchmarks)
        benchmarks.rows.push_back(
            {text(benchmark.title), text(correlation_text(benchmark.rank_correlation)),
             text(std::to_string(benchmark.top5_overlap)), text(benchmark.meaning)});
    body += table(benchmarks);
    return section("benchmark", "A plain benchmark", body);
}

} // namespace careshed
