// Quantities whose unit is part of their type, so that an interface cannot swap them.
// Columns and inner loops hold plain numbers named by their unit (walk_ds, length_cm).
#pragma once

#include <compare>
#include <cstdint>

namespace careshed {

template <class Tag, class Rep> class Quantity {
  public:
    constexpr Quantity() = default;
    explicit constexpr Quantity(Rep value) : value_(value) {}
    [[nodiscard]] constexpr Rep value() const { return value_; }

    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity operator+(Quantity other) const { return Quantity(value_ + other.value_); }
    constexpr Quantity operator-(Quantity other) const { return Quantity(value_ - other.value_); }
    constexpr Quantity operator*(Rep factor) const { return Quantity(value_ * factor); }
    constexpr Rep operator/(Quantity other) const { return value_ / other.value_; }

  private:
    Rep value_{};
};

using Metres = Quantity<struct MetresTag, double>;
using Minutes = Quantity<struct MinutesTag, double>;
using Dollars = Quantity<struct DollarsTag, double>;
/// Time on the street network: integer tenths of a second, as searched and stored.
using Deciseconds = Quantity<struct DecisecondsTag, std::uint32_t>;
inline constexpr double kDecisecondsAMinute = 600;
/// Days of every year that is modelled: none is a leap year.
inline constexpr double kDaysOfYear = 365;

} // namespace careshed
