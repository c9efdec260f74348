#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/core/distributions.hpp"
#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "engine/outcomes/outcomes.hpp"
#include "engine/outcomes/summary.hpp"

namespace careshed::summary_test {

TEST_CASE("Type 6 quantiles agree with values worked out by hand", "[outcomes]") {
    // R: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(.25, .5, .8), type = 6) = 1.25, 3.5, 6.6
    const std::vector<double> draws{3, 1, 4, 1, 5, 9, 2, 6};
    CHECK(quantile(draws, 0) == 1);
    CHECK(quantile(draws, 0.25) == Approx(1.25));
    CHECK(quantile(draws, 0.5) == Approx(3.5));
    CHECK(quantile(draws, 0.8) == Approx(6.6));
    CHECK(quantile(draws, 0.95) == 9); // beyond the last
    CHECK(quantile(draws, 1) == 9);
    CHECK(quantile(std::vector<double>{7}, 0.3) == 7);
}

TEST_CASE("Mean, interval and standard error agree with values worked out by hand", "[outcomes]") {
    std::vector<double> draws;
    for (int value = 1; value <= 39; ++value) // h = 40 p: the 2.5 % quantile is exactly 1
        draws.push_back(value);
    const Summary summary = summarise(draws);
    CHECK(summary.mean == Approx(20));
    CHECK(summary.low == Approx(1));
    CHECK(summary.high == Approx(39));
    // Variance of 1..39 is (39^2 - 1) / 12 * 39 / 38 = 130.
    CHECK(summary.standard_error == Approx(std::sqrt(130.0 / 39)));
}

TEST_CASE("The next draw lies in the 95 % interval of 100 in 95 of 100 cases", "[outcomes]") {
    constexpr int kCases = 20000;
    double inside = 0;
    for (std::uint32_t trial = 0; trial < kCases; ++trial) {
        DrawStream stream({6, Purpose::test, 1, trial});
        std::vector<double> draws(100);
        for (double& draw : draws)
            draw = stream.uniform();
        const Summary summary = summarise(draws);
        const double next = stream.uniform();
        inside += next >= summary.low && next <= summary.high ? 1 : 0;
    }
    CHECK(std::abs(inside / kCases - 0.95) < 4 * std::sqrt(0.95 * 0.05 / kCases));
}

TEST_CASE("The order of draws does not change a bit of their summary", "[outcomes]") {
    DrawStream stream({5, Purpose::test, 1, 0});
    std::vector<double> draws(997);
    for (double& draw : draws)
        draw = sample_normal(stream) * 1e-3 + 1;
    const Summary before = summarise(draws);
    std::reverse(draws.begin(), draws.end());
    std::rotate(draws.begin(), draws.begin() + 311, draws.end());
    const Summary after = summarise(draws);
    CHECK(before.mean == after.mean);
    CHECK(before.low == after.low);
    CHECK(before.high == after.high);
    CHECK(before.standard_error == after.standard_error);
}

TEST_CASE("Constant draws have that mean and no spread", "[outcomes]") {
    const Summary summary = summarise(std::vector<double>(49, 0.1));
    CHECK(summary.mean == 0.1);
    CHECK(summary.low == 0.1);
    CHECK(summary.high == 0.1);
    CHECK(summary.standard_error == 0);
    CHECK_THROWS_AS(summarise({}), Error);
}

TEST_CASE("The 95 % interval of the mean covers the truth in 93 to 97 % of samples", "[outcomes]") {
    int covered = 0;
    for (std::uint32_t sample = 0; sample < 2000; ++sample) {
        DrawStream stream({11, Purpose::test, 2, sample});
        std::vector<double> draws(200);
        for (double& draw : draws)
            draw = 3 + sample_normal(stream);
        const Summary summary = summarise(draws);
        covered += std::abs(summary.mean - 3) < 1.96 * summary.standard_error;
    }
    CHECK(covered >= 1860);
    CHECK(covered <= 1940);
}

TEST_CASE("A table keeps each site, outcome and draw apart", "[outcomes]") {
    const OutcomeInfo x{"x", "", "", 0, 2, ""}, y{"y", "", "", 0, 2, ""};
    OutcomeTable table({"a", "b", "c"}, {x, y}, 4);
    for (std::size_t site = 0; site < 3; ++site)
        for (std::size_t outcome = 0; outcome < 2; ++outcome) {
            table.central(site, outcome) = -static_cast<double>(10 * site + outcome);
            for (std::size_t draw = 0; draw < 4; ++draw)
                table.draws_of(site, outcome)[draw] =
                    static_cast<double>(100 * site + 10 * outcome + draw);
        }
    const OutcomeTable& filled = table;
    for (std::size_t site = 0; site < 3; ++site)
        for (std::size_t outcome = 0; outcome < 2; ++outcome) {
            CHECK(filled.central(site, outcome) == -static_cast<double>(10 * site + outcome));
            for (std::size_t draw = 0; draw < 4; ++draw)
                CHECK(filled.draws_of(site, outcome)[draw] ==
                      static_cast<double>(100 * site + 10 * outcome + draw));
        }
    CHECK(filled.outcome("y") == 1);
    CHECK_THROWS_AS(filled.outcome("z"), Error);
}

} // namespace careshed::summary_test
