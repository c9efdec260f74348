#include "tools/careshed/print_ranking.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/text.hpp"

namespace careshed {

namespace {

struct Line {
    int rank = 0;
    std::string id, name;
    const RankedSite* site = nullptr;
    double runs_net = 0, uses_a_day = 0;
    bool has_ems = false;
};

double mean_of(const OutcomeTable& table, std::size_t site, const std::string& id) {
    return summarise(table.draws_of(site, table.outcome(id))).mean;
}

std::vector<Line> lines_of(const RankStudy& study) {
    std::map<std::string, std::string> name_of;
    for (const Candidate& candidate : study.city->candidates)
        name_of[candidate.id] = candidate.name;
    const bool has_ems = study.outcomes.outcomes().size() > 1;
    std::vector<Line> lines;
    for (const RankedSite& ranked : study.ranking.sites) {
        const std::string& id = study.outcomes.sites()[ranked.site];
        Line line{static_cast<int>(lines.size()) + 1, id, name_of[id], &ranked, 0, 0, has_ems};
        if (has_ems) {
            line.runs_net = mean_of(study.outcomes, ranked.site, "ems_runs_net");
            line.uses_a_day = mean_of(study.outcomes, ranked.site, "uses_a_day");
        }
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> names_by_row(const RankStudy& study) {
    std::map<std::string, std::string> name_of;
    for (const Candidate& candidate : study.city->candidates)
        name_of[candidate.id] = candidate.name;
    std::vector<std::string> names;
    for (const std::string& id : study.outcomes.sites())
        names.push_back(name_of[id]);
    return names;
}

void print_table(const RankStudy& study, const Invocation& invocation) {
    constexpr std::size_t kShown = 20;
    const std::vector<Line> lines = lines_of(study);
    if (!study.scenario->note.empty())
        fmt::print("{}\n", study.scenario->note);
    fmt::print("{}: {} candidates, {} draws; {:.0f} recorded deaths a year\n\n", study.city->name,
               lines.size(), study.outcomes.draws(), study.recorded_deaths_a_year);
    fmt::print("{:>4}  {:<34} {:>22} {:>8} {:>9} {:>10} {:>9}\n", "rank", "site",
               "deaths averted a year", "P(best)", "rank", "EMS runs", "uses");
    fmt::print("{:>4}  {:<34} {:>22} {:>8} {:>9} {:>10} {:>9}\n", "", "", "mean (95 % interval)",
               "", "interval", "net a year", "a day");
    for (std::size_t k = 0; k < std::min(lines.size(), kShown); ++k) {
        const Line& line = lines[k];
        const RankedSite& site = *line.site;
        fmt::print("{:>4}  {:<34.34} {:>22} {:>8.2f} {:>9} {:>10} {:>9}\n", line.rank, line.name,
                   fmt::format("{:.2f} ({:.2f} to {:.2f})", site.benefit.mean, site.benefit.low,
                               site.benefit.high),
                   site.p_best, fmt::format("{}-{}", site.rank_low, site.rank_high),
                   line.has_ems ? fmt::format("{:.1f}", line.runs_net) : "",
                   line.has_ems ? fmt::format("{:.0f}", line.uses_a_day) : "");
    }
    if (lines.size() > kShown)
        fmt::print("      ... and {} more in ranking.csv\n", lines.size() - kShown);
    fmt::print("\n{}\n", verdict_sentence(study.outcomes, study.ranking, names_by_row(study)));
    fmt::print("report: {}\n", (invocation.out / "report.html").string());
}

nlohmann::ordered_json as_json(const Line& line) {
    nlohmann::ordered_json row{{"rank", line.rank},
                               {"site", line.id},
                               {"name", line.name},
                               {"deaths_averted", line.site->benefit.mean},
                               {"deaths_averted_low", line.site->benefit.low},
                               {"deaths_averted_high", line.site->benefit.high},
                               {"p_best", line.site->p_best},
                               {"rank_low", line.site->rank_low},
                               {"rank_high", line.site->rank_high},
                               {"group", line.site->group}};
    if (line.has_ems) {
        row["ems_runs_net"] = line.runs_net;
        row["uses_a_day"] = line.uses_a_day;
    }
    return row;
}

void print_csv(const RankStudy& study) {
    fmt::print("rank,site,name,deaths_averted,deaths_averted_low,deaths_averted_high,p_best,"
               "rank_low,rank_high,group\n");
    for (const Line& line : lines_of(study))
        fmt::print("{},{},{},{},{},{},{},{},{},{}\n", line.rank, csv_text(line.id),
                   csv_text(line.name), number(line.site->benefit.mean),
                   number(line.site->benefit.low), number(line.site->benefit.high),
                   number(line.site->p_best), line.site->rank_low, line.site->rank_high,
                   line.site->group);
}

void print_json(const RankStudy& study, bool as_lines) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const Line& line : lines_of(study)) {
        if (as_lines)
            fmt::print("{}\n", as_json(line).dump());
        else
            rows.push_back(as_json(line));
    }
    if (!as_lines)
        fmt::print("{}\n", rows.dump(2));
}

} // namespace

void print_ranking(const RankStudy& study, const Invocation& invocation) {
    switch (invocation.format) {
    case TableFormat::table:
        return print_table(study, invocation);
    case TableFormat::csv:
        return print_csv(study);
    case TableFormat::json:
        return print_json(study, false);
    case TableFormat::jsonl:
        return print_json(study, true);
    }
}

} // namespace careshed
