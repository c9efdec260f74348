#include "engine/core/portable_math.hpp"

#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/core/portable_tables.hpp"

// Every step below is an IEEE 754 operation rounded to nearest: +, -, x, and moves of bits. No
// fused multiply-add, no libm, nothing a compiler may reorder: hence the same bits everywhere.
static_assert(FLT_EVAL_METHOD == 0, "doubles must be computed as doubles");
static_assert(std::numeric_limits<double>::is_iec559);

namespace careshed::portable {

namespace {

using detail::Pair;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Adding and taking away this rounds a double below 2^51 to the nearest integer.
constexpr double kToInteger = 0x1.8p52;

std::uint64_t bits_of(double x) { return std::bit_cast<std::uint64_t>(x); }
double from_bits(std::uint64_t bits) { return std::bit_cast<double>(bits); }
double nearest_integer(double x) { return (x + kToInteger) - kToInteger; }

/// 2^k for -1022 <= k <= 1023.
double power_of_two(std::int64_t k) {
    return from_bits(static_cast<std::uint64_t>(k + 1023) << 52U);
}

/// a with its low 27 bits cleared, so that the product of two such is exact.
double high_half(double a) { return from_bits(bits_of(a) & ~((std::uint64_t{1} << 27U) - 1)); }

/// a + b and its rounding error, exactly (Knuth).
Pair two_sum(double a, double b) {
    const double sum = a + b;
    const double b_part = sum - a;
    return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// The same for |a| >= |b| (Dekker).
Pair fast_two_sum(double a, double b) {
    const double sum = a + b;
    return {sum, (a - sum) + b};
}

/// e^(h + l) for |h| < 746 and |l| tiny beside it. With h = (64 k + i) ln2 / 64 + r,
/// e^h = 2^k 2^(i/64) e^r, |r| < 0.0055: six terms of e^r leave 3e-20.
double exp_of_sum(double h, double l) {
    constexpr double kStepsPerUnit = 0x1.71547652b82fep+6; // 64 / ln 2
    constexpr double kStepHigh = 0x1.62e42fefc0000p-7;     // ln 2 / 64, 35 bits
    constexpr double kStepLow = -0x1.c610ca86c3899p-43;    // and the rest of it
    const double steps = nearest_integer(h * kStepsPerUnit);
    const double r = ((h - steps * kStepHigh) - steps * kStepLow) + l;
    const auto n = static_cast<std::int64_t>(steps);
    const Pair& base = detail::kExp2[n & 63];
    const std::int64_t k = n >> 6;
    const double r2 = r * r;
    const double curve =
        (0.5 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720));
    const double mantissa = base.high + (base.low + base.high * (r + r2 * curve));
    if (k >= -1021 && k <= 1022)
        return mantissa * power_of_two(k);
    const std::int64_t half = k / 2; // the result may be subnormal or infinite: two steps
    return mantissa * power_of_two(half) * power_of_two(k - half);
}

/// ln x = base + ln(1 + r) for finite x > 0, each a sum of two doubles; |r| <= 2^-7.
struct LogStart {
    Pair base;
    Pair r;
};

/// With x = 2^k z and a short reciprocal c of z's interval, base = k ln2 - ln c (its high part is
/// exact) and r = z c - 1 (exact: c has ten bits, so the products of z's halves fit).
LogStart log_start(double x) {
    constexpr std::uint64_t kStart = 0x3fe6000000000000; // the bits of 0.6875
    constexpr double kLn2High = 0x1.62e42fefa3800p-1;    // a multiple of 2^-42
    constexpr double kLn2Low = 0x1.ef35793c76730p-45;
    const bool is_subnormal = x < 0x1p-1022;
    const std::uint64_t bits = bits_of(is_subnormal ? x * 0x1p52 : x);
    const std::uint64_t offset = bits - kStart;
    const detail::LogInterval& interval = detail::kLog[(offset >> 45U) & 127U];
    const std::int64_t exponent = static_cast<std::int64_t>(offset) >> 52;
    const auto k = static_cast<double>(exponent - (is_subnormal ? 52 : 0));
    const double z = from_bits(bits - (offset & (std::uint64_t{0xfff} << 52U)));
    const double z_high = high_half(z);
    // Where |r| is so small that its parts come in the wrong order, the error is below 2^-79.
    const Pair r =
        fast_two_sum(z_high * interval.reciprocal - 1, (z - z_high) * interval.reciprocal);
    return {{k * kLn2High + interval.log_high, k * kLn2Low + interval.log_low}, r};
}

/// (ln(1 + r) - r + r^2 / 2) / r^3 by Taylor's series: what is left out is 2^-73 of ln(1 + r).
double log_series(double r) {
    const double r2 = r * r;
    return ((1.0 / 3 - r * (1.0 / 4)) + r2 * (1.0 / 5 - r * (1.0 / 6))) +
           (r2 * r2) * ((1.0 / 7 - r * (1.0 / 8)) + r2 * (1.0 / 9 - r * (1.0 / 10)));
}

/// ln x to about 2^-68 of itself, for finite x > 0.
Pair log_pair(double x) {
    const auto [base, r] = log_start(x);
    // r^2 / 2 in two parts: the square of r's leading bits is exact.
    const double lead = (r.high + 0x1.8p19) - 0x1.8p19;
    const double square_high = 0.5 * lead * lead;
    const double square_low = 0.5 * (r.high - lead) * (r.high + lead);
    const Pair first = fast_two_sum(base.high, r.high); // base is 0 or larger than r
    const Pair second = fast_two_sum(first.high, -square_high);
    const double tail = (first.low + second.low) + base.low + (r.low - r.low * r.high - square_low);
    const double cube = r.high * (r.high * r.high);
    return fast_two_sum(second.high, tail + cube * log_series(r.high));
}

/// Exact when the inputs allow: a x b as a sum of two doubles (Dekker), |a| and |b| < 2^990.
Pair two_product(double a, double b) {
    const double a_high = high_half(a), a_low = a - a_high;
    const double b_high = high_half(b), b_low = b - b_high;
    const double product = a * b;
    const double error =
        (((a_high * b_high - product) + a_high * b_low) + a_low * b_high) + a_low * b_low;
    return {product, error};
}

/// x = quarter_turns pi/2 + rest, |rest| about pi/4 at most.
struct Angle {
    std::int64_t quarter_turns;
    Pair rest;
};

/// pi/2 is held in three parts of 33 bits, whose products with a count below 2^20 are exact, and a
/// tail: 2^-157 in all, so that even sines near 0 keep 53 bits.
Angle reduce(double x) {
    constexpr double kQuarterPi = 0x1.921fb54442d18p-1;
    if (std::abs(x) <= kQuarterPi)
        return {0, {x, 0}};
    constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;
    const double n = nearest_integer(x * kTwoOverPi);
    const Pair first = two_sum(x, -n * 0x1.921fb54400000p+0);
    const Pair second = two_sum(first.high, -n * 0x1.0b4611a600000p-34);
    const Pair third = two_sum(second.high, -n * 0x1.3198a2e000000p-69);
    const double tail = first.low + second.low + third.low - n * 0x1.b839a252049c1p-104;
    return {static_cast<std::int64_t>(n), fast_two_sum(third.high, tail)};
}

/// Taylor's series up to r^17: 8e-20 short at pi/4.
double sin_near_zero(Pair angle) {
    const double r = angle.high;
    const double z = r * r;
    const double series =
        -1.0 / 6 +
        z * (1.0 / 120 +
             z * (-1.0 / 5040 +
                  z * (1.0 / 362880 +
                       z * (-1.0 / 39916800 +
                            z * (1.0 / 6227020800.0 +
                                 z * (-1.0 / 1307674368000.0 + z * (1.0 / 355687428096000.0)))))));
    return r + (r * z * series + angle.low * (1 - 0.5 * z));
}

/// Taylor's series up to r^16: 2e-18 short at pi/4.
double cos_near_zero(Pair angle) {
    const double r = angle.high;
    const double z = r * r;
    const double series =
        1.0 / 24 +
        z * (-1.0 / 720 +
             z * (1.0 / 40320 + z * (-1.0 / 3628800 +
                                     z * (1.0 / 479001600 + z * (-1.0 / 87178291200.0 +
                                                                 z * (1.0 / 20922789888000.0))))));
    const double half_square = 0.5 * z;
    const double one_less = 1 - half_square;
    return one_less + (((1 - one_less) - half_square) + (z * z * series - r * angle.low));
}

/// Where the reduction above is exact enough; model angles are a few turns.
constexpr double kLargestAngle = 1e6;

double turned_sin(double x, std::int64_t extra_quarter_turns) {
    if (!(std::abs(x) <= kLargestAngle))
        return kNaN;
    const Angle angle = reduce(x);
    const std::int64_t turns = (angle.quarter_turns + extra_quarter_turns) & 3;
    const double value = turns % 2 == 0 ? sin_near_zero(angle.rest) : cos_near_zero(angle.rest);
    return turns >= 2 ? -value : value;
}

/// pow where the result is decided without arithmetic, or x > 0 finite and y finite: then false.
bool is_special_pow(double x, double y, double& result) {
    if (y == 0 || x == 1)
        result = 1;
    else if (std::isnan(y) || !(x >= 0))
        result = kNaN;
    else if (x == 0 || x == kInfinity)
        result = (x == 0) == (y > 0) ? 0 : kInfinity;
    else if (std::abs(y) >= 0x1p65) // |ln x| is at least 2^-53
        result = (x > 1) == (y > 0) ? kInfinity : 0;
    else if (std::abs(y) < 0x1p-65)
        result = 1;
    else
        return false;
    return true;
}

} // namespace

double exp(double x) {
    if (!(std::abs(x) < 746)) {
        if (std::isnan(x))
            return x;
        return x > 0 ? kInfinity : 0;
    }
    return exp_of_sum(x, 0);
}

double log(double x) {
    if (!(x > 0))
        return x == 0 ? -kInfinity : kNaN;
    if (x == kInfinity)
        return x;
    const auto [base, r] = log_start(x);
    const Pair lead = fast_two_sum(base.high, r.high); // base is 0 or larger than r
    const double curve = r.high * r.high * (r.high * log_series(r.high) - 0.5);
    return lead.high + (curve + (lead.low + (base.low + r.low)));
}

double pow(double x, double y) {
    double special = 0;
    if (is_special_pow(x, y, special))
        return special;
    const Pair log_x = log_pair(x);
    const Pair power = two_product(y, log_x.high);
    if (std::abs(power.high) >= 746)
        return power.high > 0 ? kInfinity : 0;
    return exp_of_sum(power.high, power.low + y * log_x.low);
}

double sin(double x) { return turned_sin(x, 0); }

double cos(double x) { return turned_sin(x, 1); }

} // namespace careshed::portable
