#include "engine/report/sensitivity.hpp"

#include <fmt/format.h>

namespace careshed {

namespace {

Cell figure_at(const SensitivityEnd& end, double SensitivityEnd::* field) {
    return end.is_possible ? Cell(end.*field) : Cell(std::string());
}

} // namespace

Sheet tornado_sheet(const Sensitivity& sensitivity) {
    Sheet sheet{
        "tornado.csv",
        "One parameter at either end of its range, all else at the centre; exact formula without "
        "history. Widest swing of the lead first.",
        {{"parameter", "Parameter id."},
         {"low", "Lower end of its range."},
         {"high", "Upper end."},
         {"best_at_low", "Deaths averted a year by the site of rank 1 at the lower end; empty "
                         "where the source site's volume cannot be reached."},
         {"best_at_high", "The same at the upper end."},
         {"lead_at_low", "Its lead over the site of rank 2, deaths a year."},
         {"lead_at_high", "The same at the upper end."},
         {"says",
          fmt::format("turns the order: rank 2 is ahead at an end; cannot change ranks: the first "
                      "{} sites all change by one factor; else empty.",
                      sensitivity.sites)}},
        {}};
    for (const SensitivityLine& line : sensitivity.lines)
        sheet.rows.push_back({line.id, line.low.value, line.high.value,
                              figure_at(line.low, &SensitivityEnd::best),
                              figure_at(line.high, &SensitivityEnd::best),
                              figure_at(line.low, &SensitivityEnd::lead),
                              figure_at(line.high, &SensitivityEnd::lead),
                              std::string(line.turns_order   ? "turns the order"
                                          : line.only_scales ? "cannot change ranks"
                                                             : "")});
    return sheet;
}

Sheet spread_sheet(const Sensitivity& sensitivity) {
    Sheet sheet{"spread.csv",
                "One group of parameters, or the recorded deaths, drawn while all else stays at "
                "the centre; exact formula without history.",
                {{"group", "What is drawn."},
                 {"best_sd", "Standard deviation of the deaths averted by the site of rank 1."},
                 {"lead_sd", "The same of its lead over the site of rank 2."}},
                {}};
    for (const SpreadLine& line : sensitivity.spreads)
        sheet.rows.push_back({line.group, line.of_best, line.of_lead});
    return sheet;
}

} // namespace careshed
