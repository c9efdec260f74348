// What places are laid on: the local grid, the streets with their index and where they lie.
// Stations, candidates and incidents are all put onto the same ground.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/streets/extent.hpp"
#include "engine/city/streets/snapping.hpp"

namespace careshed {

struct Ground {
    LocalGrid grid;
    StreetsExtent extent;
    const Streets* streets = nullptr;
    const StreetIndex* index = nullptr;     ///< where people walk
    const StreetIndex* car_index = nullptr; ///< where stations stand
};

} // namespace careshed
