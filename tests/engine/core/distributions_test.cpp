// Samplers against exact formulas: moments within four standard errors, Kolmogorov-Smirnov and chi
// squared at the 0.1 % point, all at fixed seeds.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include <catch2/catch.hpp>
#include <mpfr.h>

#include "engine/core/distributions.hpp"
#include "engine/core/error.hpp"
#include "engine/core/random.hpp"

namespace careshed::distributions_test {

namespace {

constexpr std::size_t kDraws = 100'000;

std::vector<double> sample(std::uint64_t seed, const std::function<double(DrawStream&)>& draw) {
    DrawStream draws(DrawKey{.seed = seed});
    std::vector<double> values(kDraws);
    for (double& value : values)
        value = draw(draws);
    return values;
}

/// Mean and variance both lie within four of their standard errors.
void check_moments(const std::vector<double>& values, double mean, double variance) {
    const auto n = static_cast<double>(values.size());
    double seen_mean = 0;
    for (double value : values)
        seen_mean += value / n;
    double second = 0;
    double fourth = 0;
    for (double value : values) {
        const double square = (value - seen_mean) * (value - seen_mean);
        second += square / n;
        fourth += square * square / n;
    }
    INFO("mean " << seen_mean << " for " << mean << ", variance " << second << " for " << variance);
    CHECK(std::abs(seen_mean - mean) <= 4 * std::sqrt(variance / n));
    CHECK(std::abs(second - variance) <= 4 * std::sqrt((fourth - second * second) / n));
}

/// Largest gap between the empirical and the true distribution, times sqrt(n); 1.95 is the 0.1 %
/// point.
double kolmogorov(std::vector<double> values, const std::function<double(double)>& below) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double gap = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double truth = below(values[i]);
        gap = std::max(
            {gap, truth - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - truth});
    }
    return gap * std::sqrt(n);
}

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// Error of a quantile x of p, by one Newton step on the exact normal distribution.
double quantile_error(double p, double x) {
    mpfr_t below, scaled;
    mpfr_inits2(160, below, scaled, static_cast<mpfr_ptr>(nullptr));
    mpfr_sqrt_ui(scaled, 2, MPFR_RNDN);
    mpfr_d_div(scaled, -x, scaled, MPFR_RNDN);
    mpfr_erfc(below, scaled, MPFR_RNDN);
    mpfr_div_2ui(below, below, 1, MPFR_RNDN);
    mpfr_sub_d(below, below, p, MPFR_RNDN);
    const double excess = mpfr_get_d(below, MPFR_RNDN);
    mpfr_clears(below, scaled, static_cast<mpfr_ptr>(nullptr));
    const double density = std::exp(-x * x / 2) / std::sqrt(2 * 3.14159265358979323846);
    return excess / density;
}

} // namespace

