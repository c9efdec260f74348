// What would change the answer: one parameter at a time to the ends of its range, and how much each
// group of parameters and the recorded deaths spread the figures. Of the two first sites, in the
// exact formula without history. The tables behind the report's section.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/sheet.hpp"

namespace careshed {

/// One end of a parameter's range.
struct SensitivityEnd {
    double value = 0;
    bool is_possible = true; ///< false: the source site's volume cannot be reached
    double best = 0;         ///< deaths averted a year by the site of rank 1
    double lead = 0;         ///< its lead over rank 2
};

struct SensitivityLine {
    std::string id, title;
    SensitivityEnd low, high;
    bool turns_order = false; ///< the lead has the other sign at an end than at the centre
    bool only_scales = false; ///< the first sites all change by one factor: ranks cannot change
    bool is_idle = false;     ///< nothing changes at all
    /// Break-even: the value at which ranks 1 and 2 do as well as each other; empty: none in range.
    std::optional<double> break_even_at{};

    /// "turns the order", "changes nothing", "cannot change ranks" or "".
    [[nodiscard]] std::string interpretation() const;
};

/// Standard deviations over draws of one group, all else at the centre.
struct SpreadLine {
    std::string group;
    double of_best = 0, of_lead = 0;
};

/// A part of the variance of the lead of rank 1 over rank 2.
struct VarianceLine {
    std::string source;  ///< "chance within draws", "parameters", "recorded deaths"
    double variance = 0; ///< (deaths a year)^2
    std::string meaning;
};

/// Empty lines where there is one site, or where the headline is another structure's.
struct Sensitivity {
    double best = 0, lead = 0;          ///< with every parameter at its centre
    std::size_t sites = 0;              ///< by which "only scales" was decided
    std::vector<SensitivityLine> lines; ///< widest swing of the lead first
    std::vector<SpreadLine> spreads;
    std::vector<VarianceLine> variances;
    int decimals = 2; ///< of deaths a year, shown to people
};

/// tornado.csv, spread.csv and variance.csv.
[[nodiscard]] Sheet tornado_sheet(const Sensitivity& sensitivity);
[[nodiscard]] Sheet spread_sheet(const Sensitivity& sensitivity);
[[nodiscard]] Sheet variance_sheet(const Sensitivity& sensitivity);
/// A line's part of the sum of all.
[[nodiscard]] double share_of(const VarianceLine& line, const Sensitivity& sensitivity);

} // namespace careshed
