#include "engine/core/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

void require(bool is_ok, const char* rule) {
    if (!is_ok)
        throw Error(ErrorKind::internal, "", rule);
}

/// Ratio of two polynomials of degree 7, constant term first.
double rational(const std::array<double, 8>& above, const std::array<double, 8>& below, double x) {
    double numerator = above[7];
    double denominator = below[7];
    for (std::size_t i = 7; i-- > 0;) {
        numerator = numerator * x + above[i];
        denominator = denominator * x + below[i];
    }
    return numerator / denominator;
}

// Coefficients of algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37:477-484).
constexpr std::array<double, 8> kCentreAbove = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                                1.9715909503065514427e3, 1.3731693765509461125e4,
                                                4.5921953931549871457e4, 6.7265770927008700853e4,
                                                3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr std::array<double, 8> kCentreBelow = {1.0,
                                                4.2313330701600911252e1,
                                                6.8718700749205790830e2,
                                                5.3941960214247511077e3,
                                                2.1213794301586595867e4,
                                                3.9307895800092710610e4,
                                                2.8729085735721942674e4,
                                                5.2264952788528545610e3};
constexpr std::array<double, 8> kShoulderAbove = {
    1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> kShoulderBelow = {1.0,
                                                  2.05319162663775882187e0,
                                                  1.67638483018380384940e0,
                                                  6.89767334985100004550e-1,
                                                  1.48103976427480074590e-1,
                                                  1.51986665636164571966e-2,
                                                  5.47593808499534494600e-4,
                                                  1.05075007164441684324e-9};
constexpr std::array<double, 8> kTailAbove = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                              1.78482653991729133580e0,  2.96560571828504891230e-1,
                                              2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                              2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> kTailBelow = {1.0,
                                              5.99832206555887937690e-1,
                                              1.36929880922735805310e-1,
                                              1.48753612908506148525e-2,
                                              7.86869131145613259100e-4,
                                              1.84631831751005468180e-5,
                                              1.42151175831644588870e-7,
                                              2.04426310338993978564e-15};

/// Gamma of shape >= 1 and scale 1. Each try draws a normal, then a uniform.
double sample_large_gamma(DrawStream& draws, double shape) {
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double x = sample_normal(draws);
        const double u = draws.uniform();
        const double root = 1.0 + c * x;
        if (root <= 0)
            continue;
        const double v = root * root * root;
        if (portable::log(u) < 0.5 * x * x + d * (1.0 - v + portable::log(v)))
            return d * v;
    }
}

/// Logarithm of a gamma of scale 1; below shape 1 the value itself may be too small for a double.
/// Draws the gamma of shape + 1 first, then the uniform of the boost.
double sample_log_gamma(DrawStream& draws, double shape) {
    if (shape >= 1)
        return portable::log(sample_large_gamma(draws, shape));
    const double boosted = portable::log(sample_large_gamma(draws, shape + 1));
    return boosted + portable::log(draws.uniform()) / shape;
}

/// ln k! - (k ln k - k + ln(2 pi k) / 2), from the asymptotic series; exact values below 16.
double stirling_error(double k) {
    // Loader 2000, "Fast and accurate computation of binomial probabilities".
    constexpr std::array<double, 16> kSmall = {0.0,
                                               0.0810614667953272582,
                                               0.0413406959554092941,
                                               0.0276779256849983391,
                                               0.0207906721037650931,
                                               0.0166446911898211922,
                                               0.0138761288230707480,
                                               0.0118967099458917701,
                                               0.0104112652619720965,
                                               0.00925546218271273292,
                                               0.00833056343336287126,
                                               0.00757367548795184079,
                                               0.00694284010720952987,
                                               0.00640899418800420707,
                                               0.00595137011275884774,
                                               0.00555473355196280137};
    if (k < 16)
        return kSmall[static_cast<std::size_t>(k)];
    const double kk = k * k;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / kk) / kk) / kk) / k;
}

