// careshed explain: why this site and not that one, cause by cause, and what would turn the order.
#include <algorithm>

#include <fmt/format.h>

#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/print_sheet.hpp"
#include "tools/careshed/run_setup.hpp"

namespace careshed {

namespace {

constexpr std::size_t kShownParameters = 5;

std::string figure(double value) {
    return value >= 1000 ? pretty(value, 0) : fmt::format("{:.3g}", value);
}

/// "+0.60", "-0.05", "0.00".
std::string signed_text(double value, int decimals) {
    return value == 0 ? pretty(0, decimals) : fmt::format("{:+.{}f}", value, decimals);
}

void print_causes(const ExplainRelease& answer) {
    fmt::print("{}: why {}, and why not {}\n\n", answer.city, answer.site, answer.comparator);
    fmt::print("Deaths averted a year: {} and {} (exact formula without history, every parameter "
               "at its centre, {} decay).\nThe difference of {} comes from\n\n",
               pretty(answer.deaths_averted.site, answer.decimals),
               pretty(answer.deaths_averted.comparator, answer.decimals), answer.decay,
               signed_text(answer.difference, answer.decimals));
    for (const CauseLine& cause : answer.causes)
        fmt::print("  {:>7}  {:<48} {} against {} {}\n",
                   signed_text(cause.deaths_averted, answer.decimals), cause.question,
                   figure(cause.factor.site), figure(cause.factor.comparator), cause.unit);
    fmt::print("  -------\n  {:>7}\n\n", signed_text(answer.difference, answer.decimals));
    if (answer.step > 0)
        fmt::print("Deaths averted are rounded to {}, so that no small count of recorded deaths "
                   "follows from them.\n",
                   pretty(answer.step, answer.decimals));
    fmt::print("Services that exist already are not in the model: nothing comes from them.\n");
}

void print_structures(const ExplainRelease& answer) {
    fmt::print("\nUnder other structural assumptions\n");
    for (const StructureLine& line : answer.structures)
        fmt::print("  {:<16} {}{}\n", line.name,
                   line.same_order ? "the same order" : "the other way round",
                   line.deaths_averted
                       ? fmt::format(": {} and {}",
                                     pretty(line.deaths_averted->site, line.decimals),
                                     pretty(line.deaths_averted->comparator, line.decimals))
                       : "");
}

std::string end_text(const std::optional<double>& lead) {
    return lead ? fmt::format("{:+.2f}", *lead) : "not possible";
}

void print_parameters(const ExplainRelease& answer) {
    const auto turning = std::ranges::count_if(answer.swings, &SwingLine::turns_order);
    if (turning == 0)
        fmt::print("\nNo single parameter turns the order within its range. The difference depends "
                   "most on\n");
    else
        fmt::print("\nThe order turns within the range of {} of {} parameters.\n", turning,
                   answer.swings.size());
    std::size_t shown = 0;
    for (const SwingLine& line : answer.swings) {
        if (turning > 0 ? !line.turns_order : shown == kShownParameters)
            continue;
        ++shown;
        fmt::print("  {:<34} {} at {}, {} at {}{}\n", line.id, end_text(line.lead_at_low),
                   figure(line.low), end_text(line.lead_at_high), figure(line.high),
                   line.even_at ? "; even at " + figure(*line.even_at) : "");
    }
}

} // namespace

int run_explain(const Invocation& invocation) {
    const InterruptWatch watch;
    const Scenario scenario = chosen_scenario(invocation);
    const ExplainRelease answer =
        explain(scenario, invocation.site, invocation.against, run_options(invocation));
    if (invocation.format != TableFormat::table) {
        print_sheet(answer.table, invocation.format);
        return 0;
    }
    if (!answer.note.empty())
        fmt::print("{}\n", answer.note);
    print_causes(answer);
    print_structures(answer);
    print_parameters(answer);
    fmt::print("\nHow sure the order is: careshed rank (all parameters and the incidence drawn "
               "together).\n");
    return 0;
}

} // namespace careshed
