// Booths: the simulated queue compared with its steady state and with the literal queue, and the
// mean week that follows from an acceptance.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/core/distributions.hpp"
#include "models/mechanisms/booth_acceptance.hpp"
#include "models/mechanisms/booth_queue.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed::booth_acceptance_test {

namespace {

WeeklyHours always() {
    WeeklyHours hours;
    hours.open_share.fill(1);
    return hours;
}

/// Every minute of the day alike, so that hours are long beside the queue's memory.
SiteDemand flat_demand(const WeeklyHours& hours, double uses_a_day) {
    SiteDemand demand;
    demand.booths = {6, 15, 10};
    demand.profile.fill(1.0 / kHoursPerWeek);
    demand.hours = &hours;
    demand.uses_a_day = uses_a_day;
    return demand;
}

/// Waits for its turn in a list of people, minute by minute events: nothing clever.
std::vector<bool> literal_queue(int booths, const std::vector<std::array<double, 3>>& customers) {
    std::vector<double> free_at(static_cast<std::size_t>(booths), 0.0);
    std::vector<bool> admitted;
    for (const auto& [arrival, stay, patience] : customers) {
        std::sort(free_at.begin(), free_at.end());
        const double turn = std::max(arrival, free_at.front());
        admitted.push_back(turn <= arrival + patience);
        if (admitted.back())
            free_at.front() = turn + stay;
    }
    return admitted;
}

} // namespace

TEST_CASE("booths are taken in the order of arrival by those who are still there") {
    DrawStream draws({3, Purpose::test, 11, 0});
    for (int booths = 1; booths <= 4; ++booths) {
        std::vector<std::array<double, 3>> customers;
        double now = 0;
        for (int k = 0; k < 2000; ++k) {
            now += sample_exponential(draws, booths / 12.0);
            customers.push_back(
                {now, sample_exponential(draws, 1 / 15.0), sample_exponential(draws, 1 / 9.0)});
        }
        BoothQueue queue(booths);
        std::vector<bool> admitted;
        for (const auto& [arrival, stay, patience] : customers) {
            admitted.push_back(queue.wait_at(arrival) <= patience);
            if (admitted.back())
                queue.admit(arrival, stay);
        }
        CHECK(admitted == literal_queue(booths, customers));
        CHECK(std::count(admitted.begin(), admitted.end(), false) > 100);
    }
}

TEST_CASE("the simulated queue refuses what its steady state refuses") {
    const WeeklyHours hours = always();
    for (const double uses_a_day : {300.0, 500.0, 900.0}) {
        const SiteDemand demand = flat_demand(hours, uses_a_day);
        const double exact = erlang_a(demand.booths, uses_a_day / 24).accepted;
        double sum = 0, squares = 0;
        constexpr int kStreams = 60;
        for (std::uint32_t k = 0; k < kStreams; ++k) {
            const BoothAcceptance acceptance =
                simulated_acceptance(demand, {1, purpose::booth_queue, 5, k});
            double mean = 0;
            for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour)
                mean += acceptance.at(kAdoptionSteps, hour) / kHoursPerWeek;
            sum += mean;
            squares += mean * mean;
        }
        const double mean = sum / kStreams;
        const double error = std::sqrt((squares / kStreams - mean * mean) / (kStreams - 1));
        INFO(uses_a_day << " uses a day: simulated " << mean << ", steady " << exact << ", error "
                        << error);
        CHECK(error < 0.002);
        CHECK(std::abs(mean - exact) < 4 * error + 1 / BoothAcceptance::kWhole);
    }
}

TEST_CASE("a site that is never full admits everybody in its hours, without simulated arrivals") {
    WeeklyHours hours = always();
    hours.open_share[10] = 0;
    hours.open_share[11] = 0.5;
    const SiteDemand demand = flat_demand(hours, 5);
    const BoothAcceptance simulated = simulated_acceptance(demand, {1, purpose::booth_queue, 5, 0});
    CHECK(simulated == simulated_acceptance(demand, {2, purpose::booth_queue, 9, 4}));
    CHECK(simulated.at(0, 9) == 1);
    CHECK(simulated.at(6, 10) == 0);
    CHECK(simulated.at(6, 11) == 0.5);
}

TEST_CASE("the mean week of a steady acceptance is that of the analytic expectation") {
    WeeklyHours hours = always();
    for (std::size_t hour = 0; hour < 60; ++hour)
        hours.open_share[hour] = hour % 3 == 0 ? 0.25 : 1;
    SiteDemand demand = flat_demand(hours, 700);
    for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour)
        demand.profile[hour] = (1.0 + 0.3 * (hour % 24 > 12)) / (kHoursPerWeek * 1.1375);
    for (const double months : {3.0, 60.0}) {
        const HorizonOfUse exact = horizon_of_use(demand, 6, months);
        const HorizonOfUse found = use_over_horizon(demand, steady_acceptance(demand), 6, months);
        CHECK(found.served_share == Approx(exact.served_share).epsilon(1e-4));
        CHECK(found.acceptance == Approx(exact.acceptance).epsilon(1e-4));
        CHECK(found.full_acceptance == Approx(exact.full_acceptance).epsilon(1e-4));
        CHECK(found.uses_a_day == Approx(exact.uses_a_day).epsilon(1e-4));
        CHECK(found.occupancy == Approx(exact.occupancy).epsilon(1e-4));
    }
}

} // namespace careshed::booth_acceptance_test
