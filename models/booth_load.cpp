#include "models/booth_load.hpp"

#include <algorithm>

#include "engine/core/distributions.hpp"
#include "models/booth_queue.hpp"

namespace careshed {

namespace {

std::uint16_t quantised(double share) {
    return static_cast<std::uint16_t>(share * BoothLoad::kWhole + 0.5);
}

double arrivals_an_hour(const SiteDemand& demand, std::size_t step, std::size_t hour) {
    return 7 * demand.uses_a_day * adoption_of(step) * demand.profile[hour];
}

double busiest_hour(const SiteDemand& demand) {
    double most = 0;
    for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour)
        if (demand.hours->open_share[hour] > 0)
            most = std::max(most, arrivals_an_hour(demand, kAdoptionSteps, hour));
    return most;
}

struct HourCount {
    std::uint32_t arrived = 0, admitted = 0;
};

/// One step of adoption: weeks of arrivals through the queue, counted by hour of the week.
std::array<HourCount, kHoursPerWeek> play_weeks(const SiteDemand& demand, std::size_t step,
                                                const DrawKey& stream) {
    std::array<HourCount, kHoursPerWeek> counts{};
    BoothQueue queue(demand.booths.count);
    const std::uint64_t weeks = step < kAdoptionSteps ? kQueueStepWeeks : kQueueWeeks;
    for (std::uint64_t week = 0; week < weeks; ++week) {
        DrawKey key = stream;
        key.entity += kQueueWeeks * step + week; // a stream a week: none shifts another
        DrawStream draws(key);
        for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
            const double open = demand.hours->open_share[hour];
            const double rate = arrivals_an_hour(demand, step, hour);
            if (open <= 0 || rate <= 0)
                continue;
            // An hour that is open in part has its arrivals at the full rate in its first part.
            const double start = 60.0 * static_cast<double>(kHoursPerWeek * week + hour);
            double minute = sample_exponential(draws, rate / 60);
            for (; minute < 60 * open; minute += sample_exponential(draws, rate / 60)) {
                const double stay = sample_exponential(draws, 1 / demand.booths.stay_minutes);
                const double patience =
                    sample_exponential(draws, 1 / demand.booths.patience_minutes);
                ++counts[hour].arrived;
                counts[hour].admitted += queue.admits(start + minute, stay, patience) ? 1 : 0;
            }
        }
    }
    return counts;
}

} // namespace

BoothLoad steady_load(const SiteDemand& demand) {
    BoothLoad load;
    double last_rate = -1;
    BoothState state;
    for (std::size_t step = 0; step < kLoadSteps; ++step)
        // Like days have the same rate: hour by hour across days, so that equal rates meet.
        for (std::size_t k = 0; k < kHoursPerWeek; ++k) {
            const std::size_t hour = 24 * (k % 7) + k / 7;
            const double open = demand.hours->open_share[hour];
            if (open <= 0)
                continue;
            const double rate = arrivals_an_hour(demand, step, hour);
            if (rate != last_rate)
                state = erlang_a(demand.booths, rate);
            last_rate = rate;
            load.admitted[step][hour] = quantised(open * state.accepted);
        }
    return load;
}

BoothLoad played_load(const SiteDemand& demand, const DrawKey& stream) {
    BoothLoad load;
    const bool queues =
        erlang_a(demand.booths, busiest_hour(demand)).accepted < 1 - 0.5 / BoothLoad::kWhole;
    for (std::size_t step = 0; step < kLoadSteps; ++step) {
        const auto counts =
            queues ? play_weeks(demand, step, stream) : std::array<HourCount, kHoursPerWeek>{};
        for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
            const HourCount& count = counts[hour];
            const double accepted =
                count.arrived > 0 ? static_cast<double>(count.admitted) / count.arrived : 1.0;
            load.admitted[step][hour] = quantised(demand.hours->open_share[hour] * accepted);
        }
    }
    return load;
}

HorizonOfUse horizon_of_load(const SiteDemand& demand, const BoothLoad& load,
                             double adoption_period, double months) {
    HorizonOfUse horizon;
    double full_wanted = 0, full_served = 0, wanted = 0, served = 0;
    const double step_months = adoption_period / kAdoptionSteps;
    for (std::size_t step = 0; step < kLoadSteps; ++step) {
        const double start = std::min(static_cast<double>(step) * step_months, months);
        const double end = step < kAdoptionSteps ? std::min(start + step_months, months) : months;
        double wanted_a_week = 0, served_a_week = 0;
        for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
            const double rate = arrivals_an_hour(demand, step, hour);
            wanted_a_week += rate * demand.hours->open_share[hour];
            served_a_week += rate * load.at(step, hour);
        }
        wanted += wanted_a_week * (end - start) / months;
        served += served_a_week * (end - start) / months;
        if (step == kAdoptionSteps)
            full_wanted = wanted_a_week, full_served = served_a_week;
    }
    if (full_wanted <= 0)
        return horizon;
    horizon.served_share = served / full_wanted;
    horizon.acceptance = served / wanted;
    horizon.full_acceptance = full_served / full_wanted;
    horizon.uses_a_day = served / 7;
    horizon.occupancy = served * demand.booths.stay_minutes / 60 /
                        (demand.booths.count * open_hours(*demand.hours));
    return horizon;
}

} // namespace careshed
