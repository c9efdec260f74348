// careshed simulate: one arrangement, the city as it is or with a site, as individual histories.
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

constexpr const char* kHidden = "not shown: few deaths are recorded";

/// Deaths without a site are those recorded, in every draw: they have no interval.
std::string baseline_text(const Summary& summary) {
    if (summary.high - summary.low <= 1e-9 * summary.mean)
        return pretty(summary.mean, 0) + " (fitted to recorded deaths, in steps of 11)";
    return with_interval(summary, 0);
}

void print_outcomes(const SimulateRelease& simulated) {
    if (!simulated.note.empty())
        fmt::print("{}\n", simulated.note);
    fmt::print("{}: {}\n", simulated.city, simulated.site ? "with " + *simulated.site : "as it is");
    for (const SimulatedLine& line : simulated.figures) {
        fmt::print("\n{}, {}\n  baseline   {}\n", line.id, line.unit,
                   line.baseline ? baseline_text(*line.baseline) : kHidden);
        if (line.change)
            fmt::print("  with site  {}\n  change     {}\n",
                       line.with_site ? with_interval(*line.with_site, 1) : kHidden,
                       with_interval(*line.change, line.change_decimals));
    }
}

/// The spread of a year's count is distinguished from the uncertainty of its expectation.
void print_counted(const SimulateRelease& simulated) {
    const auto counted = [](const std::optional<CountedRange>& range) {
        return range ? fmt::format("{} to {} deaths", pretty(range->low, 0), pretty(range->high, 0))
                     : std::string(kHidden);
    };
    fmt::print("\na single year may count, chance included (sampled, 95 %)\n"
               "  baseline   {}\n",
               counted(simulated.counted_baseline));
    if (simulated.site)
        fmt::print("  with site  {}\n", counted(simulated.counted_with_site));
}

} // namespace

int run_simulate(const Invocation& invocation) {
    require_output(invocation);
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);
    const Scenario scenario = chosen_scenario(invocation);
    refuse_results_over_inputs(invocation, scenario);
    const RunOptions options = run_options(invocation);
    const SimulateRelease simulated = simulate(scenario, invocation.site, options);
    simulated.write(folder.staging(), run_facts(invocation, start));
    folder.commit();
    stage_ended(options.stages, "files");
    print_outcomes(simulated);
    print_counted(simulated);
    fmt::print("\nresults: {}\n", invocation.out.string());
    return 0;
}

} // namespace careshed
