// Street distances of the reference truth: a plain Dijkstra in metres on the drawn streets, from
// one or more places inside them. It shares nothing with engine/access.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "tools/synthetic_city/places.hpp"

namespace careshed::synthetic::truth {

/// Which streets leave each corner, and to where.
using Neighbours = std::vector<std::vector<std::pair<std::uint32_t, double>>>;
[[nodiscard]] Neighbours neighbours_of(const StreetPlan& streets);

/// Metres along the streets from the nearest of some places to every corner, up to `limit`.
class WalkField {
  public:
    WalkField(const StreetPlan& streets, const Neighbours& neighbours,
              std::vector<PlaceOnStreet> origins, double limit);
    /// Metres to a point inside the street of that row; infinite beyond the limit.
    [[nodiscard]] double at(std::uint32_t row, double along) const;

  private:
    const StreetPlan* streets_;
    std::vector<PlaceOnStreet> origins_;
    std::vector<double> to_corner_;
};

} // namespace careshed::synthetic::truth
