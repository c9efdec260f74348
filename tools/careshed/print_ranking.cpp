#include "tools/careshed/print_ranking.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/outcomes/disclosure.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/ranking_sheets.hpp"
#include "tools/careshed/print_sheet.hpp"
#include "tools/careshed/study_diagnostics.hpp"

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

std::string recorded_text(const RankStudy& study) {
    const double recorded = study.recorded_deaths_a_year * study.city->years.count();
    return recorded < kSmallestShown
               ? shown(recorded) + " recorded deaths"
               : fmt::format("{:.0f} recorded deaths a year", study.recorded_deaths_a_year);
}

void print_table(const RankStudy& study, const Invocation& invocation) {
    constexpr std::size_t kShown = 20;
    const std::vector<Line> lines = lines_of(study);
    if (!study.scenario->note.empty())
        fmt::print("{}\n", study.scenario->note);
    fmt::print("{}: {} candidates, {} draws; {}\n\n", study.city->name, lines.size(),
               study.outcomes.draws(), recorded_text(study));
    fmt::print("{:>4}  {:<34} {:>22} {:>9} {:>9} {:>10} {:>9}\n", "rank", "site",
               "deaths averted a year", "P(best)", "rank", "EMS runs", "uses");
    fmt::print("{:>4}  {:<34} {:>22} {:>9} {:>9} {:>10} {:>9}\n", "", "", "mean (95 % interval)",
               "", "interval", "net a year", "a day");
    for (std::size_t k = 0; k < std::min(lines.size(), kShown); ++k) {
        const Line& line = lines[k];
        const RankedSite& site = *line.site;
        fmt::print("{:>4}  {:<34.34} {:>22} {:>9} {:>9} {:>10} {:>9}\n", line.rank, line.name,
                   fmt::format("{:.2f} ({:.2f} to {:.2f})", site.benefit.mean, site.benefit.low,
                               site.benefit.high),
                   share_text(site.p_best), fmt::format("{}-{}", site.rank_low, site.rank_high),
                   line.has_ems ? fmt::format("{:.1f}", line.runs_net) : "",
                   line.has_ems ? fmt::format("{:.0f}", line.uses_a_day) : "");
    }
    if (lines.size() > kShown)
        fmt::print("      ... and {} more in ranking.csv\n", lines.size() - kShown);
    fmt::print("\n{}\n", verdict_sentence(study.outcomes, study.ranking, names_by_row(study)));
    if (const std::string other = other_decay_sentence(study); !other.empty())
        fmt::print("{}\n", other);
    for (const Diagnostic& diagnostic : study.diagnostics)
        if (diagnostic.is_flag && diagnostic.id == kFirstPlaceKept)
            fmt::print("{}\n", diagnostic.meaning);
    fmt::print("report: {}\n", (invocation.out / "report.html").string());
}

} // namespace

void print_ranking(const RankStudy& study, const Invocation& invocation) {
    if (invocation.format == TableFormat::table)
        print_table(study, invocation);
    else
        print_sheet(ranking_sheet(study, site_directory(study)), invocation.format);
}

} // namespace careshed
