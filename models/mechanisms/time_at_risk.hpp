// Time in the population at risk, and the raised risk after a first overdose. The population is
// open: people who leave or die are replaced by arrivals that no arm changes, so that under
// constant inputs deaths show no trend. Exact stationary formulas start every history and fit risk
// to recorded deaths.
#pragma once

#include <span>

#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct TimeAtRiskParameters {
    double years_at_risk = 0;
    double prior_overdose_ratio = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<TimeAtRiskParameters>> time_at_risk_parameters();

/// The long run of one place in the population, a person present on average: people arrive without
/// a prior overdose, leave at `leave_rate`, overdose at `rate` and after the first at
/// rate x prior_ratio, and die of an overdose with probability `fatality`.
struct LongRun {
    double deaths_a_year = 0;
    double overdoses_a_year = 0;
    double prior_share = 0;     ///< of people present, with an overdose survived
    double arrivals_a_year = 0; ///< replace everyone who leaves or dies
    double deaths_by_rate = 0;  ///< derivative of deaths_a_year by `rate`
};
/// Rates a year, mean over windows of raised risk.
[[nodiscard]] LongRun long_run(double rate, double fatality, double leave_rate, double prior_ratio);

} // namespace careshed