/// k ln(k / mean) + mean - k without the cancellation of its terms when k is near the mean.
double deviance(double k, double mean) {
    if (std::abs(k - mean) >= 0.1 * (k + mean))
        return k * portable::log(k / mean) + mean - k;
    const double v = (k - mean) / (k + mean);
    double sum = (k - mean) * v;
    double power = 2 * k * v;
    for (int odd = 3;; odd += 2) {
        power *= v * v;
        const double next = sum + power / odd;
        if (next == sum)
            return sum;
        sum = next;
    }
}

/// ln of the Poisson probability of k (Loader 2000).
double log_poisson(double k, double mean) {
    constexpr double kTwoPi = 6.283185307179586477;
    if (k == 0)
        return -mean;
    return -stirling_error(k) - deviance(k, mean) - 0.5 * portable::log(kTwoPi * k);
}

/// Counts up the probabilities until one uniform is used up. One draw.
std::uint64_t sample_small_poisson(DrawStream& draws, double mean) {
    double rest = draws.uniform();
    double p = portable::exp(-mean);
    for (std::uint64_t k = 0;; ++k) {
        if (rest < p || p == 0)
            return k;
        rest -= p;
        p *= mean / static_cast<double>(k + 1);
    }
}

/// Transformed rejection with squeeze, PTRS (Hormann 1993, Insurance: Mathematics and Economics
/// 12), for means of 10 and more. Each try draws two uniforms, u then v.
std::uint64_t sample_large_poisson(DrawStream& draws, double mean) {
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double squeeze = 0.9277 - 3.6224 / (b - 2);
    while (true) {
        const double u = draws.uniform() - 0.5;
        const double v = draws.uniform();
        const double us = 0.5 - std::abs(u);
        const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= squeeze)
            return static_cast<std::uint64_t>(k);
        if (k < 0 || (us < 0.013 && v > us))
            continue;
        if (portable::log(v * inverse_alpha / (a / (us * us) + b)) <= log_poisson(k, mean))
            return static_cast<std::uint64_t>(k);
    }
}

} // namespace

double normal_quantile(double p) {
    require(p > 0 && p < 1, "a normal quantile was asked outside (0, 1)");
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425)
        return q * rational(kCentreAbove, kCentreBelow, 0.180625 - q * q);
    const double r = std::sqrt(-portable::log(q < 0 ? p : 1 - p));
    const double x = r <= 5 ? rational(kShoulderAbove, kShoulderBelow, r - 1.6)
                            : rational(kTailAbove, kTailBelow, r - 5);
    return q < 0 ? -x : x;
}

double sample_normal(DrawStream& draws) { return normal_quantile(draws.uniform()); }

double sample_exponential(DrawStream& draws, double rate) {
    require(rate > 0, "an exponential needs a rate above 0");
    return -portable::log(draws.uniform()) / rate;
}

double sample_gamma(DrawStream& draws, double shape, double scale) {
    require(shape > 0 && scale >= 0, "a gamma needs a shape above 0 and a scale of at least 0");
    if (shape >= 1)
        return scale * sample_large_gamma(draws, shape);
    return scale * portable::exp(sample_log_gamma(draws, shape));
}

double sample_beta(DrawStream& draws, double a, double b) {
    require(a > 0 && b > 0, "a beta needs two shapes above 0");
    const double log_x = sample_log_gamma(draws, a);
    const double log_y = sample_log_gamma(draws, b);
    return 1 / (1 + portable::exp(log_y - log_x));
}

std::uint64_t sample_poisson(DrawStream& draws, double mean) {
    require(mean >= 0 && mean <= 1e18, "a Poisson needs a mean between 0 and 1e18");
    if (mean == 0)
        return 0;
    return mean < 10 ? sample_small_poisson(draws, mean) : sample_large_poisson(draws, mean);
}

std::uint32_t sample_row(DrawStream& draws, std::span<const double> running_totals) {
    require(!running_totals.empty() && running_totals.back() > 0,
            "a row can only be drawn where some weight is above 0");
    const double aim = draws.uniform() * running_totals.back();
    // The first total above the aim: rows of weight 0 repeat their predecessor's and never win.
    const auto row = std::upper_bound(running_totals.begin(), running_totals.end(), aim);
    const auto last =
        std::lower_bound(running_totals.begin(), running_totals.end(), running_totals.back());
    return static_cast<std::uint32_t>(std::min(row, last) - running_totals.begin());
}

} // namespace careshed
