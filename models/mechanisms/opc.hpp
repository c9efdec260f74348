// The center itself: opening hours, booths, the queue in front of them, adoption over the first
// months, and events on site. Each hour of the week is an Erlang A queue (M/M/c+M) in steady state:
// Garnett, Mandelbaum and Reiman 2002. Between hours the queue is taken to settle at once.
#pragma once

#include <span>

#include "engine/inputs/weekly_hours.hpp"
#include "models/mechanisms/parameter.hpp"
#include "models/mechanisms/use.hpp"

namespace careshed {

struct OpcParameters {
    double booth_minutes = 0;
    double booth_patience = 0;
    double adoption_period = 0;
    double onsite_event_rate = 0;
    double onsite_ems_call = 0;
    double onsite_fatality = 0;
    double selection_residual = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<OpcParameters>> opc_parameters();

/// `count` places to use, each taken for a mean stay; people who wait longer than their patience
/// leave.
struct Booths {
    int count = 1;
    double stay_minutes = 15;
    double patience_minutes = 15;
};

struct BoothState {
    double accepted = 1;  ///< share of arrivals that get a booth
    double mean_busy = 0; ///< booths in use
};
/// Steady state at `arrivals_per_hour`.
[[nodiscard]] BoothState erlang_a(const Booths& booths, double arrivals_per_hour);

/// A mean week at one level of demand.
struct WeekOfUse {
    double wanted = 0; ///< uses that arrive in a week
    double served = 0;
    double booth_hours = 0; ///< booths in use x hours
};
/// `uses_a_day`: arrivals if the site were always open.
[[nodiscard]] WeekOfUse week_of_use(const Booths& booths, const HourProfile& profile,
                                    const WeeklyHours& hours, double uses_a_day);

/// Share of full uptake in each of six equal steps of the adoption period: 1/12, 3/12 .. 11/12.
inline constexpr int kAdoptionSteps = 6;
[[nodiscard]] constexpr double adoption_step(int step) { return (step + 0.5) / kAdoptionSteps; }
/// Time mean of adoption over the first `months`.
[[nodiscard]] double mean_adoption(double adoption_period, double months);

/// Demand for a site.
struct SiteDemand {
    Booths booths;
    HourProfile profile{};
    const WeeklyHours* hours = nullptr;
    double uses_a_day = 0; ///< wanted at full uptake if the site never closed
};

/// The mean week over a horizon: adoption rises in steps, then stays at full uptake.
struct HorizonOfUse {
    double served_share =
        0; ///< of what opening hours would admit at full uptake: acceptance x adoption
    double acceptance = 1;      ///< volume-weighted over the horizon
    double full_acceptance = 1; ///< at full uptake
    double uses_a_day = 0;      ///< served, mean over the horizon
    double occupancy = 0;       ///< booths in use / booths, mean over opening hours of the horizon
};
/// `adoption_period` in months, as `months`, the horizon.
[[nodiscard]] HorizonOfUse horizon_of_use(const SiteDemand& demand, double adoption_period,
                                          double months);

/// Share of wanted uses refused above which a site counts as capacity-limited, not demand-limited.
inline constexpr double kCapacityLimitedAbove = 0.05;

} // namespace careshed
