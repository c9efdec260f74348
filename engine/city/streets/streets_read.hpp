// Streets as they were read, on a grid of their own.
#pragma once

#include "engine/city/streets/extent.hpp"
#include "engine/city/streets/streets.hpp"

namespace careshed {

/// The grid is centred on the streets.
struct StreetsRead {
    LocalGrid grid;
    StreetsExtent extent;
    Streets streets;
};

} // namespace careshed
