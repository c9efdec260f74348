// The long run of a place in the population, against a walk through its two states in small steps.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/mechanisms/time_at_risk.hpp"

namespace careshed::time_at_risk_test {

namespace {

/// Euler steps until nothing changes: people without and with a prior overdose, one arrival a year.
struct Walked {
    double without = 0, with = 0, deaths = 0, overdoses = 0;
};
Walked walk(double rate, double fatality, double leave, double ratio) {
    Walked now;
    const double step = 0.002 / (leave + rate * ratio + 1);
    for (int k = 0; k < 3'000'000; ++k) {
        const double first = rate * now.without, later = ratio * rate * now.with;
        now.overdoses = first + later;
        now.deaths = fatality * now.overdoses;
        now.without += step * (1 - leave * now.without - first);
        now.with += step * ((1 - fatality) * first - leave * now.with - fatality * later);
    }
    return now;
}

} // namespace

TEST_CASE("deaths, overdoses, priors and arrivals are those of the walked states") {
    struct Case {
        double rate, fatality, leave, ratio;
    };
    for (const Case c : {Case{0.2, 0.03, 0.1, 3.5}, Case{2, 0.05, 0.2, 1}, Case{0.5, 0.3, 0.5, 6},
                         Case{1, 0.05, 0.3, 0.5}}) {
        const Walked walked = walk(c.rate, c.fatality, c.leave, c.ratio);
        const LongRun run = long_run(c.rate, c.fatality, c.leave, c.ratio);
        const double present = walked.without + walked.with;
        CHECK(run.deaths_a_year == Approx(walked.deaths / present).epsilon(1e-6));
        CHECK(run.overdoses_a_year == Approx(walked.overdoses / present).epsilon(1e-6));
        CHECK(run.prior_share == Approx(walked.with / present).epsilon(1e-6));
        CHECK(run.arrivals_a_year == Approx(1 / present).epsilon(1e-6));
        const double h = 1e-6 * c.rate;
        const double slope = (long_run(c.rate + h, c.fatality, c.leave, c.ratio).deaths_a_year -
                              long_run(c.rate - h, c.fatality, c.leave, c.ratio).deaths_a_year) /
                             (2 * h);
        CHECK(run.deaths_by_rate == Approx(slope).epsilon(1e-6));
    }
}

TEST_CASE("without history's ratio, deaths are rate times fatality") {
    CHECK(long_run(0.7, 0.04, 0.1, 1).deaths_a_year == Approx(0.7 * 0.04).epsilon(1e-14));
}

} // namespace careshed::time_at_risk_test
