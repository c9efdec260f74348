#include "models/mechanisms/opc.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/mechanisms/registry.hpp"
#include "tests/models/queue_twin.hpp"

namespace careshed::opc_test {

using careshed::test::cut_chain;

namespace {

const std::vector<int> kCounts{1, 2, 5, 12, 13, 50};
const std::vector<double> kLoads{0.01, 0.3, 0.8, 0.99, 1.5, 4}; // of all booths

/// Erlang's loss formula by its recursion (Erlang 1917).
double erlang_b(int servers, double offered) {
    double blocked = 1;
    for (int n = 1; n <= servers; ++n)
        blocked = offered * blocked / (n + offered * blocked);
    return blocked;
}

HourProfile profile() { return hour_profile(default_parameters({}).use); }
WeeklyHours hours(const char* text) { return parse_weekly_hours(text, "test"); }

const Booths kMany{500, 15, 15};

} // namespace

TEST_CASE("Without patience the booths are Erlang's loss system", "[opc]") {
    CHECK(erlang_b(1, 1) == 0.5);
    CHECK(erlang_b(2, 1) == Approx(0.2).epsilon(1e-14));
    for (const int count : kCounts)
        for (const double acceptance : kLoads) {
            const double offered = acceptance * count, stay = 15;
            const BoothState state = erlang_a({count, stay, 1e-12}, offered * 60 / stay);
            CHECK(state.accepted == Approx(1 - erlang_b(count, offered)).epsilon(1e-9));
            CHECK(state.mean_busy ==
                  Approx(offered * (1 - erlang_b(count, offered))).epsilon(1e-9));
        }
}

TEST_CASE("With endless patience the booths are Erlang's waiting system", "[opc]") {
    for (const int count : kCounts)
        for (const double acceptance : {0.1, 0.5, 0.8, 0.95}) {
            const double offered = acceptance * count, stay = 15, patience = 1e9;
            const double arrivals = offered * 60 / stay;
            const BoothState state = erlang_a({count, stay, patience}, arrivals);
            CHECK(state.mean_busy == Approx(offered).epsilon(1e-6));
            // Those who leave wait in a queue whose mean length is Erlang's C formula.
            const double blocked = erlang_b(count, offered);
            const double must_wait = blocked / (1 - acceptance * (1 - blocked));
            const double queue = must_wait * acceptance / (1 - acceptance);
            const double leaving = (1 - state.accepted) * arrivals;
            CHECK(leaving == Approx(queue * 60 / patience).epsilon(1e-4).margin(1e-12));
        }
}

TEST_CASE("Patience as long as a stay makes the number of people Poisson", "[opc]") {
    for (const int count : kCounts)
        for (const double acceptance : kLoads) {
            const double offered = acceptance * count;
            double busy = 0, chance = std::exp(-offered);
            for (int n = 0; n < 1000; chance *= offered / ++n)
                busy += std::min(n, count) * chance;
            CHECK(erlang_a({count, 15, 15}, offered * 4).mean_busy == Approx(busy).epsilon(1e-10));
        }
}

TEST_CASE("Nobody leaves when booths are many", "[opc]") {
    for (const double offered : {0.001, 1.0, 10.0, 100.0}) {
        const BoothState state = erlang_a({400, 20, 3}, offered * 3);
        CHECK(state.accepted == Approx(1).epsilon(1e-12));
        CHECK(state.mean_busy == Approx(offered).epsilon(1e-12));
    }
}

TEST_CASE("Booths agree with a chain solved in logarithms and serve what they accept", "[opc]") {
    for (const int count : kCounts)
        for (const double acceptance : kLoads)
            for (const double patience : {0.5, 5.0, 15.0, 60.0}) {
                const double arrivals = acceptance * count * 60 / 12;
                const BoothState state = erlang_a({count, 12, patience}, arrivals);
                const auto twin = cut_chain({count, 12, patience}, arrivals);
                CHECK(state.accepted == Approx(twin.accepted).epsilon(1e-11));
                CHECK(state.mean_busy == Approx(twin.busy).epsilon(1e-11));
                CHECK(state.accepted * arrivals ==
                      Approx(state.mean_busy * 60 / 12).epsilon(1e-11));
                // Wanted = served + left.
                const double left = twin.waiting * 60 / patience;
                CHECK(state.accepted * arrivals + left == Approx(arrivals).epsilon(1e-11));
            }
}

TEST_CASE("More booths and more patience turn fewer people away", "[opc]") {
    for (const double arrivals : {5.0, 40.0, 90.0}) {
        double last = 0;
        for (int count = 1; count <= 40; ++count) {
            const double accepted = erlang_a({count, 15, 10}, arrivals).accepted;
            CHECK(accepted >= last - 1e-14);
            last = accepted;
        }
        last = 0;
        for (double patience = 0.1; patience < 200; patience *= 1.3) {
            const double accepted = erlang_a({12, 15, patience}, arrivals).accepted;
            CHECK(accepted > last);
            last = accepted;
        }
    }
}

TEST_CASE("An overload fills every booth and overflows no number", "[opc]") {
    for (const double arrivals : {1e3, 1e4, 1e5}) {
        const BoothState state = erlang_a({12, 15, 15}, arrivals);
        CHECK(state.mean_busy == Approx(12).epsilon(1e-9));
        CHECK(state.accepted == Approx(12 * 4 / arrivals).epsilon(1e-8));
    }
    const BoothState nobody = erlang_a({12, 15, 15}, 0);
    CHECK(nobody.accepted == 1);
    CHECK(nobody.mean_busy == 0);
}

TEST_CASE("Closed hours count nothing and half an hour counts half", "[opc]") {
    const HourProfile shares = profile();
    const WeekOfUse never = week_of_use(kMany, shares, hours("never"), 100);
    CHECK(never.wanted == 0);
    CHECK(never.served == 0);
    CHECK(never.booth_hours == 0);

    const WeekOfUse always = week_of_use(kMany, shares, hours("always"), 100);
    CHECK(always.wanted == Approx(700).epsilon(1e-12));

    const WeekOfUse whole = week_of_use({3, 15, 5}, shares, hours("Tue 16:00-17:00"), 300);
    const WeekOfUse half = week_of_use({3, 15, 5}, shares, hours("Tue 16:30-17:00"), 300);
    CHECK(whole.wanted == Approx(7 * 300 * shares[24 + 16]).epsilon(1e-12));
    CHECK(half.wanted == Approx(whole.wanted / 2).epsilon(1e-12));
    CHECK(half.served == Approx(whole.served / 2).epsilon(1e-12));
    CHECK(half.booth_hours == Approx(whole.booth_hours / 2).epsilon(1e-12));
}

TEST_CASE("A week is its hours, each a queue of its own", "[opc]") {
    const HourProfile shares = profile();
    for (const char* text : {"daily 10:00-04:00", "Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30"}) {
        const WeeklyHours open = hours(text);
        for (const double a_day : {40.0, 400.0, 2000.0}) {
            const WeekOfUse week = week_of_use({12, 15, 10}, shares, open, a_day);
            double wanted = 0, served = 0, left = 0, booth_hours = 0;
            for (std::size_t h = 0; h < shares.size(); ++h) {
                const double rate = 7 * a_day * shares[h];
                const auto hour = cut_chain({12, 15, 10}, rate);
                wanted += open.open_share[h] * rate;
                served += open.open_share[h] * rate * hour.accepted;
                left += open.open_share[h] * hour.waiting * 6;
                booth_hours += open.open_share[h] * hour.busy;
            }
            CHECK(week.wanted == Approx(wanted).epsilon(1e-11));
            CHECK(week.served == Approx(served).epsilon(1e-11));
            CHECK(week.booth_hours == Approx(booth_hours).epsilon(1e-11));
            CHECK(week.wanted == Approx(week.served + left).epsilon(1e-10));
        }
    }
}

TEST_CASE("Adoption rises in six equal steps and then stays", "[opc]") {
    double sum = 0;
    for (int step = 0; step < kAdoptionSteps; ++step)
        sum += adoption_step(step);
    CHECK(sum == Approx(3).epsilon(1e-14));
    CHECK(mean_adoption(6, 6) == Approx(0.5).epsilon(1e-14));
    CHECK(mean_adoption(6, 60) == Approx((3.0 + 54) / 60).epsilon(1e-14));
    CHECK(mean_adoption(6, 2) == Approx((1.0 + 3) / 12 / 2).epsilon(1e-14));
    CHECK(mean_adoption(18, 2) == Approx(1.0 / 12).epsilon(1e-14));
    CHECK(mean_adoption(12, 3) == Approx((2.0 / 12 + 3.0 / 12) / 3).epsilon(1e-14));
}

TEST_CASE("Booths in plenty serve the mean of the adoption steps", "[opc]") {
    const WeeklyHours open = hours("Mon-Fri 06:00-20:00");
    for (const double period : {3.0, 6.0, 18.0})
        for (const double months : {2.0, 12.0, 60.0}) {
            const HorizonOfUse use = horizon_of_use({kMany, profile(), &open, 80}, period, months);
            const double adopted = mean_adoption(period, months);
            CHECK(use.served_share == Approx(adopted).epsilon(1e-10));
            CHECK(use.acceptance == Approx(1).epsilon(1e-10));
            CHECK(use.full_acceptance == Approx(1).epsilon(1e-10));
            CHECK(use.uses_a_day ==
                  Approx(80 * open_share(profile(), open) * adopted).epsilon(1e-10));
        }
}

TEST_CASE("A horizon adds up its steps at a capacity-limited site", "[opc]") {
    const WeeklyHours open = hours("daily 08:00-20:00");
    const Booths few{4, 15, 10};
    const double a_day = 500, period = 6, months = 24;
    double served = 0, wanted = 0, busy = 0;
    for (int month = 0; month < 24; ++month) {
        const double share = month < 6 ? (month + 0.5) / 6 : 1;
        const WeekOfUse week = week_of_use(few, profile(), open, a_day * share);
        served += week.served / 24;
        wanted += week.wanted / 24;
        busy += week.booth_hours / 24;
    }
    const WeekOfUse full = week_of_use(few, profile(), open, a_day);
    const HorizonOfUse use = horizon_of_use({few, profile(), &open, a_day}, period, months);
    CHECK(use.uses_a_day == Approx(served / 7).epsilon(1e-12));
    CHECK(use.acceptance == Approx(served / wanted).epsilon(1e-12));
    CHECK(use.served_share == Approx(served / full.wanted).epsilon(1e-12));
    CHECK(use.full_acceptance == Approx(full.served / full.wanted).epsilon(1e-12));
    CHECK(use.occupancy == Approx(busy / (4 * 84)).epsilon(1e-12));
    CHECK(use.full_acceptance < 1 - kCapacityLimitedAbove);
    CHECK(use.full_acceptance < use.acceptance);
}

} // namespace careshed::opc_test
