#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/page.hpp"
#include "engine/report/structural_assumptions.hpp"

namespace careshed {
namespace {

constexpr std::size_t kShownSites = 25; ///< rows before the rest is folded
constexpr std::size_t kUseSites = 10;

/// Mean above, interval below it in small print.
Html mean_and_interval(const Summary& summary, int decimals) {
    return trusted(fmt::format("{}<br/><small>{} to {}</small>", pretty(summary.mean, decimals),
                               pretty(summary.low, decimals), pretty(summary.high, decimals)));
}

Html name_and_address(const RankStudy& study, const SiteDirectory& directory, std::size_t site) {
    const Candidate& candidate = study.city->candidates[directory.candidate[site]];
    Html cell = text(directory.names[site]);
    if (!candidate.address.empty() && candidate.address != directory.names[site])
        cell += trusted("<br/><small>" + html_text(candidate.address) + "</small>");
    return cell;
}

BarScale scale_of(const Ranking& ranking) {
    BarScale scale{0, 0};
    for (const RankedSite& site : ranking.sites) {
        scale.low = std::min(scale.low, site.benefit.low);
        scale.high = std::max(scale.high, site.benefit.high);
    }
    return scale;
}

HtmlTable ranking_table(const RankStudy& study, const std::string& caption) {
    const OutcomeInfo& info =
        study.outcomes.outcomes()[study.outcomes.outcome(study.ranking.objective)];
    HtmlTable table;
    table.caption = caption;
    table.head = {"Rank",    "Site",     titled_with_unit(info), "95 % interval",
                  "Best in", "Top 5 in", "Rank, 95 %",           "Group"};
    table.drawings = {3};
    table.row_header = 1;
    table.numbers = {0, 2, 4, 5, 6, 7};
    for (const AlternativeRanks& alternative : study.alternatives) {
        table.numbers.push_back(table.head.size());
        table.head.push_back("Rank: " + words_of(alternative));
    }
    return table;
}

/// Group, and how the site stands where that is not plain from it.
Html group_cell(const RankedSite& ranked) {
    Html cell = text(std::to_string(ranked.group));
    if (ranked.standing == Standing::tied)
        cell += trusted("<br/><small>tied</small>");
    if (ranked.standing == Standing::close)
        cell += trusted("<br/><small>as good</small>");
    return cell;
}

/// What each column "Rank: ..." supposes.
std::vector<std::string> rank_columns_explained(const RankStudy& study) {
    std::vector<std::string> lines;
    for (const AlternativeRanks& alternative : study.alternatives)
        lines.push_back(fmt::format(
            "Rank: {} - place if one assumes: {}{}", words_of(alternative), alternative.assumption,
            alternative.outcomes.draws() == 1 ? " (Central draw only.)" : ""));
    return lines;
}

std::vector<Html> ranking_cells(const RankStudy& study, const SiteDirectory& directory,
                                std::size_t place) {
    const RankedSite& ranked = study.ranking.sites[place];
    const int decimals =
        study.outcomes.outcomes()[study.outcomes.outcome(study.ranking.objective)].decimals;
    std::vector<Html> cells{text(std::to_string(place + 1)),
                            name_and_address(study, directory, ranked.site),
                            mean_and_interval(ranked.benefit, decimals),
                            interval_bar(ranked.benefit, scale_of(study.ranking)),
                            text(share_text(ranked.p_best)),
                            text(share_text(ranked.p_top5)),
                            text(fmt::format("{} to {}", ranked.rank_low, ranked.rank_high)),
                            group_cell(ranked)};
    for (const AlternativeRanks& alternative : study.alternatives) {
        const auto other = place_in(alternative, study.outcomes.sites()[ranked.site]);
        cells.push_back(text(other ? std::to_string(*other) : "-"));
    }
    return cells;
}

struct UseColumn {
    std::size_t outcome;
    OutcomeInfo info;
};

std::vector<UseColumn> use_columns(const RankStudy& study) {
    std::vector<UseColumn> columns;
    for (const char* id :
         {"uses_a_day", "occupancy", "acceptance", "capacity_limited", "overdoses_on_site",
          "ems_runs_averted", "ems_runs_on_site", "ems_runs_net", "dollars_marginal",
          "dollars_average", "ed_visits_averted"})
        if (const auto row = find_outcome(study.outcomes, id))
            columns.push_back({*row, study.outcomes.outcomes()[*row]});
    return columns;
}

HtmlTable use_table(const RankStudy& study, const SiteDirectory& directory,
                    const std::vector<UseColumn>& columns) {
    HtmlTable table;
    table.caption = "Use, ambulance runs and money by site: mean and 95 % interval";
    table.head = {"Site"};
    for (const UseColumn& column : columns) {
        table.numbers.push_back(table.head.size());
        table.head.push_back(titled_with_unit(column.info));
    }
    for (std::size_t place = 0; place < std::min(kUseSites, study.ranking.sites.size()); ++place) {
        const std::size_t site = study.ranking.sites[place].site;
        std::vector<Html> cells{text(fmt::format("{}. {}", place + 1, directory.names[site]))};
        for (const UseColumn& column : columns)
            cells.push_back(mean_and_interval(study.outcomes.summary(site, column.outcome),
                                              column.info.decimals));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

} // namespace

Html ranking_section(const RankStudy& study, const SiteDirectory& directory) {
    Html body = paragraph(
        "A group ends where its first site is better in at least 95 % of the draws and by more "
        "than " +
        number(study.ranking.indifference) +
        " on average. \"tied\": cannot be told apart from rank 1, which is better in fewer than "
        "95 % of the draws. \"as good\": rank 1 is surely better, but " +
        too_little(study) +
        ", which counts as equally good. \"Best in\" is the share of draws in which a site is the "
        "best of all.");
    HtmlTable first = ranking_table(study, "Candidate sites, best first");
    HtmlTable rest = ranking_table(study, "The other candidate sites");
    for (std::size_t place = 0; place < study.ranking.sites.size(); ++place)
        (place < kShownSites ? first : rest).rows.push_back(ranking_cells(study, directory, place));
    body += table(first);
    if (!study.alternatives.empty())
        body += bullet_list(rank_columns_explained(study));
    if (!rest.rows.empty())
        body += details(fmt::format("The other {} candidate sites", rest.rows.size()), table(rest));
    return section("ranking", "The ranking", body);
}

Html use_section(const RankStudy& study, const SiteDirectory& directory) {
    Html body = paragraph(
        "Runs are signed: a site averts ambulance runs elsewhere and calls some itself; a negative "
        "net means that it calls more than it averts. Acceptance is the share of visits that are "
        "not given up while waiting for a booth.");
    if (!study.money_basis.empty())
        body += paragraph("Money: " + study.money_basis);
    const std::vector<UseColumn> columns = use_columns(study);
    if (columns.empty())
        body += paragraph("This study did not measure use, runs or money.");
    else
        body += table(use_table(study, directory, columns));
    return section("use", "Use, ambulance runs and money", body);
}

} // namespace careshed
