// Sums that do not depend on the order of their terms: fixed-point 64-bit integers.
// A term is rounded once, to 2^-Bits; sums are then exact, so any thread or shard count agrees.
#pragma once

#include <cstdint>

namespace careshed {

template <int Bits> class FixedTally {
  public:
    static constexpr double kScale = static_cast<double>(std::int64_t{1} << Bits);

    /// Rounds half away from zero; |value| must stay below 2^(62 - Bits) in total.
    void add(double value) {
        const double scaled = value * kScale;
        units_ += static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    void add(const FixedTally& other) { units_ += other.units_; }
    [[nodiscard]] double value() const { return static_cast<double>(units_) / kScale; }
    [[nodiscard]] std::int64_t units() const { return units_; }

  private:
    std::int64_t units_ = 0;
};

/// Expected events: resolution 2^-44 = 6e-14, at most 260,000 a sum.
using EventTally = FixedTally<44>;
/// Volumes (uses, people): resolution 2^-24, at most 2.7e11.
using VolumeTally = FixedTally<24>;

} // namespace careshed
