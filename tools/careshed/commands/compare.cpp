// careshed compare: named arms side by side, in the same draws and replications.
#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "engine/core/interrupt.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/text.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/run_setup.hpp"

namespace careshed {

namespace {

/// "1.70 (0.60 to 3.40)".
std::string figure(const Summary& summary, int decimals) {
    return fmt::format("{} ({} to {})", pretty(summary.mean, decimals),
                       pretty(summary.low, decimals), pretty(summary.high, decimals));
}

void print_arms(const CompareRelease& compared) {
    std::size_t width = 3;
    for (const ComparedLine& arm : compared.arms)
        width = std::max(width, arm.name.size());
    const auto line = [&](const std::array<std::string, 5>& cells) {
        fmt::print("{:<{}}  {:>21}  {:>21}  {:>8}  {:>11}\n", cells[0], width, cells[1], cells[2],
                   cells[3], cells[4]);
    };
    line({"arm", "deaths averted a year", "EMS runs net a year", "uses", "turned away"});
    line({"", "mean (95 % interval)", "mean (95 % interval)", "a day", "in a queue"});
    for (const ComparedLine& arm : compared.arms)
        line({arm.name, figure(arm.deaths_averted, compared.deaths_decimals),
              figure(arm.ems_runs_net, 1), pretty(arm.uses_a_day, 0),
              arm.turned_away ? share_text(*arm.turned_away) : "-"});
}

void print_comparison(const CompareRelease& compared) {
    if (!compared.note.empty())
        fmt::print("{}\n", compared.note);
    fmt::print("{}: {} arms, {} draws; what each changes beside the city without a site\n\n",
               compared.city, compared.arms.size(), compared.draws);
    print_arms(compared);
    fmt::print("\n");
    for (const ComparedLine& arm : compared.arms)
        fmt::print("{}: {}\n", arm.name, arm.opens);
    fmt::print("\n");
    for (const std::string& sentence : compared.pairs)
        fmt::print("{}\n", sentence);
    fmt::print("\n");
    for (const std::string& caveat : compared.caveats)
        fmt::print("{}\n", caveat);
}

} // namespace

int run_compare(const Invocation& invocation) {
    require_output(invocation);
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);
    const Scenario scenario = chosen_scenario(invocation);
    refuse_results_over_inputs(invocation, scenario);
    const RunOptions options = run_options(invocation);
    const CompareRelease compared = compare(scenario, invocation.arms, options);
    compared.write(folder.staging(), run_facts(invocation, start));
    folder.commit();
    stage_ended(options.stages, "files");
    print_comparison(compared);
    fmt::print("results: {}\n", invocation.out.string());
    return 0;
}

} // namespace careshed