TEST_CASE("Normal quantiles are right to 15 digits from 1e-300 to 1 - 1e-16", "[distributions]") {
    const auto check = [](double p) {
        const double x = normal_quantile(p);
        INFO("p " << p << ", x " << x);
        CHECK(std::abs(quantile_error(p, x)) <= 2e-15 * std::max(std::abs(x), 0.1));
    };
    for (double p : {1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.01, 0.025, 0.074, 0.0751, 0.25, 0.4999,
                     0.5001, 0.9, 0.975, 0.99999, 1 - 0x1p-52})
        check(p);
    DrawStream draws(DrawKey{.seed = 1});
    for (int i = 0; i < 2'000; ++i)
        check(draws.uniform());
    CHECK(normal_quantile(0.5) == 0);
    CHECK(normal_quantile(0.25) == -normal_quantile(0.75));
    for (double p : {0.0, 1.0, -0.1, std::nan("")})
        CHECK_THROWS_AS(normal_quantile(p), Error);
}

TEST_CASE("Normals are normal", "[distributions]") {
    const auto values = sample(2, sample_normal);
    check_moments(values, 0, 1);
    CHECK(kolmogorov(values, normal_below) < 1.95);
}

TEST_CASE("Exponentials have the rate asked for", "[distributions]") {
    const auto values = sample(3, [](DrawStream& draws) { return sample_exponential(draws, 2.5); });
    check_moments(values, 0.4, 0.16);
    CHECK(kolmogorov(values, [](double x) { return -std::expm1(-2.5 * x); }) < 1.95);
    DrawStream draws(DrawKey{});
    CHECK_THROWS_AS(sample_exponential(draws, 0), Error);
}

TEST_CASE("Gammas have the shape and scale asked for, below and above shape 1", "[distributions]") {
    for (double shape : {0.05, 0.5, 0.99, 1.0, 3.0, 40.0, 1e6}) {
        const auto values =
            sample(4, [&](DrawStream& draws) { return sample_gamma(draws, shape, 0.7); });
        INFO("shape " << shape);
        check_moments(values, shape * 0.7, shape * 0.49);
    }
    const auto half = sample(5, [](DrawStream& draws) { return sample_gamma(draws, 0.5, 2); });
    CHECK(kolmogorov(half, [](double x) { return std::erf(std::sqrt(x / 2)); }) < 1.95);
    const auto three = sample(6, [](DrawStream& draws) { return sample_gamma(draws, 3, 1); });
    CHECK(kolmogorov(three, [](double x) { return 1 - std::exp(-x) * (1 + x + x * x / 2); }) <
          1.95);
    DrawStream draws(DrawKey{});
    CHECK_THROWS_AS(sample_gamma(draws, 0, 1), Error);
}

TEST_CASE("Betas have the shapes asked for, even where gammas underflow", "[distributions]") {
    for (const std::array shapes : {std::array{2.0, 3.0}, {0.5, 0.5}, {30.0, 1.5}}) {
        const double a = shapes[0];
        const double b = shapes[1];
        const auto values = sample(7, [&](DrawStream& draws) { return sample_beta(draws, a, b); });
        check_moments(values, a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
    const auto values = sample(8, [](DrawStream& draws) { return sample_beta(draws, 2, 3); });
    const auto below = [](double x) { return x * x * (6 - 8 * x + 3 * x * x); };
    CHECK(kolmogorov(values, below) < 1.95);
    // Shapes of 0.001: nearly all mass at 0 and 1, half each, and never 0 / 0.
    double sum = 0;
    for (double value :
         sample(9, [](DrawStream& draws) { return sample_beta(draws, 1e-3, 1e-3); })) {
        REQUIRE(value >= 0);
        REQUIRE(value <= 1);
        sum += value;
    }
    CHECK(std::abs(sum / kDraws - 0.5) < 4 * 0.5 / std::sqrt(kDraws));
}

TEST_CASE("Poissons have the mean asked for, small, large and on either side of 10",
          "[distributions]") {
    for (double mean : {0.003, 0.5, 4.0, 9.999, 10.0, 30.0, 774.0, 1e6, 1e12}) {
        const auto values = sample(10, [&](DrawStream& draws) {
            return static_cast<double>(sample_poisson(draws, mean));
        });
        INFO("mean " << mean);
        check_moments(values, mean, mean);
    }
    DrawStream draws(DrawKey{});
    CHECK(sample_poisson(draws, 0) == 0);
    CHECK_THROWS_AS(sample_poisson(draws, -1), Error);
    CHECK_THROWS_AS(sample_poisson(draws, std::nan("")), Error);
}

TEST_CASE("Each Poisson count comes as often as its probability says", "[distributions]") {
    for (double mean : {2.0, 9.999, 10.0, 60.0}) {
        DrawStream draws(DrawKey{.seed = 11});
        std::vector<int> seen(400);
        for (std::size_t i = 0; i < kDraws; ++i)
            ++seen.at(sample_poisson(draws, mean));
        double chi_squared = 0;
        double expected_rest = kDraws;
        double seen_rest = kDraws;
        int cells = 0;
        for (std::size_t k = 0; k < seen.size(); ++k) {
            const auto x = static_cast<double>(k);
            const double expected =
                kDraws * std::exp(x * std::log(mean) - mean - std::lgamma(x + 1));
            if (expected < 20)
                continue;
            chi_squared += std::pow(seen[k] - expected, 2) / expected;
            expected_rest -= expected;
            seen_rest -= seen[k];
            ++cells;
        }
        chi_squared += std::pow(seen_rest - expected_rest, 2) / expected_rest;
        // Wilson and Hilferty's 99.9 % point of chi squared with `cells` degrees of freedom.
        const double step = 2.0 / (9.0 * cells);
        INFO("mean " << mean << ", chi squared " << chi_squared << " in " << cells << " cells");
        CHECK(chi_squared < cells * std::pow(1 - step + 3.09 * std::sqrt(step), 3));
    }
}

TEST_CASE("Rows are drawn in proportion to their weight and never without one", "[distributions]") {
    const std::array<double, 6> totals = {0, 1, 1, 4, 10, 10}; // weights 0 1 0 3 6 0
    std::array<double, 6> seen{};
    DrawStream draws(DrawKey{.seed = 12});
    for (std::size_t i = 0; i < kDraws; ++i)
        seen.at(sample_row(draws, totals)) += 1.0 / kDraws;
    const std::array<double, 6> shares = {0, 0.1, 0, 0.3, 0.6, 0};
    for (std::size_t row = 0; row < shares.size(); ++row)
        CHECK(std::abs(seen[row] - shares[row]) <=
              4 * std::sqrt(shares[row] * (1 - shares[row]) / kDraws));
    const std::array<double, 2> nothing = {0, 0};
    CHECK_THROWS_AS(sample_row(draws, nothing), Error);
    CHECK_THROWS_AS(sample_row(draws, {}), Error);
}

} // namespace careshed::distributions_test
