// careshed rank: the main job, from a scenario to a bundle.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "engine/core/interrupt.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/text.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/dry_run.hpp"
#include "tools/careshed/print_sheet.hpp"
#include "tools/careshed/run_setup.hpp"

namespace careshed {

namespace {

constexpr std::size_t kShown = 20;

void print_site(const RankedLine& site, int decimals) {
    const Summary& deaths = site.deaths_averted;
    fmt::print("{:>4}  {:<34.34} {:>22} {:>9} {:>9} {:>10} {:>9}\n", site.rank, site.name,
               fmt::format("{} ({} to {})", pretty(deaths.mean, decimals),
                           pretty(deaths.low, decimals), pretty(deaths.high, decimals)),
               share_text(site.p_best), fmt::format("{}-{}", site.rank_low, site.rank_high),
               site.ems_runs_net ? fmt::format("{:.1f}", *site.ems_runs_net) : "",
               site.uses_a_day ? fmt::format("{:.0f}", *site.uses_a_day) : "");
}

void print_table(const RankRelease& ranked, const Invocation& invocation) {
    if (!ranked.note.empty())
        fmt::print("{}\n", ranked.note);
    fmt::print("{}: {} candidates, {} draws; {}\n\n", ranked.city, ranked.sites.size(),
               ranked.draws, ranked.recorded);
    fmt::print("{:>4}  {:<34} {:>22} {:>9} {:>9} {:>10} {:>9}\n", "rank", "site",
               "deaths averted a year", "P(best)", "rank", "EMS runs", "uses");
    fmt::print("{:>4}  {:<34} {:>22} {:>9} {:>9} {:>10} {:>9}\n", "", "", "mean (95 % interval)",
               "", "interval", "net a year", "a day");
    for (std::size_t k = 0; k < std::min(ranked.sites.size(), kShown); ++k)
        print_site(ranked.sites[k], ranked.deaths_decimals);
    if (ranked.sites.size() > kShown)
        fmt::print("      ... and {} more in ranking.csv\n", ranked.sites.size() - kShown);
    fmt::print("\n");
    for (const std::string& sentence : ranked.sentences)
        fmt::print("{}\n", sentence);
    fmt::print("report: {}\n", (invocation.out / "report.html").string());
}

} // namespace

int run_rank(const Invocation& invocation) {
    if (invocation.dry_run)
        return dry_run_rank(invocation);
    require_output(invocation);
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    drop_parts_of_complete(invocation.out);
    ResultFolder folder(invocation.out, invocation.overwrite);
    const Scenario scenario = chosen_scenario(invocation);
    refuse_results_over_inputs(invocation, scenario);
    RunOptions options = run_options(invocation);
    options.journal = resume_file(invocation.out);
    const RankRelease ranked = rank(scenario, options);
    ranked.write(folder.staging(), run_facts(invocation, start));
    folder.commit();
    ranked.delete_parts();
    stage_ended(options.stages, "report and tables");
    if (invocation.format == TableFormat::table)
        print_table(ranked, invocation);
    else
        print_sheet(ranked.ranking, invocation.format);
    return 0;
}

} // namespace careshed
