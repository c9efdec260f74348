// Streets that an earlier run read, so that the next need not: kept under the fingerprint of their
// layer and of this build of the program. Nothing recorded about people is in them; areas, events
// and homes are never kept.
#pragma once

#include <optional>
#include <vector>

#include "engine/city/streets/read_streets.hpp"
#include "engine/core/cache_folder.hpp"
#include "engine/inputs/finding.hpp"

namespace careshed {

/// What streets are read from.
struct StreetSources {
    StreetsSpec streets;
    std::optional<RasterSpec> elevation; ///< empty: the city is level
};

/// As read_streets(streets, findings) and lay_on_ground(), from the cache if they are there, else
/// kept there. `cache` may be null.
[[nodiscard]] StreetsRead read_streets(const StreetSources& sources, CacheFolder* cache,
                                       std::vector<Finding>& findings);

} // namespace careshed
