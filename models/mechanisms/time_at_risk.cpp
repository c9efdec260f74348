#include "models/mechanisms/time_at_risk.hpp"

#include <array>

namespace careshed {

std::span<const ParameterField<TimeAtRiskParameters>> time_at_risk_parameters() {
    using P = TimeAtRiskParameters;
    static constexpr std::array<ParameterField<P>, 2> rows{{
        {{"years_at_risk", "Time in the population at risk before leaving it", "years", 10, 5, 20,
          Spread::lognormal, "moving away, ceasing use, death of other causes",
          "assumption: wide, since no figure is published", ""},
         &P::years_at_risk},
        {{"prior_overdose_ratio", "Overdose risk after a first overdose", "ratio", 3.5, 1.9, 6.4,
          Spread::lognormal, "relative to people without a prior overdose",
          "PROFOUND, PMID 17265131", "27"},
         &P::prior_overdose_ratio},
    }};
    return rows;
}

LongRun long_run(double rate, double fatality, double leave_rate, double prior_ratio) {
    // Present without a prior overdose 1 / (l + r), with one r (1 - p) / ((l + r)(l + m r p)), for
    // one arrival a year; everything below is for one person present.
    const double l = leave_rate, r = rate, p = fatality, m = prior_ratio;
    const double rest = l + r * (1 - p + m * p);
    LongRun run;
    run.overdoses_a_year = r * (l + m * r) / rest;
    run.deaths_a_year = p * run.overdoses_a_year;
    run.prior_share = r * (1 - p) / rest;
    run.arrivals_a_year = l + run.deaths_a_year;
    run.deaths_by_rate = p * ((l + 2 * m * r) - run.overdoses_a_year * (1 - p + m * p)) / rest;
    return run;
}

} // namespace careshed
