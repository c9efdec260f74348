#include "models/mechanisms/use.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>

#include "models/mechanisms/registry.hpp"

namespace careshed::use_test {

namespace {

/// Defaults, and twenty draws of every parameter.
std::vector<UseParameters> many_sets() {
    std::vector<UseParameters> sets{default_parameters({}).use};
    for (std::uint32_t draw = 0; draw < 20; ++draw)
        sets.push_back(drawn_parameters({}, 5, draw).use);
    return sets;
}

constexpr int kQuantiles = 100000;
double quantile_at(int k) { return (k + 0.5) / kQuantiles; }

} // namespace

TEST_CASE("The hours of the week hold all uses and the weekend its share", "[use]") {
    for (const UseParameters& use : many_sets()) {
        const HourProfile profile = hour_profile(use);
        CHECK(std::accumulate(profile.begin(), profile.end(), 0.0) == Approx(1).epsilon(1e-13));
        CHECK(std::accumulate(profile.begin() + 120, profile.end(), 0.0) ==
              Approx(use.weekend_use_share).epsilon(1e-13));
        CHECK(*std::min_element(profile.begin(), profile.end()) > 0);
    }
}

TEST_CASE("Uses peak at the peak hour of every day", "[use]") {
    for (const UseParameters& use : many_sets()) {
        const HourProfile profile = hour_profile(use);
        for (int day = 0; day < 7; ++day) {
            const auto first = profile.begin() + 24 * day;
            const auto top = std::max_element(first, first + 24) - first;
            CHECK(std::abs(static_cast<double>(top) + 0.5 - use.use_peak_hour) <= 0.5 + 1e-9);
        }
    }
}

TEST_CASE("Amplitude 0.92 puts 8 % of a day's uses into its peak hour", "[use]") {
    const UseParameters use = default_parameters({{"use_hour_amplitude", 0.92}}).use;
    const HourProfile profile = hour_profile(use);
    const double day = std::accumulate(profile.begin(), profile.begin() + 24, 0.0);
    CHECK(profile[16] / day == Approx(0.08).epsilon(1e-12));
}

TEST_CASE("Always open holds every use and never open none", "[use]") {
    const HourProfile profile = hour_profile(default_parameters({}).use);
    CHECK(open_share(profile, parse_weekly_hours("always", "")) == Approx(1).epsilon(1e-13));
    CHECK(open_share(profile, parse_weekly_hours("never", "")) == 0);
    CHECK(open_share(profile, parse_weekly_hours("Sat-Sun 00:00-24:00", "")) ==
          Approx(default_parameters({}).use.weekend_use_share).epsilon(1e-13));
}

TEST_CASE("Mean uses a day is the mean over people", "[use]") {
    for (const UseParameters& use : many_sets()) {
        double sum = 0;
        std::map<double, double> shares;
        for (int k = 0; k < kQuantiles; ++k) {
            const double uses = uses_per_day(use, quantile_at(k));
            sum += uses / kQuantiles;
            shares[uses] += 1.0 / kQuantiles;
        }
        // One quantile on the wrong side of a class edge moves the mean by at most 3 / kQuantiles.
        CHECK(sum == Approx(mean_uses_per_day(use)).margin(5 * 3.0 / kQuantiles));
        const double edge = 2.0 / kQuantiles, daily = use.daily_use_share;
        CHECK(shares[use.uses_per_day_non_daily] == Approx(1 - daily).margin(edge));
        CHECK(shares[1] == Approx(daily * use.daily_once_share).margin(edge));
        CHECK(shares[3] == Approx(daily * use.daily_2_to_4_share).margin(edge));
        CHECK(shares[6] == Approx(daily * use.daily_5_to_7_share).margin(edge));
        CHECK(shares.size() == 5);
    }
}

TEST_CASE("More frequent people have higher quantiles", "[use]") {
    const UseParameters use = default_parameters({}).use;
    double last = 0;
    for (int k = 0; k < kQuantiles; k += 10) {
        CHECK(uses_per_day(use, quantile_at(k)) >= last);
        last = uses_per_day(use, quantile_at(k));
    }
}

TEST_CASE("Routes take their shares of people and admission adds them", "[use]") {
    for (const UseParameters& use : many_sets()) {
        std::map<Route, double> shares;
        for (int k = 0; k < kQuantiles; ++k)
            shares[route_of(use, quantile_at(k))] += 1.0 / kQuantiles;
        const double edge = 2.0 / kQuantiles;
        CHECK(shares[Route::inject] == Approx(use.route_inject_share).margin(edge));
        CHECK(shares[Route::smoke] == Approx(use.route_smoke_share).margin(edge));
        CHECK(admitted_share(use, true, false, false) ==
              Approx(shares[Route::inject]).margin(edge));
        CHECK(admitted_share(use, false, true, true) ==
              Approx(1 - shares[Route::inject]).margin(edge));
        CHECK(admitted_share(use, true, true, true) == Approx(1).epsilon(1e-14));
        CHECK(admitted_share(use, false, false, false) == 0);
    }
}

} // namespace careshed::use_test
