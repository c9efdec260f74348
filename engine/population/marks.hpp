// Marks spread evenly among the people of an area: a Kronecker sequence shifted by chance (Roberts
// 2018, generalised golden ratio in 8 dimensions). Each mark is uniform; the n-th person's never
// depends on how many others there are; means over an area are far closer to the truth than with
// independent draws. The exception is frailty: its step lies near 2/3, so its mean over 16 to 150
// people is not. Risk is refitted to each area's deaths, where that mean cancels; replacing the
// step by well-spread ones made the effects of sites noisier.
#pragma once

#include <array>
#include <cstdint>

#include "engine/core/random.hpp"

namespace careshed {

/// What a person is marked with; the numbers are Purposes of their own (engine/core/random.hpp).
enum class Mark : std::uint32_t {
    place_private = 1,
    place_public,
    group,
    uses,
    frailty,
    alone,
    propensity,
    route
};
/// A mark's number as a purpose.
[[nodiscard]] constexpr Purpose purpose_of(Mark mark) {
    return static_cast<Purpose>(static_cast<std::uint32_t>(mark));
}

class AreaMarks {
  public:
    /// `area` is the area's stable id.
    AreaMarks(std::uint64_t seed, std::uint64_t area);
    /// Uniform in (0, 1) for member n, n < 2^32.
    [[nodiscard]] double uniform(Mark mark, std::uint32_t member) const;

  private:
    static constexpr std::size_t kDimensions = 8;
    std::array<std::uint64_t, kDimensions> shift_{};
};

} // namespace careshed
