#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/page.hpp"

namespace careshed {
namespace {

constexpr std::size_t kShownLines = 12;

Summary swing_of(const SensitivityLine& line, double centre) {
    Summary summary{centre, centre, centre, 0};
    for (const SensitivityEnd* end : {&line.low, &line.high})
        if (end->is_possible) {
            summary.low = std::min(summary.low, end->lead);
            summary.high = std::max(summary.high, end->lead);
        }
    return summary;
}

Html end_cell(const SensitivityEnd& end, int decimals) {
    return end.is_possible ? text(fmt::format("{:+.{}f} at {:.4g}", end.lead, decimals, end.value))
                           : text(fmt::format("not possible at {:.4g}", end.value));
}

std::string saying_of(const SensitivityLine& line) {
    return line.break_even_at
               ? fmt::format("{} at {:.4g}", line.interpretation(), *line.break_even_at)
               : line.interpretation();
}

Html tornado_table(const Sensitivity& sensitivity) {
    HtmlTable bars;
    bars.caption = "Lead of rank 1 over rank 2, one parameter at a time";
    bars.head = {"Parameter", "At its low end", "", "At its high end", "What it says"};
    bars.drawings = {2};
    BarScale scale{0, 0};
    const std::size_t shown = std::min(kShownLines, sensitivity.lines.size());
    for (std::size_t k = 0; k < shown; ++k) {
        const Summary swing = swing_of(sensitivity.lines[k], sensitivity.lead);
        scale.low = std::min(scale.low, swing.low);
        scale.high = std::max(scale.high, swing.high);
    }
    for (std::size_t k = 0; k < shown; ++k) {
        const SensitivityLine& line = sensitivity.lines[k];
        bars.rows.push_back({text(line.title), end_cell(line.low, sensitivity.decimals),
                             interval_bar(swing_of(line, sensitivity.lead), scale),
                             end_cell(line.high, sensitivity.decimals), text(saying_of(line))});
    }
    return table(bars);
}

Html spread_table(const Sensitivity& sensitivity) {
    HtmlTable spreads;
    spreads.caption = "What is not known, by where it comes from (standard deviations)";
    spreads.head = {"Drawn alone", "Deaths averted by rank 1", "Its lead over rank 2"};
    spreads.numbers = {1, 2};
    for (const SpreadLine& line : sensitivity.spreads)
        spreads.rows.push_back({text(line.group), text(fmt::format("{:.3f}", line.of_best)),
                                text(fmt::format("{:.3f}", line.of_lead))});
    return table(spreads);
}

Html variance_table(const Sensitivity& sensitivity) {
    HtmlTable sources;
    sources.caption = "Where the uncertainty of that lead comes from";
    sources.head = {"What is not known", "Share of variance", "Standard deviation", "How found"};
    sources.numbers = {1, 2};
    for (const VarianceLine& line : sensitivity.variances)
        sources.rows.push_back(
            {text(line.source), text(fmt::format("{:.1f} %", 100 * share_of(line, sensitivity))),
             text(fmt::format("{:.3f}", std::sqrt(line.variance))), text(line.meaning)});
    return table(sources);
}

std::string turning_sentence(const Sensitivity& sensitivity) {
    std::vector<std::string> turning;
    for (const SensitivityLine& line : sensitivity.lines)
        if (line.turns_order)
            turning.push_back(line.title);
    return turning.empty()
               ? "No single parameter turns their order within its range."
               : fmt::format("Their order turns within the range of: {}.", join(turning, "; "));
}

} // namespace

Html sensitivity_section(const RankStudy& study) {
    const Sensitivity& sensitivity = study.sensitivity;
    if (sensitivity.lines.empty())
        return section("sensitivity", "What would change the answer",
                       paragraph("This was not worked out: there is one site, or the headline is "
                                 "another structure's."));
    Html body = paragraph(fmt::format(
        "In the exact formula without history, with every parameter at its centre, rank 1 averts "
        "{} deaths a year and {} rank 2 by {}. {} All of them together, and the incidence, "
        "are in P(best) above. Parameters that only histories take are not among them.",
        pretty(sensitivity.best, sensitivity.decimals),
        sensitivity.lead >= 0 ? "leads" : "is behind",
        pretty(std::abs(sensitivity.lead), sensitivity.decimals), turning_sentence(sensitivity)));
    body += tornado_table(sensitivity);
    body += variance_table(sensitivity);
    body += spread_table(sensitivity);
    return section("sensitivity", "What would change the answer", body);
}

} // namespace careshed
