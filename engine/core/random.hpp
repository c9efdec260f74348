// Chance by key: the same key gives the same numbers at any thread, rank, order or build.
// Philox4x32-10 (Salmon et al. 2011, SC11) through Random123. Cost: about 15 ns for 128 bits.
#pragma once

#include <array>
#include <cstdint>

namespace careshed {

/// What a draw is for. Two purposes never share numbers. Append only: the order is part of the key.
enum class Purpose : std::uint32_t {
    synthetic_city,
    place_private,
    place_public,
    person_group,
    person_uses,
    person_frailty,
    person_alone,
    person_taste,
    person_route,
    parameter,
    incidence,
    test,
    synthetic_incidents,
    clock_overdose,
    clock_release,
    clock_treatment_end,
    clock_arrival,
    clock_supply,
    prior_overdose,
    presence,
    departure,
    death,
    site_choice,
    site_adoption,
    booth_queue,
    resampled_record
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
