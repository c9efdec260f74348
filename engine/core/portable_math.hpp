// exp, log, pow, sin and cos that give the same bits on every machine, compiler and optimisation
// level. libm gives other bits with and without FMA, so all code that decides a result uses these.
// Error at most 1 ulp (exp, log, sin, cos) and 2 ulp (pow), checked against MPFR in tests.
// docs/decisions/0001-portable-math.md holds the measured errors and costs.
#pragma once

namespace careshed::portable {

/// 0 far below, infinity far above what a double holds. `x` is a plain number.
[[nodiscard]] double exp(double x);
/// -infinity at 0, NaN below.
[[nodiscard]] double log(double x);
/// x^y for x >= 0; NaN for x < 0. x^0 = 1^y = 1.
[[nodiscard]] double pow(double x, double y);
/// Radians; NaN beyond a million of them, where the reduction to a quarter turn would lose digits.
[[nodiscard]] double sin(double x);
[[nodiscard]] double cos(double x);

} // namespace careshed::portable
