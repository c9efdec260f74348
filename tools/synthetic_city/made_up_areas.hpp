// Small areas of residence, three by two blocks, as a census would publish them: id, larger
// district, whole residents, rectangle. Borders run through the middle of blocks, never along a
// street.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/synthetic_city/intensity.hpp"

namespace careshed::synthetic {

struct MadeUpArea {
    std::string id;
    std::string district;
    long residents = 0;
    Spot south_west, north_east;
};

/// Only areas with residents; by id.
[[nodiscard]] std::vector<MadeUpArea> draw_areas(const CityPlan& plan,
                                                 std::span<const Piece> pieces);

} // namespace careshed::synthetic
