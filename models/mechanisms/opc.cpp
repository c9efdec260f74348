#include "models/mechanisms/opc.hpp"

#include <algorithm>
#include <array>

namespace careshed {

std::span<const ParameterField<OpcParameters>> opc_parameters() {
    using P = OpcParameters;
    static constexpr std::array<ParameterField<P>, 7> rows{{
        {{"booth_minutes", "Mean time in a booth", "minutes", 15, 8, 25, Spread::lognormal,
          "25 minutes is Insite's ceiling, derived from its volume",
          "assumption: wide, since no stay is published", "64b"},
         &P::booth_minutes},
        {{"booth_patience", "Mean wait before leaving", "minutes", 15, 5, 30, Spread::lognormal, "",
          "assumption: wide, since no figure is published", ""},
         &P::booth_patience},
        {{"adoption_period", "Opening to full uptake", "months", 6, 3, 18, Spread::lognormal, "",
          "assumption: wide, since no figure is published", ""},
         &P::adoption_period},
        {{"onsite_event_rate", "Overdose events on site a use", "probability", 0.0095, 0.003, 0.021,
          Spread::lognormal, "fentanyl era: Providence/ICER; Kral 2020 0.31 %, OnPoint 2.1 %",
          "Chambers 2022; VCH 2016", "18-21"},
         &P::onsite_event_rate},
        {{"onsite_ems_call", "Ambulance called to an on-site event", "probability", 0.0178, 0.0079,
          0.04, Spread::lognormal, "between MSIC 0.79 % and NYC 5/125",
          "assumption: geometric mean of Irwin 2017 T5 and Harocopos 2022", "65"},
         &P::onsite_ems_call},
        {{"onsite_fatality", "Death in an on-site event", "probability", 7.76e-5, 1e-6, 4.7e-4,
          Spread::lognormal, "0 deaths in 6,440 interventions; Jeffreys mean, upper bound 3/n",
          "VCH 2016", "66"},
         &P::onsite_fatality},
        {{"selection_residual", "Risk of the uses that move beside others of their setting",
          "ratio", 1, 0.3, 2, Spread::lognormal, "relative to the setting's fitted risk",
          "assumption: after selection by setting is derived", ""},
         &P::selection_residual},
    }};
    return rows;
}

BoothState erlang_a(const Booths& booths, double arrivals_per_hour) {
    if (arrivals_per_hour <= 0)
        return {};
    const double leave_rate = 60 / booths.patience_minutes;
    const double serve_rate = 60 / booths.stay_minutes;
    // Birth and death: weights relative to the empty state, rescaled before they overflow.
    double weight = 1, total = 1, busy = 0, abandoning = 0;
    for (int n = 1;; ++n) {
        const int waiting = std::max(n - booths.count, 0);
        const int serving = n - waiting;
        const double death_rate = serving * serve_rate + waiting * leave_rate;
        weight *= arrivals_per_hour / death_rate;
        total += weight;
        busy += serving * weight;
        abandoning += waiting * leave_rate * weight;
        if (waiting > 0 && death_rate > arrivals_per_hour && weight < 1e-15 * total)
            break;
        if (total > 1e200) {
            weight *= 1e-200, total *= 1e-200, busy *= 1e-200, abandoning *= 1e-200;
        }
    }
    return {1 - abandoning / total / arrivals_per_hour, busy / total};
}

WeekOfUse week_of_use(const Booths& booths, const HourProfile& profile, const WeeklyHours& hours,
                      double uses_a_day) {
    WeekOfUse week;
    double last_rate = -1;
    BoothState state;
    // Hours of like days have the same rate: visit hour by hour across days so that equal rates
    // meet.
    for (std::size_t hour = 0; hour < 24; ++hour) {
        for (std::size_t day = 0; day < 7; ++day) {
            const std::size_t h = 24 * day + hour;
            if (hours.open_share[h] <= 0)
                continue;
            const double rate = 7 * uses_a_day * profile[h];
            if (rate != last_rate) {
                state = erlang_a(booths, rate);
                last_rate = rate;
            }
            week.wanted += rate * hours.open_share[h];
            week.served += rate * hours.open_share[h] * state.accepted;
            week.booth_hours += state.mean_busy * hours.open_share[h];
        }
    }
    return week;
}

double mean_adoption(double adoption_period, double months) {
    double area = 0;
    const double step_months = adoption_period / kAdoptionSteps;
    double start = 0;
    for (int step = 0; step < kAdoptionSteps && start < months; ++step) {
        area += adoption_step(step) * (std::min(start + step_months, months) - start);
        start += step_months;
    }
    return (area + std::max(months - start, 0.0)) / months;
}

HorizonOfUse horizon_of_use(const Booths& booths, const HourProfile& profile,
                            const WeeklyHours& hours, double uses_a_day, double adoption_period,
                            double months) {
    const WeekOfUse full = week_of_use(booths, profile, hours, uses_a_day);
    HorizonOfUse horizon;
    if (full.wanted <= 0)
        return horizon;
    WeekOfUse mean;
    const double step_months = adoption_period / kAdoptionSteps;
    double start = 0;
    const auto add = [&](const WeekOfUse& week, double share_of_time) {
        mean.wanted += week.wanted * share_of_time;
        mean.served += week.served * share_of_time;
        mean.booth_hours += week.booth_hours * share_of_time;
    };
    for (int step = 0; step < kAdoptionSteps && start < months; ++step) {
        const double length = std::min(start + step_months, months) - start;
        add(week_of_use(booths, profile, hours, uses_a_day * adoption_step(step)), length / months);
        start += step_months;
    }
    add(full, std::max(months - start, 0.0) / months);
    horizon.served_share = mean.served / full.wanted;
    horizon.acceptance = mean.served / mean.wanted;
    horizon.full_acceptance = full.served / full.wanted;
    horizon.uses_a_day = mean.served / 7;
    horizon.occupancy = mean.booth_hours / (booths.count * open_hours(hours));
    return horizon;
}

} // namespace careshed
