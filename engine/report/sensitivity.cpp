#include "engine/report/sensitivity.hpp"

#include <cmath>

#include <fmt/format.h>

namespace careshed {

namespace {

Cell figure_at(const SensitivityEnd& end, double SensitivityEnd::* field) {
    return end.is_possible ? Cell(end.*field) : Cell(std::string());
}

} // namespace

std::string SensitivityLine::interpretation() const {
    return turns_order   ? "turns the order"
           : is_idle     ? "changes nothing"
           : only_scales ? "cannot change ranks"
                         : "";
}

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
         {"interpretation",
          fmt::format("turns the order: at an end the lead has the other sign than at the centre; "
                      "cannot change ranks: the first {} sites all change by one factor; changes "
                      "nothing: it belongs to a set that is not used; else empty.",
                      sensitivity.sites)}},
        {}};
    sheet.columns.insert(sheet.columns.end() - 1,
                         {"break_even", "Break-even: the value at which ranks 1 and 2 do as "
                                        "well as each other; empty: none within the range."});
    for (const SensitivityLine& line : sensitivity.lines)
        sheet.rows.push_back({line.id, line.low.value, line.high.value,
                              figure_at(line.low, &SensitivityEnd::best),
                              figure_at(line.high, &SensitivityEnd::best),
                              figure_at(line.low, &SensitivityEnd::lead),
                              figure_at(line.high, &SensitivityEnd::lead),
                              line.break_even_at ? Cell(*line.break_even_at) : Cell(std::string()),
                              line.interpretation()});
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

double share_of(const VarianceLine& line, const Sensitivity& sensitivity) {
    double all = 0;
    for (const VarianceLine& one : sensitivity.variances)
        all += one.variance;
    return all > 0 ? line.variance / all : 0;
}

Sheet variance_sheet(const Sensitivity& sensitivity) {
    Sheet sheet{"variance.csv",
                "Where the variance of the lead of rank 1 over rank 2 comes from.",
                {{"source", "What is not known."},
                 {"share", "Share of the variance; shares sum to 1."},
                 {"lead_sd", "Its square root: a standard deviation, deaths a year."},
                 {"meaning", "How it was found."}},
                {}};
    for (const VarianceLine& line : sensitivity.variances)
        sheet.rows.push_back(
            {line.source, share_of(line, sensitivity), std::sqrt(line.variance), line.meaning});
    return sheet;
}

} // namespace careshed
