// How many replicates each draw should have: chance inside a draw differs by orders of magnitude
// from draw to draw, and replicates are worth most where it is large.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace careshed {

struct ReplicatedDraw {
    std::uint32_t replicates = 0; ///< so far, at least two
    double variance = 0;          ///< of one replicate
};

/// Mean over draws of the variance of a draw's mean.
[[nodiscard]] double mean_error_variance(std::span<const ReplicatedDraw> draws);

/// Replicates by draw, no fewer than there are and at most `most`, in proportion to each draw's
/// standard deviation (Neyman 1934, J R Stat Soc 97:558): enough in all to bring
/// mean_error_variance down to `target`, were variances known. A draw that needs more gets half as
/// many again at least.
[[nodiscard]] std::vector<std::uint32_t> replicates_wanted(std::span<const ReplicatedDraw> draws,
                                                           double target, std::uint32_t most);

} // namespace careshed
