#include "engine/population/smooth.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

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

/// The posterior of docs/decisions/0010 integrated the slow way, in libm: every pair of spreads,
/// every district's risk on a fine grid. Mean and mean square of each area's deaths a year,
/// unscaled.
struct Twin {
    std::vector<double> mean, square;

    Twin(const City& city, const IncidencePosterior& posterior)
        : mean(city.areas.size(), 0.0), square(mean), record_(posterior.record),
          years_(posterior.years) {
        std::vector<double> logs;
        for (const double areas : variations())
            for (const double districts : variations())
                logs.push_back(log_weight(areas, districts));
        const double most = *std::ranges::max_element(logs);
        double all = 0;
        for (const double value : logs)
            all += std::exp(value - most);
        std::size_t pair = 0;
        for (const double areas : variations())
            for (const double districts : variations())
                add(areas, districts, std::exp(logs[pair++] - most) / all);
    }

  private:
    static std::vector<double> variations() {
        std::vector<double> all;
        for (int k = 0; k < 12; ++k)
            all.push_back(0.05 * std::pow(80, k / 11.0));
        return all;
    }
    static std::vector<double> fine_logs() {
        std::vector<double> all;
        for (int k = -4000; k <= 4000; ++k)
            all.push_back(0.003 * k);
        return all;
    }
    [[nodiscard]] double log_density(std::size_t d, double x, double area, double district) const {
        const double b = 1 / (district * district), s = 1 / (area * area);
        double sum = b * std::log(b) - std::lgamma(b) + b * (x - std::exp(x));
        for (std::size_t a = 0; a < record_.counts.size(); ++a)
            if (record_.district[a] == d) {
                const double n = record_.counts[a], m = record_.expected[a] * std::exp(x);
                sum += std::lgamma(s + n) - std::lgamma(s) - std::lgamma(n + 1) +
                       s * std::log(s / (s + m)) + n * std::log(m / (s + m));
            }
        return sum;
    }
    [[nodiscard]] double log_weight(double area, double district) const {
        double sum =
            std::log(area / (1 + area * area)) + std::log(district / (1 + district * district));
        for (std::size_t d = 0; d < record_.districts; ++d) {
            double evidence = 0;
            for (const double x : fine_logs())
                evidence += std::exp(log_density(d, x, area, district));
            sum += std::log(evidence);
        }
        return sum;
    }
    void add(double area, double district, double weight) {
        const double s = 1 / (area * area);
        for (std::size_t d = 0; d < record_.districts; ++d) {
            double all = 0;
            for (const double x : fine_logs())
                all += std::exp(log_density(d, x, area, district));
            for (const double x : fine_logs())
                for (std::size_t a = 0; a < record_.counts.size(); ++a)
                    if (record_.district[a] == d) {
                        const double share =
                            weight * std::exp(log_density(d, x, area, district)) / all;
                        const double shape = s + record_.counts[a];
                        const double rate =
                            s * years_ / (record_.expected[a] * std::exp(x)) + years_;
                        mean[a] += share * shape / rate;
                        square[a] += share * shape * (shape + 1) / (rate * rate);
                    }
        }
    }
    const CountedRisk& record_;
    double years_;
};

} // namespace

TEST_CASE("The smoothed record is the posterior integrated the slow way", "[smooth]") {
    const City city =
        counted_city({{0, 100, 9, 0}, {0, 140, 3, 0}, {1, 100, 1, 0}, {1, 60, 0, 0}}, 2);
    const IncidencePosterior posterior = smooth_incidence(city);
    const Twin twin(city, posterior);
    const double scale = posterior.recorded_a_year / sum_of(twin.mean);
    for (std::size_t a = 0; a < 4; ++a)
        CHECK(posterior.means[a] == Approx(scale * twin.mean[a]).epsilon(0.004)); // grids end
}

TEST_CASE("Draws scatter as the posterior does", "[smooth]") {
    // One area holds nearly all, so that scaling to the record leaves the others as they are.
    const City city =
        counted_city({{0, 100, 9, 0}, {0, 140, 3, 0}, {1, 100, 1, 0}, {2, 900000, 100000, 0}}, 2);
    const IncidencePosterior posterior = smooth_incidence(city);
    const Twin twin(city, posterior);
    constexpr int kDraws = 20000;
    std::vector<double> sum(4, 0.0), squares(4, 0.0);
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        const std::vector<double> deaths = drawn_deaths(posterior, city, 9, draw);
        for (std::size_t a = 0; a < 4; ++a) {
            sum[a] += deaths[a] / kDraws;
            squares[a] += deaths[a] * deaths[a] / kDraws;
        }
    }
    for (std::size_t a = 0; a < 3; ++a) {
        const double variance = twin.square[a] - twin.mean[a] * twin.mean[a];
        CHECK(std::abs(sum[a] - twin.mean[a]) < 4 * std::sqrt(variance / kDraws) + 0.002 * sum[a]);
        CHECK(squares[a] - sum[a] * sum[a] == Approx(variance).epsilon(0.08));
    }
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
