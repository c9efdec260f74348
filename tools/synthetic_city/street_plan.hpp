// The streets of a synthetic city: a jittered grid with missing links, bent on the hill, cut by
// water and parks, joined over the river only by its bridges; one connected whole plus two tiny
// pieces on their own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/synthetic_city/plan.hpp"

namespace careshed::synthetic {

/// A street from corner to corner.
struct Street {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::string name;
    std::vector<Spot> shape; ///< first and last are the corners
    double length = 0;
    bool has_homes = true; ///< false on bridges and on the pieces apart: no residents
};

struct StreetPlan {
    std::vector<Spot> corners;
    std::vector<Street> streets;
};

[[nodiscard]] StreetPlan draw_streets(const CityPlan& plan, std::uint64_t seed);

/// The point `along` metres from the street's start.
[[nodiscard]] Spot point_along(const Street& street, double along);

} // namespace careshed::synthetic
