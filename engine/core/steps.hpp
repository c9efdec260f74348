// Numbers in steps of a fixed size, so that neither one nor the difference of two tells more than a
// whole step. Steps of counts begin at multiples of the size and stand there as their middle:
// whoever adds up or takes apart several is left with less than a step by one for each part.
#pragma once

namespace careshed {

/// Middle of the step [k size, k size + size - 1] of whole numbers in which `count` lies; count >=
/// 0.
[[nodiscard]] double middle_of_step(double count, double size);

/// The nearest multiple of a step, halves away from 0; as it is where the step is 0.
[[nodiscard]] double to_step(double value, double step);
/// The smallest of 1, 2 and 5 times a power of ten that is at least `size`; 0 for 0.
[[nodiscard]] double step_of_at_least(double size);
/// Decimals that a multiple of a step needs: 2 for 0.05, none for 20.
[[nodiscard]] int decimals_of_step(double step);

/// To so many significant digits; 0 stays 0.
[[nodiscard]] double to_digits(double value, int digits);

} // namespace careshed
