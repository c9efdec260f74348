// exp, log, pow, sin and cos that give the same bits on every machine, compiler and optimisation level.
// libm gives other bits with and without FMA, so whatever decides a result uses these.
// Error at most 1 ulp (exp, log, cos, sin on [-2 pi, 2 pi]) and 2 ulp (pow), judged against MPFR in tests.
#pragma once

namespace careshed::portable {

[[nodiscard]] double exp(double x);
[[nodiscard]] double log(double x);
/// x^y for x > 0 (and 0^y for y > 0).
[[nodiscard]] double pow(double x, double y);
[[nodiscard]] double sin(double x);
[[nodiscard]] double cos(double x);

} // namespace careshed::portable
