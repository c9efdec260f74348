// What places are laid on: the local grid, the streets with their index and where they lie.
// Stations, candidates and incidents are all put onto the same ground.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/extent.hpp"
#include "engine/city/snapping.hpp"

namespace careshed {

struct Ground {
    LocalGrid grid;
    StreetsExtent extent;
    const Streets* streets = nullptr;
    const StreetIndex* index = nullptr;     ///< where people walk
    const StreetIndex* car_index = nullptr; ///< where stations stand
};

/// Streets as read, with the grid that is centred on them. Adds what was read, dropped or cut off.
struct StreetsRead {
    LocalGrid grid;
    StreetsExtent extent;
    Streets streets;
};
[[nodiscard]] StreetsRead read_streets(const StreetsSpec& spec, std::vector<Finding>& findings);

/// "" when the layer has no such column (in any case of letters): names are welcome, never
/// required.
[[nodiscard]] std::string find_column(const LayerSpec& spec, const std::string& name);

} // namespace careshed
