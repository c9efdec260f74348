#include "engine/population/smooth.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "engine/city/area_middle.hpp"
#include "tests/engine/population/counted_city.hpp"
#include "tests/engine/population/sampled_risk.hpp"

namespace careshed::smooth_test {

using namespace careshed::test;

namespace {

/// A square of areas 300 m apart, with a hot spot around the one in the middle.
City square_city(int side, double deaths_in_middle) {
    std::vector<CountedArea> counts;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const int far = std::abs(row - side / 2) + std::abs(column - side / 2);
            counts.push_back({0, 100.0 + 20 * ((row * 3 + column) % 5),
                              far == 0 ? deaths_in_middle : (far == 1 ? 5.0 : (row + column) % 2),
                              0});
        }
    City city = counted_city(counts, 2);
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column)
            place(city.areas[static_cast<std::size_t>(row * side + column)], 30000 * column,
                  30000 * row);
    return city;
}

/// Means and deviations of areas over many draws.
struct Moments {
    std::vector<double> mean, deviation;
    template <class Next> Moments(int draws, std::size_t areas, Next&& next) {
        std::vector<double> sum(areas, 0.0), squares(sum);
        for (int draw = 0; draw < draws; ++draw) {
            const std::vector<double> deaths = next(draw);
            for (std::size_t a = 0; a < areas; ++a) {
                sum[a] += deaths[a] / draws;
                squares[a] += deaths[a] * deaths[a] / draws;
            }
        }
        for (std::size_t a = 0; a < areas; ++a) {
            mean.push_back(sum[a]);
            deviation.push_back(std::sqrt(squares[a] - sum[a] * sum[a]));
        }
    }
};

} // namespace

TEST_CASE("Means and draws are those of a Markov chain for the same posterior", "[smooth]") {
    const City city = square_city(5, 9);
    const IncidencePosterior posterior = smooth_incidence(city);
    SampledRisk chain(posterior.record, middles_of(city.areas), 3, 2000, 12);
    constexpr int kDraws = 3000;
    const Moments twin(kDraws, 25, [&](int) {
        std::vector<double> deaths = chain.next();
        for (double& count : deaths)
            count /= posterior.years;
        return deaths;
    });
    const Moments drawn(kDraws, 25, [&](int draw) {
        return drawn_deaths(posterior, city, 9, static_cast<std::uint32_t>(draw));
    });
    double off_mean = 0, ratio = 0;
    for (std::size_t a = 0; a < 25; ++a) {
        CAPTURE(a, twin.mean[a], twin.deviation[a], drawn.mean[a], drawn.deviation[a]);
        // A normal in place of a skewed posterior, in deviations of it; the chain's own error is
        // 0.03 of them or so.
        const double off = (posterior.means[a] - twin.mean[a]) / twin.deviation[a];
        CHECK(std::abs(off) < 0.25);
        CHECK(std::abs(drawn.mean[a] - twin.mean[a]) < 0.25 * twin.deviation[a]);
        off_mean += std::abs(off) / 25;
        ratio += drawn.deviation[a] / twin.deviation[a] / 25;
    }
    CHECK(off_mean < 0.1);
    CHECK(ratio == Approx(1).epsilon(0.15)); // wider rather than narrower: its tail is longer
}

TEST_CASE("Areas next to a hot spot are raised, areas far away are not", "[smooth]") {
    const City city = square_city(9, 60);
    const std::vector<double> deaths = smooth_incidence(city).means;
    const auto risk = [&](std::size_t row, std::size_t column) {
        return deaths[9 * row + column] / city.areas[9 * row + column].population;
    };
    CHECK(risk(4, 4) > 3 * risk(4, 3));
    CHECK(risk(4, 3) > 2 * risk(4, 1));
    CHECK(risk(3, 3) > 1.3 * risk(1, 1)); // diagonal, with a death or none of its own
    CHECK(risk(1, 1) < 1.5 * risk(0, 0));
}

TEST_CASE("Counts that vary no more than chance are drawn nearly together", "[smooth]") {
    const City city = counted_city(
        {{0, 1000, 11, 0}, {0, 2000, 19, 0}, {0, 500, 5, 0}, {1, 1500, 15, 0}, {1, 800, 8, 0}}, 4);
    const std::vector<double> deaths = smooth_incidence(city).means;
    for (std::size_t a = 0; a < deaths.size(); ++a)
        CHECK(deaths[a] == Approx(58.0 / 4 * city.areas[a].population / 5800).epsilon(0.06));
}

TEST_CASE("Counts far beyond chance are left nearly as recorded", "[smooth]") {
    const City city =
        counted_city({{0, 100, 4000, 0}, {0, 100, 10, 0}, {0, 100, 900, 0}, {0, 100, 2000, 0}}, 1);
    const std::vector<double> deaths = smooth_incidence(city).means;
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
    CHECK(after.means == before.means);
    CHECK(after.record.counts == before.record.counts);
    CHECK(after.recorded_a_year == 5);
}

TEST_CASE("A place without residents holds deaths as 1 % of a mean area would", "[smooth]") {
    const City city = counted_city({{0, 1000, 3, 0}, {0, 0, 7, 0}, {0, 1000, 4, 0}}, 1);
    const IncidencePosterior posterior = smooth_incidence(city);
    const double floor = 0.01 * 2000 / 3, park = 14 * floor / (2000 + floor);
    CHECK(posterior.record.expected[1] == Approx(park).epsilon(1e-12));
    CHECK(posterior.means[1] > 5 * park);
    CHECK(sum_of(posterior.means) == Approx(14).epsilon(1e-12));
}

TEST_CASE("Means and draws sum to the recorded deaths a year and are never negative", "[smooth]") {
    const City city = counted_city(
        {{0, 900, 31, 0}, {0, 10, 0, 0}, {1, 500, 2, 0}, {1, 1200, 9, 0}, {2, 100, 0, 0}}, 3);
    const IncidencePosterior posterior = smooth_incidence(city);
    CHECK(sum_of(posterior.means) == Approx(14).epsilon(1e-12));
    for (std::uint32_t draw = 0; draw < 500; ++draw) {
        const std::vector<double> deaths = drawn_deaths(posterior, city, 1, draw);
        CHECK(sum_of(deaths) == Approx(14).epsilon(1e-12));
        for (const double count : deaths)
            CHECK(count >= 0);
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

} // namespace careshed::smooth_test
