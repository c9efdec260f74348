#include "models/mechanisms/booth_acceptance.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/distributions.hpp"
#include "engine/core/portable_math.hpp"
#include "models/mechanisms/booth_queue.hpp"

namespace careshed {

namespace {

std::uint16_t quantised(double share) {
    return static_cast<std::uint16_t>(std::floor(share * BoothAcceptance::kWhole + 0.5));
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

/// Moments of an hour at which the wait of a further arrival is sampled.
constexpr int kProbes = 4;

/// An hour whose first part is open.
struct SimulatedHour {
    double arrivals = 0; ///< an hour
    double start = 0;    ///< minutes
    double open = 1;     ///< share
};

/// Simulates the arrivals of one hour; returns the mean probability that a further arrival, at any
/// moment of it, would have the patience to wait.
double simulate_hour(const SiteDemand& demand, const SimulatedHour& hour, BoothQueue& queue,
                     DrawStream& draws) {
    const auto& [rate, start, open] = hour;
    double minute = sample_exponential(draws, rate / 60), chance = 0;
    const auto arrive_until = [&](double moment) {
        while (minute < moment) {
            const double wait = queue.wait_at(start + minute);
            if (wait <= 0 || sample_exponential(draws, 1 / demand.booths.patience_minutes) > wait)
                queue.admit(start + minute,
                            sample_exponential(draws, 1 / demand.booths.stay_minutes));
            minute += sample_exponential(draws, rate / 60);
        }
    };
    for (int probe = 0; probe < kProbes; ++probe) {
        const double moment = 60 * open * (probe + 0.5) / kProbes;
        arrive_until(moment);
        const double wait = queue.wait_at(start + moment);
        chance += portable::exp(-wait / demand.booths.patience_minutes) / kProbes;
    }
    arrive_until(60 * open);
    return chance;
}

/// One step of adoption: the probability of a booth in each hour of the week, mean over weeks.
std::array<double, kHoursPerWeek> simulate_weeks(const SiteDemand& demand, std::size_t step,
                                                 const DrawKey& stream) {
    std::array<double, kHoursPerWeek> chances{};
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
            const double start = 60.0 * static_cast<double>(kHoursPerWeek * week + hour);
            chances[hour] += simulate_hour(demand, {rate, start, open}, queue, draws) /
                             static_cast<double>(weeks);
        }
    }
    return chances;
}

} // namespace

BoothAcceptance steady_acceptance(const SiteDemand& demand) {
    BoothAcceptance acceptance;
    double last_rate = -1;
    BoothState state;
    for (std::size_t step = 0; step < kAcceptanceSteps; ++step)
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
            acceptance.admitted[step][hour] = quantised(open * state.accepted);
        }
    return acceptance;
}

BoothAcceptance simulated_acceptance(const SiteDemand& demand, const DrawKey& stream) {
    if (erlang_a(demand.booths, busiest_hour(demand)).accepted > 1 - kSimulateAbove)
        return steady_acceptance(demand);
    BoothAcceptance acceptance;
    for (std::size_t step = 0; step < kAcceptanceSteps; ++step) {
        const std::array<double, kHoursPerWeek> chances = simulate_weeks(demand, step, stream);
        for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour)
            acceptance.admitted[step][hour] =
                quantised(demand.hours->open_share[hour] * chances[hour]);
    }
    return acceptance;
}

HorizonOfUse use_over_horizon(const SiteDemand& demand, const BoothAcceptance& acceptance,
                              double adoption_period, double months) {
    HorizonOfUse horizon;
    double full_wanted = 0, full_served = 0, wanted = 0, served = 0;
    const double step_months = adoption_period / kAdoptionSteps;
    for (std::size_t step = 0; step < kAcceptanceSteps; ++step) {
        const double start = std::min(static_cast<double>(step) * step_months, months);
        const double end = step < kAdoptionSteps ? std::min(start + step_months, months) : months;
        double wanted_a_week = 0, served_a_week = 0;
        for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
            const double rate = arrivals_an_hour(demand, step, hour);
            wanted_a_week += rate * demand.hours->open_share[hour];
            served_a_week += rate * acceptance.at(step, hour);
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
