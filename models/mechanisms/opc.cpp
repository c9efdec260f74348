#include "models/mechanisms/opc.hpp"

#include <algorithm>
#include <array>

namespace careshed {

namespace {

constexpr auto kOpcRows = std::to_array<ParameterField<OpcParameters>>({
    {{.id = "booth_minutes",
      .title = "Mean time in a booth",
      .unit = "minutes",
      .value = 15,
      .low = 8,
      .high = 25,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "25 minutes is Insite's ceiling, derived from its volume",
      .source = "assumption: wide, since no stay is published"},
     &OpcParameters::booth_minutes},
    {{.id = "booth_patience",
      .title = "Mean wait before leaving",
      .unit = "minutes",
      .value = 15,
      .low = 5,
      .high = 30,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .source = "assumption: wide, since no figure is published"},
     &OpcParameters::booth_patience},
    {{.id = "adoption_period",
      .title = "Opening to full uptake",
      .unit = "months",
      .value = 6,
      .low = 3,
      .high = 18,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .source = "assumption: wide, since no figure is published"},
     &OpcParameters::adoption_period},
    {{.id = "onsite_event_rate",
      .title = "Overdose events on site a use",
      .unit = "probability",
      .value = 0.0095,
      .low = 0.003,
      .high = 0.021,
      .spread = Spread::lognormal,
      .domain = Domain::share,
      .reference =
          "fentanyl era, Providence; low end 0.31 %, an unsanctioned US site; high end 2.1 %, NYC",
      .source = "Chambers2022; VCH2016; low end Kral2020; high end Harocopos2022"},
     &OpcParameters::onsite_event_rate},
    {{.id = "onsite_ems_call",
      .title = "Ambulance called to an on-site event",
      .unit = "probability",
      .value = 0.0178,
      .low = 0.0079,
      .high = 0.04,
      .spread = Spread::lognormal,
      .domain = Domain::share,
      .reference = "between MSIC 0.79 % and NYC 5/125",
      .source = "assumption: geometric mean of Irwin2017, table 5, and Harocopos2022"},
     &OpcParameters::onsite_ems_call},
    {{.id = "onsite_fatality",
      .title = "Death in an on-site event",
      .unit = "probability",
      .value = 7.76e-5,
      .low = 1e-6,
      .high = 4.7e-4,
      .spread = Spread::lognormal,
      .domain = Domain::share,
      .reference = "0 deaths in 6,440 interventions; Jeffreys mean, upper bound 3/n",
      .source = "VCH2016"},
     &OpcParameters::onsite_fatality},
    {{.id = "selection_residual",
      .title = "Risk of the uses that move beside others of their setting",
      .unit = "ratio",
      .value = 1,
      .low = 0.3,
      .high = 2,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "relative to the setting's fitted risk",
      .source = "assumption: after selection by setting is derived"},
     &OpcParameters::selection_residual},
});

} // namespace

std::span<const ParameterField<OpcParameters>> opc_parameters() { return kOpcRows; }

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

HorizonOfUse horizon_of_use(const SiteDemand& demand, double adoption_period, double months) {
    const auto week_at = [&](double adoption) {
        return week_of_use(demand.booths, demand.profile, *demand.hours,
                           demand.uses_a_day * adoption);
    };
    const WeekOfUse full = week_at(1);
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
        add(week_at(adoption_step(step)), length / months);
        start += step_months;
    }
    add(full, std::max(months - start, 0.0) / months);
    horizon.served_share = mean.served / full.wanted;
    horizon.acceptance = mean.served / mean.wanted;
    horizon.full_acceptance = full.served / full.wanted;
    horizon.uses_a_day = mean.served / 7;
    horizon.occupancy = mean.booth_hours / (demand.booths.count * open_hours(*demand.hours));
    return horizon;
}

} // namespace careshed
