// Spatial prior of areas' relative risks: the log of an area's relative risk is normal, and near
// areas are correlated (Matern 3/2). Each area is conditional on the few nearest of those before
// it, so that the precision is sparse and a large city is quick
// (Vecchia 1988, Journal of the Royal Statistical Society B 50:297).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/inputs/projection.hpp"

namespace careshed {

/// The correlation of a relative-risk surface; its variance is apart.
struct Smoothness {
    double range_metres = 0; ///< correlation (1 + d/range) exp(-d/range)
    double own_share = 0;    ///< of the variance that is an area's own, uncorrelated with others
};

/// An area's deviation, less its conditional mean given its neighbours, is a standard normal after
/// scaling.
struct Innovation {
    struct Term {
        std::uint32_t area = 0;
        double factor = 0;
    };
    std::vector<Term> terms; ///< the area's own first
};

/// Most neighbours an area is conditional on: enough to be as good as all (docs/decisions/0012).
inline constexpr std::size_t kNearestBefore = 8;

/// Each area's conditioning set: the nearest of those before it in an order that starts in the
/// middle and goes on with the area farthest from all taken. Depends on places alone, not on rows,
/// unless places are the same. Some n^2 steps for n areas.
class AreaOrder {
  public:
    /// Areas without a place have no neighbours.
    explicit AreaOrder(const std::vector<std::optional<Point>>& middles);

    /// By area: deviations of variance 1, nearly, that are correlated as `smoothness` says, nearly.
    [[nodiscard]] std::vector<Innovation> innovations(const Smoothness& smoothness) const;

  private:
    [[nodiscard]] Innovation innovation(std::uint32_t area, const Smoothness& smoothness) const;

    std::vector<Point> places_;                      ///< by area; of those without one, nothing
    std::vector<std::vector<std::uint32_t>> before_; ///< by area, the nearest first
};

} // namespace careshed
