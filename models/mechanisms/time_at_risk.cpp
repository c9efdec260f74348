#include "models/mechanisms/time_at_risk.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kTimeAtRiskRows = std::to_array<ParameterField<TimeAtRiskParameters>>({
    {{.id = "years_at_risk",
      .title = "Time in the population at risk before leaving it",
      .unit = "years",
      .value = 10,
      .low = 5,
      .high = 20,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "moving away, ceasing use, death of other causes",
      .source = "assumption: wide, since no figure is published"},
     &TimeAtRiskParameters::years_at_risk},
    {{.id = "prior_overdose_ratio",
      .title = "Overdose risk after a first overdose",
      .unit = "ratio",
      .value = 3.5,
      .low = 1.9,
      .high = 6.4,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "relative to people without a prior overdose",
      .source = "PROFOUND, after Darke2007"},
     &TimeAtRiskParameters::prior_overdose_ratio},
});

} // namespace

std::span<const ParameterField<TimeAtRiskParameters>> time_at_risk_parameters() {
    return kTimeAtRiskRows;
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
