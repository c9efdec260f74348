// Chance by key: the same key gives the same numbers at any thread, rank, order or build.
// Philox4x32-10 (Salmon et al. 2011, SC11) through Random123. Cost: about 15 ns for 128 bits.
#pragma once

#include <array>
#include <cstdint>

namespace careshed {

/// What a draw is for: two purposes never share numbers. Below 2^12, each number once in the whole
/// project and for ever, since it is part of the key: what a person is marked with is numbered in
/// engine/population/marks.hpp (1 to 8), events of the models in models/mechanisms/purposes.hpp.
enum class Purpose : std::uint32_t {
    synthetic_city = 0,
    parameter = 9,
    incidence = 10,
    test = 11,
    synthetic_incidents = 12
};

/// What a stream of draws belongs to. `entity` is a stable id (a person's, an area's), never a row.
struct DrawKey {
    std::uint64_t seed = 0;
    Purpose purpose = Purpose::test;
    std::uint64_t entity = 0;
    std::uint32_t replicate = 0;
};

/// The n-th 128 bits of a key (n < 2^20).
[[nodiscard]] std::array<std::uint32_t, 4> random_block(const DrawKey& key, std::uint32_t n);

/// Successive draws of one key. A value: copying it replays the same numbers.
class DrawStream {
  public:
    explicit DrawStream(const DrawKey& key) : key_(key) {}
    [[nodiscard]] std::uint32_t bits32();
    [[nodiscard]] std::uint64_t bits64();
    /// Uniform in the open interval (0, 1): (k + 1/2) / 2^53 for 53 random bits k < 2^53 - 1.
    [[nodiscard]] double uniform();
    /// Uniform in 0..n-1 without bias (n >= 1).
    [[nodiscard]] std::uint32_t below(std::uint32_t n);

  private:
    DrawKey key_;
    std::array<std::uint32_t, 4> block_{};
    std::uint32_t next_block_ = 0;
    std::uint32_t used_ = 4;
};

} // namespace careshed
