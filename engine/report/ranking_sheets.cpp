#include "engine/report/ranking_sheets.hpp"

#include "engine/report/narrative.hpp"

namespace careshed {
namespace {

std::string of_outcome(const std::string& what, const OutcomeInfo& info) {
    return what + " of " + info.id + " (" + info.unit + ").";
}

std::vector<Column> ranking_columns(const RankStudy& study) {
    std::vector<Column> columns{
        {"rank", "Place by mean of " + study.ranking.objective + "; 1 is best, ties by site_id."},
        {"site_id", "The candidate's id in the candidates layer."},
        {"name", "Name, with the names of candidates at the same place."},
        {"address", "Address as in the candidates layer."}};
    for (const OutcomeInfo& info : study.outcomes.outcomes()) {
        columns.push_back({info.id, info.meaning + " Mean over draws (" + info.unit + ")."});
        columns.push_back({info.id + "_low", of_outcome("2.5 % quantile over draws", info)});
        columns.push_back({info.id + "_high", of_outcome("97.5 % quantile over draws", info)});
    }
    const std::vector<Column> chances{
        {"p_best", "Share of draws in which the site is the best; ties share evenly."},
        {"p_top5", "Share of draws in which the site is among the five best."},
        {"expected_rank", "Mean rank over draws, mid-ranks for ties."},
        {"rank_low", "2.5 % quantile of the rank over draws, rounded down."},
        {"rank_high", "97.5 % quantile of the rank over draws, rounded up."},
        {"expected_regret", "What choosing this site loses on average against the best of each "
                            "draw, in units of the objective."},
        {"group", "1 holds the best. A site starts the next group when the first of the group "
                  "before does better in 95 % of draws and by more than the indifference zone on "
                  "average."},
        {"standing", "Against rank 1. first: it is rank 1; tied: rank 1 does better in fewer than "
                     "95 % of draws, so that the two cannot be told apart; close: rank 1 does "
                     "better in 95 % of draws, but " +
                         too_little(study) +
                         ", which counts as equally good; behind: worse by more."}};
    columns.insert(columns.end(), chances.begin(), chances.end());
    for (const AlternativeRanks& alternative : study.alternatives)
        columns.push_back({alternative.title,
                           "Place if one assumes: " + alternative.assumption +
                               (alternative.outcomes.draws() == 1 ? " Central draw only." : "")});
    columns.push_back({study.ranking.objective + "_central",
                       "The objective in the central draw: every parameter at its default."});
    if (!study.analytic.empty())
        columns.push_back({study.ranking.objective + "_analytic",
                           "The same without history, by the exact formula that hand_check.csv "
                           "recomputes."});
    if (!study.simulated_draws.empty())
        columns.push_back(
            {"simulated_draws",
             "Draws in which histories were simulated for the site. It was eliminated "
             "when surely behind; its later draws are the analytic expectation, times "
             "the ratio of simulated to analytic of the sites that stayed, times its "
             "own ratio to theirs."});
    return columns;
}

std::vector<Cell> ranking_row(const RankStudy& study, const SiteDirectory& directory,
                              std::size_t place) {
    const RankedSite& ranked = study.ranking.sites[place];
    const OutcomeTable& table = study.outcomes;
    const Candidate& candidate = study.city->candidates[directory.candidate[ranked.site]];
    std::vector<Cell> row{static_cast<std::int64_t>(place + 1), candidate.id,
                          directory.names[ranked.site], candidate.address};
    for (std::size_t outcome = 0; outcome < table.outcomes().size(); ++outcome) {
        const Summary summary = table.summary(ranked.site, outcome);
        row.insert(row.end(), {summary.mean, summary.low, summary.high});
    }
    row.insert(row.end(), {ranked.p_best, ranked.p_top5, ranked.expected_rank});
    row.emplace_back(static_cast<std::int64_t>(ranked.rank_low));
    row.emplace_back(static_cast<std::int64_t>(ranked.rank_high));
    row.emplace_back(ranked.expected_regret);
    row.emplace_back(static_cast<std::int64_t>(ranked.group));
    row.emplace_back(standing_name(ranked.standing));
    for (const AlternativeRanks& alternative : study.alternatives) {
        const std::optional<int> other = place_in(alternative, candidate.id);
        row.push_back(other ? Cell(static_cast<std::int64_t>(*other)) : Cell(std::string()));
    }
    row.emplace_back(table.central(ranked.site, table.outcome(study.ranking.objective)));
    if (!study.analytic.empty())
        row.emplace_back(study.analytic[ranked.site]);
    if (!study.simulated_draws.empty())
        row.emplace_back(static_cast<std::int64_t>(study.simulated_draws[ranked.site]));
    return row;
}

/// Outcome ids may end in ":race=Black": the part of the outcome that goes to a group.
std::pair<std::string, std::string> outcome_and_group(const std::string& id) {
    const std::size_t colon = id.find(':');
    if (colon == std::string::npos)
        return {id, "all"};
    return {id.substr(0, colon), id.substr(colon + 1)};
}

void add_outcome_rows(const OutcomeTable& table, std::size_t site, Sheet& sheet) {
    for (std::size_t outcome = 0; outcome < table.outcomes().size(); ++outcome) {
        const auto [id, group] = outcome_and_group(table.outcomes()[outcome].id);
        const Summary summary = table.summary(site, outcome);
        sheet.rows.push_back({table.sites()[site], id, group, summary.mean, summary.low,
                              summary.high, table.central(site, outcome),
                              table.outcomes()[outcome].unit});
    }
}

std::optional<std::size_t> row_of_site(const OutcomeTable& table, const std::string& id) {
    for (std::size_t row = 0; row < table.sites().size(); ++row)
        if (table.sites()[row] == id)
            return row;
    return std::nullopt;
}

} // namespace

Sheet ranking_sheet(const RankStudy& study, const SiteDirectory& directory) {
    Sheet sheet{"ranking.csv", "One row a candidate site, best first.", ranking_columns(study), {}};
    for (std::size_t place = 0; place < study.ranking.sites.size(); ++place)
        sheet.rows.push_back(ranking_row(study, directory, place));
    return sheet;
}

Sheet outcomes_sheet(const RankStudy& study) {
    Sheet sheet{"outcomes.csv",
                "One row a site, outcome and group; sites by rank.",
                {{"site_id", "The candidate's id."},
                 {"outcome", "Outcome id; the outcomes are listed below."},
                 {"group", "\"all\", or column=value of the people it goes to."},
                 {"mean", "Mean over draws."},
                 {"low", "2.5 % quantile over draws."},
                 {"high", "97.5 % quantile over draws."},
                 {"central", "The central draw: every parameter at its default."},
                 {"unit", "Unit of the numbers of this row."}},
                {}};
    for (const RankedSite& ranked : study.ranking.sites) {
        add_outcome_rows(study.outcomes, ranked.site, sheet);
        const std::string& id = study.outcomes.sites()[ranked.site];
        if (const auto row = row_of_site(study.group_outcomes, id))
            add_outcome_rows(study.group_outcomes, *row, sheet);
    }
    return sheet;
}

Sheet pairs_sheet(const RankStudy& study) {
    Sheet sheet{"pairs.csv",
                "The best site against each other, draw by draw: same people, same parameters.",
                {{"site_id", "The site of rank 1."},
                 {"other_site_id", "The site it is compared with, by rank."},
                 {"outcome", "Outcome id."},
                 {"mean", "Mean difference, site minus other, in the outcome's unit."},
                 {"low", "2.5 % quantile of the difference."},
                 {"high", "97.5 % quantile of the difference."},
                 {"standard_error", "Monte Carlo standard error of the mean difference."},
                 {"p_better", "Share of draws in which the site does better than the other; ties "
                              "count half."}},
                {}};
    Ranking ranking = study.ranking;
    for (const OutcomeInfo& info : study.outcomes.outcomes()) {
        if (info.better == 0)
            continue;
        ranking.objective = info.id;
        for (const PairedDifference& pair : differences_to_best(study.outcomes, ranking))
            sheet.rows.push_back({study.outcomes.sites()[pair.site],
                                  study.outcomes.sites()[pair.other], info.id, pair.difference.mean,
                                  pair.difference.low, pair.difference.high,
                                  pair.difference.standard_error, pair.p_larger});
    }
    return sheet;
}

} // namespace careshed
