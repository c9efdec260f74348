// Areas of residence from their layer: unique ids, sound polygons, residents, the larger unit.
#pragma once

#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/ground.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

struct AreaTable {
    std::vector<Area> areas;            ///< by id
    std::vector<std::string> districts; ///< by name
};

/// Throws one input Error that names every feature with a fault.
[[nodiscard]] AreaTable read_areas(const AreasSpec& spec, const Ground& ground,
                                   std::vector<Finding>& findings);

/// Rows as in `areas`.
[[nodiscard]] std::vector<Shape> shapes_of(const std::vector<Area>& areas);

} // namespace careshed
