// How long people stay in the population at risk, and how a first overdose raises the risk of the
// next. The population is open: those who leave or die are replaced along a path that no
// arrangement changes, so that under constant inputs deaths show no trend. Stationary figures in
// closed form start every life and fit risk to recorded deaths.
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
    double prior_share = 0;     ///< of those present, who survived an overdose
    double arrivals_a_year = 0; ///< replace everyone who leaves or dies
    double deaths_by_rate = 0;  ///< derivative of deaths_a_year by `rate`
};
/// Rates a year, mean over windows of raised risk.
[[nodiscard]] LongRun long_run(double rate, double fatality, double leave_rate, double prior_ratio);

} // namespace careshed
