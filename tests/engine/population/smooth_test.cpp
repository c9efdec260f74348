#include "engine/population/smooth.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/engine/population/counted_city.hpp"

using namespace careshed;
using namespace careshed::test;

namespace {

double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

} // namespace

TEST_CASE("Four areas of one district are shrunk as by hand", "[smooth]") {
    // 12 deaths in 2 years: 3 expected in each area. Squares of 3 sum to 36; the residuals 5, -3,
    // -1, -1 square to 36, 24 more than Poisson's 12: shape 36 / 24 = 1.5. Prior mean 1.5 a year.
    const City city =
        counted_city({{0, 100, 8, 9}, {0, 100, 0, 9}, {0, 100, 2, 9}, {0, 100, 2, 9}}, 2);
    const IncidencePosterior posterior = smooth_incidence(city);
    const std::vector<double> shapes{9.5, 1.5, 3.5, 3.5};
    for (std::size_t a = 0; a < 4; ++a) {
        CHECK(posterior.shape[a] == Approx(shapes[a]).epsilon(1e-12));
        CHECK(posterior.rate[a] == Approx(1.5 / 1.5 + 2).epsilon(1e-12));
    }
    CHECK(posterior.recorded_a_year == Approx(6).epsilon(1e-14));
    const std::vector<double> deaths = expected_deaths(posterior);
    CHECK(deaths[0] == Approx(9.5 / 3).epsilon(1e-12));
    CHECK(deaths[1] == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("Two districts are shrunk to the city and areas to their district, as by hand",
          "[smooth]") {
    // Districts 12 and 2 deaths in a year against 7 expected: squares 98, residuals 50 - 14 = 36,
    // shape 98 / 36, relative risks 530 / 350 and 170 / 350: 5.3 and 1.7 expected in each area.
    const City city =
        counted_city({{0, 100, 9, 0}, {0, 100, 3, 0}, {1, 100, 1, 0}, {1, 100, 1, 0}}, 1);
    const IncidencePosterior posterior = smooth_incidence(city);
    const double squares = 2 * 5.3 * 5.3 + 2 * 1.7 * 1.7;
    const double beyond_poisson = 3.7 * 3.7 + 2.3 * 2.3 + 2 * 0.7 * 0.7 - 14;
    const double shape = squares / beyond_poisson;
    CHECK(shape == Approx(10.396).epsilon(1e-4));
    const std::vector<double> counts{9, 3, 1, 1}, expected{5.3, 5.3, 1.7, 1.7};
    for (std::size_t a = 0; a < 4; ++a) {
        CHECK(posterior.shape[a] == Approx(shape + counts[a]).epsilon(1e-9));
        CHECK(posterior.rate[a] == Approx(shape / expected[a] + 1).epsilon(1e-9));
    }
}

TEST_CASE("Counts that vary no more than chance are pooled completely", "[smooth]") {
    const City city = counted_city(
        {{0, 1000, 11, 0}, {0, 2000, 19, 0}, {0, 500, 5, 0}, {1, 1500, 15, 0}, {1, 800, 8, 0}}, 4);
    const std::vector<double> deaths = expected_deaths(smooth_incidence(city));
    for (std::size_t a = 0; a < deaths.size(); ++a)
        CHECK(deaths[a] == Approx(58.0 / 4 * city.areas[a].population / 5800).epsilon(1e-4));
}

TEST_CASE("Counts far beyond chance are left nearly as recorded", "[smooth]") {
    const City city =
        counted_city({{0, 100, 4000, 0}, {0, 100, 10, 0}, {0, 100, 900, 0}, {0, 100, 2000, 0}}, 1);
    const std::vector<double> deaths = expected_deaths(smooth_incidence(city));
    CHECK(deaths[0] == Approx(4000).epsilon(0.005));
    CHECK(deaths[2] == Approx(900).epsilon(0.005));
}

TEST_CASE("Held-out years and survivors do not enter the fit", "[smooth]") {
    City city = counted_city({{0, 100, 8, 9}, {0, 100, 0, 50}, {1, 100, 2, 0}}, 2);
    const IncidencePosterior before = smooth_incidence(city);
    city.incidents.push_back(deaths_in(1, 500, 2021, true));
    city.incidents.push_back(deaths_in(2, 500, 2020, false));
    city.incidents.back().fatal = false;
    const IncidencePosterior after = smooth_incidence(city);
    CHECK(after.shape == before.shape);
    CHECK(after.rate == before.rate);
    CHECK(after.recorded_a_year == 5);
}

TEST_CASE("A place without residents holds deaths as 1 % of a mean area would", "[smooth]") {
    const City city = counted_city({{0, 1000, 3, 0}, {0, 0, 7, 0}, {0, 1000, 4, 0}}, 1);
    const IncidencePosterior posterior = smooth_incidence(city);
    const double floor = 0.01 * 2000 / 3, rate = 14 / (2000 + floor);
    const double home = 1000 * rate, park = floor * rate;
    const double beyond_poisson =
        std::pow(3 - home, 2) + std::pow(7 - park, 2) + std::pow(4 - home, 2) - 14;
    const double shape = (2 * home * home + park * park) / beyond_poisson;
    CHECK(posterior.shape[1] == Approx(shape + 7).epsilon(1e-9));
    CHECK(posterior.rate[1] == Approx(shape / park + 1).epsilon(1e-9));
    CHECK(expected_deaths(posterior)[1] > 5 * park);
    CHECK(sum_of(expected_deaths(posterior)) == Approx(14).epsilon(1e-12));
}

TEST_CASE("Means and draws sum to the recorded deaths a year and are never negative", "[smooth]") {
    const City city = counted_city(
        {{0, 900, 31, 0}, {0, 10, 0, 0}, {1, 500, 2, 0}, {1, 1200, 9, 0}, {2, 100, 0, 0}}, 3);
    const IncidencePosterior posterior = smooth_incidence(city);
    CHECK(sum_of(expected_deaths(posterior)) == Approx(14).epsilon(1e-12));
    for (std::uint32_t draw = 0; draw < 500; ++draw) {
        const std::vector<double> deaths = drawn_deaths(posterior, city, 1, draw);
        CHECK(sum_of(deaths) == Approx(14).epsilon(1e-12));
        for (const double count : deaths)
            CHECK(count >= 0);
    }
}

TEST_CASE("Draws scatter around the posterior mean as a Dirichlet does", "[smooth]") {
    // Equal rates: shares of gammas are Dirichlet, so means and variances are known exactly.
    const City city =
        counted_city({{0, 100, 8, 0}, {0, 100, 0, 0}, {0, 100, 2, 0}, {0, 100, 2, 0}}, 2);
    const IncidencePosterior posterior = smooth_incidence(city);
    const std::vector<double> means = expected_deaths(posterior);
    constexpr int kDraws = 20000;
    std::vector<double> sum(4, 0.0), squares(4, 0.0);
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        const std::vector<double> deaths = drawn_deaths(posterior, city, 9, draw);
        for (std::size_t a = 0; a < 4; ++a) {
            sum[a] += deaths[a];
            squares[a] += deaths[a] * deaths[a];
        }
    }
    const double all = sum_of(posterior.shape);
    for (std::size_t a = 0; a < 4; ++a) {
        const double share = posterior.shape[a] / all;
        const double variance = 36 * share * (1 - share) / (all + 1);
        const double mean = sum[a] / kDraws;
        CHECK(std::abs(mean - means[a]) < 4 * std::sqrt(variance / kDraws));
        CHECK(squares[a] / kDraws - mean * mean == Approx(variance).epsilon(0.08));
    }
}

TEST_CASE("An area's draw is its own, wherever it stands in the city", "[smooth]") {
    const City city = counted_city({{0, 100, 8, 0}, {0, 300, 1, 0}, {0, 200, 5, 0}}, 2);
    City turned = city;
    std::swap(turned.areas[0], turned.areas[2]);
    for (Incident& incident : turned.incidents)
        incident.area = 2 - incident.area;
    const std::vector<double> draw = drawn_deaths(smooth_incidence(city), city, 4, 7);
    const std::vector<double> other = drawn_deaths(smooth_incidence(turned), turned, 4, 7);
    CHECK(draw[0] == Approx(other[2]).epsilon(1e-12));
    CHECK(draw[1] == Approx(other[1]).epsilon(1e-12));
    CHECK(draw[2] == Approx(other[0]).epsilon(1e-12));
    CHECK(drawn_deaths(smooth_incidence(city), city, 4, 8)[0] != draw[0]);
    CHECK(drawn_deaths(smooth_incidence(city), city, 5, 7)[0] != draw[0]);
}
