// portable_math against MPFR at 128 bits: 300,000 points a function, ten million with
// CARESHED_LONG=1, spread over easy and hard ranges. Errors are in ulps of the exact result.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

#include <catch2/catch.hpp>
#include <mpfr.h>

#include "engine/core/portable_math.hpp"
#include "engine/core/portable_tables.hpp"
#include "engine/core/random.hpp"
#include "tests/length.hpp"

namespace careshed::portable_math_test {

namespace portable = careshed::portable;

namespace {

constexpr mpfr_prec_t kBits = 128;

/// One MPFR number, freed with its scope.
class Exact {
  public:
    Exact() { mpfr_init2(value, kBits); }
    explicit Exact(double x) : Exact() { mpfr_set_d(value, x, MPFR_RNDN); }
    ~Exact() { mpfr_clear(value); }
    Exact(const Exact&) = delete;
    Exact& operator=(const Exact&) = delete;
    mpfr_t value;
};

/// |got - exact| in units of the last place of a double near `exact` (2^-1074 when subnormal).
double ulps_off(double got, const Exact& exact) {
    if (mpfr_zero_p(exact.value) != 0)
        return got == 0 ? 0 : std::numeric_limits<double>::infinity();
    const auto exponent = std::max<mpfr_exp_t>(mpfr_get_exp(exact.value) - 53, -1074);
    Exact difference;
    mpfr_sub_d(difference.value, exact.value, got, MPFR_RNDN);
    mpfr_mul_2si(difference.value, difference.value, -exponent, MPFR_RNDN);
    return std::abs(mpfr_get_d(difference.value, MPFR_RNDN));
}

/// Points for one of the three ranges each function is tried on.
std::uint64_t points_a_range() { return test::is_long() ? 10'000'000 / 3 : 100'000; }

DrawStream stream(std::uint64_t point) {
    return DrawStream(DrawKey{.seed = 20260, .purpose = Purpose::test, .entity = point});
}

double between(DrawStream& draws, double low, double high) {
    return low + draws.uniform() * (high - low);
}

/// A positive double whose exponent and mantissa are both uniform: every scale is visited.
double any_positive(DrawStream& draws) {
    const std::uint64_t bits = draws.bits64() & 0x7fffffffffffffffU;
    const double x = std::bit_cast<double>(bits);
    return std::isfinite(x) && x > 0 ? x : 1.5;
}

/// 1 + a small step of any scale: where logarithms are hardest.
double near_one(DrawStream& draws) {
    const double step = std::bit_cast<double>(
        (std::uint64_t{1023U - 54U + draws.below(53)} << 52U) | (draws.bits64() >> 12U));
    return draws.below(2) == 0 ? 1 + step : 1 - step / 2;
}

using Sampler = std::function<double(DrawStream&)>;
using ReferenceFunction = int (*)(mpfr_t, const mpfr_t, mpfr_rnd_t);

struct Worst {
    double ulps = 0;
    double at = 0;
};

Worst worst_error(double (*ours)(double), ReferenceFunction exact, const Sampler& sampler) {
    Worst worst;
    for (std::uint64_t i = 0; i < points_a_range(); ++i) {
        DrawStream draws = stream(i);
        const double x = sampler(draws);
        Exact result(x);
        exact(result.value, result.value, MPFR_RNDN);
        const double ulps = ulps_off(ours(x), result);
        if (!(ulps <= worst.ulps))
            worst = {ulps, x};
    }
    return worst;
}

int mpfr_exp_of(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) { return mpfr_exp(r, x, mode); }
int mpfr_log_of(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) { return mpfr_log(r, x, mode); }
int mpfr_sin_of(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) { return mpfr_sin(r, x, mode); }
int mpfr_cos_of(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) { return mpfr_cos(r, x, mode); }

} // namespace

TEST_CASE("exp is within 1 ulp of the exact value", "[portable_math]") {
    const Worst usual = worst_error(portable::exp, mpfr_exp_of,
                                    [](DrawStream& draws) { return between(draws, -20, 20); });
    const Worst all = worst_error(portable::exp, mpfr_exp_of,
                                  [](DrawStream& draws) { return between(draws, -745.2, 709.7); });
    const Worst tiny = worst_error(portable::exp, mpfr_exp_of, [](DrawStream& draws) {
        return draws.uniform() * (draws.below(2) == 0 ? 0x1p-20 : -0x1p-45);
    });
    INFO("worst " << usual.ulps << " ulp at " << usual.at << ", " << all.ulps << " at " << all.at
                  << ", " << tiny.ulps << " at " << tiny.at);
    CHECK(usual.ulps <= 0.53);
    CHECK(all.ulps <= 1);
    CHECK(tiny.ulps <= 0.53);
}

TEST_CASE("log is within 1 ulp of the exact value at every scale and next to 1",
          "[portable_math]") {
    const Worst all = worst_error(portable::log, mpfr_log_of, any_positive);
    const Worst hard = worst_error(portable::log, mpfr_log_of, near_one);
    const Worst unit = worst_error(portable::log, mpfr_log_of,
                                   [](DrawStream& draws) { return between(draws, 0, 4); });
    INFO("worst " << all.ulps << " ulp at " << all.at << ", " << hard.ulps << " at " << hard.at
                  << ", " << unit.ulps << " at " << unit.at);
    CHECK(all.ulps <= 0.51);
    CHECK(hard.ulps <= 0.51);
    CHECK(unit.ulps <= 0.51);
}

TEST_CASE("sin and cos are within 1 ulp of the exact value", "[portable_math]") {
    constexpr double kTwoPi = 6.283185307179586;
    const Sampler turn = [](DrawStream& draws) { return between(draws, -kTwoPi, kTwoPi); };
    const Sampler far = [](DrawStream& draws) { return between(draws, -1e6, 1e6); };
    // The doubles around multiples of pi/2, where a poor reduction leaves no right digit.
    const Sampler crossing = [](DrawStream& draws) {
        const double zero = (static_cast<double>(draws.below(1'200'000)) - 600'000) * (kTwoPi / 4);
        return zero * (1 + (static_cast<double>(draws.below(7)) - 3) * 0x1p-52);
    };
    using Function = std::pair<double (*)(double), ReferenceFunction>;
    for (const auto& [ours, exact] :
         {Function{portable::sin, mpfr_sin_of}, Function{portable::cos, mpfr_cos_of}}) {
        for (const Sampler& sampler : {turn, far, crossing}) {
            const Worst worst = worst_error(ours, exact, sampler);
            INFO("worst " << worst.ulps << " ulp at " << worst.at);
            CHECK(worst.ulps <= 1);
        }
    }
}

TEST_CASE("pow is within 2 ulp of the exact value", "[portable_math]") {
    double worst_ordinary = 0;
    double worst_wide = 0;
    double worst_near_one = 0;
    for (std::uint64_t i = 0; i < points_a_range(); ++i) {
        DrawStream draws = stream(i);
        const auto compare = [](double x, double y, double& worst) {
            Exact result(x);
            const Exact exponent(y);
            mpfr_pow(result.value, result.value, exponent.value, MPFR_RNDN);
            const double got = portable::pow(x, y);
            if (std::isinf(got)) { // right only above the largest double
                CHECK(mpfr_cmp_d(result.value, std::numeric_limits<double>::max()) > 0);
                return;
            }
            worst = std::max(worst, ulps_off(got, result));
        };
        compare(between(draws, 0, 3), between(draws, -4, 4), worst_ordinary);
        const double x = any_positive(draws);
        compare(x, between(draws, -745, 709) / portable::log(x), worst_wide);
        const double close = near_one(draws);
        compare(close, between(draws, -745, 709) / (close == 1 ? 1 : portable::log(close)),
                worst_near_one);
    }
    INFO("worst " << worst_ordinary << ", " << worst_wide << ", " << worst_near_one << " ulp");
    CHECK(worst_ordinary <= 0.55);
    CHECK(worst_wide <= 1);
    CHECK(worst_near_one <= 1);
}

TEST_CASE("Every table entry is the nearest double to the exact value", "[portable_math]") {
    const auto pair_error = [](double high, double low, const Exact& exact) {
        Exact rest;
        mpfr_sub_d(rest.value, exact.value, high, MPFR_RNDN);
        return ulps_off(low, rest);
    };
    for (int i = 0; i < 64; ++i) {
        Exact exact(i / 64.0);
        mpfr_exp2(exact.value, exact.value, MPFR_RNDN);
        const auto& entry = portable::detail::kExp2[i];
        CHECK(ulps_off(entry.high, exact) <= 0.5);
        if (entry.low != 0)
            CHECK(pair_error(entry.high, entry.low, exact) <= 0.5);
    }
    for (const auto& interval : portable::detail::kLog) {
        Exact exact(interval.reciprocal);
        mpfr_log(exact.value, exact.value, MPFR_RNDN);
        mpfr_neg(exact.value, exact.value, MPFR_RNDN);
        CHECK(std::floor(interval.reciprocal * 512) == interval.reciprocal * 512);
        CHECK(std::floor(interval.log_high * 0x1p42) == interval.log_high * 0x1p42);
        CHECK(pair_error(interval.log_high, interval.log_low, exact) <= 0.5);
    }
}

TEST_CASE("Edges of exp, log, pow, sin and cos are as written in the header", "[portable_math]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(portable::exp(0) == 1);
    CHECK(portable::exp(infinity) == infinity);
    CHECK(portable::exp(-infinity) == 0);
    CHECK(portable::exp(709.8) == infinity);
    CHECK(portable::exp(-745.2) == 0);
    CHECK(portable::exp(-745.13) == std::numeric_limits<double>::denorm_min());
    CHECK(portable::exp(709.782712893384) < infinity);
    CHECK(portable::log(1) == 0);
    CHECK(portable::log(0) == -infinity);
    CHECK(portable::log(infinity) == infinity);
    CHECK(std::isnan(portable::log(-1)));
    CHECK(portable::pow(0, 2) == 0);
    CHECK(portable::pow(0, -2) == infinity);
    CHECK(portable::pow(7, 0) == 1);
    CHECK(portable::pow(1, 1e300) == 1);
    CHECK(portable::pow(2, 10) == 1024);
    CHECK(portable::pow(10, 300) == 1e300);
    CHECK(portable::pow(2, 1e300) == infinity);
    CHECK(portable::pow(0.5, 1e300) == 0);
    CHECK(portable::pow(0.5, -infinity) == infinity);
    CHECK(portable::pow(infinity, -1) == 0);
    CHECK(portable::sin(0) == 0);
    CHECK(portable::cos(0) == 1);
    for (double x :
         {portable::exp(nan), portable::log(nan), portable::pow(nan, 1), portable::pow(2, nan),
          portable::pow(-8, 3), portable::sin(nan), portable::cos(infinity), portable::sin(1.1e6)})
        CHECK(std::isnan(x));
}

TEST_CASE("Bits of exp, log, pow, sin and cos are the ones of every other build",
          "[portable_math]") {
    // One number stands for 5 x 10,000 results: equal at -O0 and -O3, g++ and clang, with and
    // without FMA instructions. A changed algorithm changes all results, and this line.
    std::uint64_t fingerprint = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        DrawStream draws = stream(i);
        const double x = between(draws, -700, 700);
        const double positive = any_positive(draws);
        for (double y : {portable::exp(x), portable::log(positive), portable::sin(x),
                         portable::cos(x), portable::pow(positive, x / 700)})
            fingerprint = (fingerprint ^ std::bit_cast<std::uint64_t>(y)) * 0x9e3779b97f4a7c15U;
    }
    CHECK(fingerprint == 0x69d5d1ab339a82fbU);
}

} // namespace careshed::portable_math_test
