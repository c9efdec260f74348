#include "tools/careshed/print_comparison.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"

namespace careshed {

namespace {

/// "1.70 (0.60 to 3.40)".
std::string figure(const Summary& summary, int decimals) {
    return fmt::format("{} ({} to {})", pretty(summary.mean, decimals),
                       pretty(summary.low, decimals), pretty(summary.high, decimals));
}

/// Of those who come to an arm; "-" where no site opens.
std::string turned_away(const OutcomeTable& table, std::size_t arm, bool has_site) {
    return has_site
               ? share_text(1 - summarise(table.draws_of(arm, table.outcome("acceptance"))).mean)
               : "-";
}

void print_arms(const ComparedArms& compared) {
    const OutcomeTable& table = compared.comparison.outcomes();
    std::size_t width = 3;
    for (const NamedArm& arm : compared.arms)
        width = std::max(width, arm.name.size());
    const auto line = [&](const std::array<std::string, 5>& cells) {
        fmt::print("{:<{}}  {:>21}  {:>21}  {:>8}  {:>11}\n", cells[0], width, cells[1], cells[2],
                   cells[3], cells[4]);
    };
    line({"arm", "deaths averted a year", "EMS runs net a year", "uses", "turned away"});
    line({"", "mean (95 % interval)", "mean (95 % interval)", "a day", "in a queue"});
    for (std::size_t arm = 0; arm < compared.arms.size(); ++arm) {
        const auto of = [&](const char* id) {
            return summarise(table.draws_of(arm, table.outcome(id)));
        };
        line({compared.arms[arm].name, figure(of("deaths_averted"), 2),
              figure(of("ems_runs_net"), 1), pretty(of("uses_a_day").mean, 0),
              turned_away(table, arm, !compared.arms[arm].sites.empty())});
    }
}

} // namespace

void print_comparison(const ComparedArms& compared) {
    const Scenario& scenario = *compared.scenario;
    if (!scenario.note.empty())
        fmt::print("{}\n", scenario.note);
    fmt::print("{}: {} arms, {} draws; what each changes beside the city without a site\n\n",
               compared.city->name, compared.arms.size(), scenario.run.draws);
    print_arms(compared);
    fmt::print("\n");
    for (const NamedArm& arm : compared.arms)
        fmt::print("{}: {}\n", arm.name, what_opens(*compared.city, arm));
    fmt::print("\n");
    for (const std::string& sentence : pair_sentences(compared))
        fmt::print("{}\n", sentence);
    fmt::print("\n{}\n", chance_sentence(compared));
    if (scenario.model.structure != "calibrated")
        fmt::print("Arms are lived under the calibrated structure, not {}.\n",
                   scenario.model.structure);
}

} // namespace careshed
