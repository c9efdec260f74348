// careshed access: who can walk to each candidate, how soon the ambulance comes, and what space the
// rules leave.
#include <algorithm>
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

constexpr std::size_t kListedSites = 10;

void print_sites(const AccessRelease& access) {
    if (!access.note.empty())
        fmt::print("{}\n", access.note);
    fmt::print("{}: residents within a walk of home\n\n", access.city);
    for (const std::uint32_t minutes : kWalkMinutes)
        fmt::print("{:>9} min", minutes);
    fmt::print("   candidate\n");
    for (std::size_t k = 0; k < std::min(access.sites.size(), kListedSites); ++k) {
        for (const double residents : access.sites[k].residents)
            fmt::print("{:>13}", pretty(residents, 0));
        fmt::print("   {}\n", access.sites[k].name);
    }
    if (access.sites.size() > kListedSites)
        fmt::print("{} more in access.csv\n", access.sites.size() - kListedSites);
}

void print_response(const AccessRelease& access) {
    if (access.response.empty())
        return;
    fmt::print("\nambulance, call to arrival (streets driven at {:.1f} km/h, fitted to the "
               "published mean)\n",
               access.drive_km_per_hour);
    for (const ResponseLine& line : access.response)
        fmt::print("  {:<16} {:>8} km of streets {:>12} residents\n", line.minutes,
                   pretty(line.street_km, 0), pretty(line.residents, 0));
}

void print_legal_space(const AccessRelease& access) {
    if (access.legal.empty())
        return;
    fmt::print("\nstreets where a site may stand: straight distance / walked\n");
    for (const LegalLine& line : access.legal) {
        fmt::print("  city {:>5.1f} % / {:>5.1f} %", 100 * line.city_straight,
                   100 * line.city_walked);
        if (line.hot_spots_straight && line.hot_spots_walked)
            fmt::print("   hot spots {:>5.1f} % / {:>5.1f} %", 100 * *line.hot_spots_straight,
                       100 * *line.hot_spots_walked);
        fmt::print("   {}\n", line.rule);
    }
}

} // namespace

int run_access(const Invocation& invocation) {
    require_output(invocation);
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);
    const Scenario scenario = chosen_scenario(invocation);
    refuse_results_over_inputs(invocation, scenario);
    const RunOptions options = run_options(invocation);
    const AccessRelease found = access(scenario, invocation.site, options);
    found.write(folder.staging(), run_facts(invocation, start));
    folder.commit();
    stage_ended(options.stages, "files");
    print_sites(found);
    print_response(found);
    print_legal_space(found);
    fmt::print("\nresults: {}\n", invocation.out.string());
    return 0;
}

} // namespace careshed
