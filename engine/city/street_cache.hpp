// Streets that an earlier run read, so that the next need not: kept under the fingerprint of their
// layer and of this build of the program. Nothing recorded about people is in them; areas, events
// and homes are never kept.
#pragma once

#include <vector>

#include "engine/city/ground.hpp"
#include "engine/core/cache_folder.hpp"

namespace careshed {

/// As read_streets(spec, findings), from the cache if they are there, else kept there. `cache` may
/// be null.
[[nodiscard]] StreetsRead read_streets(const StreetsSpec& spec, CacheFolder* cache,
                                       std::vector<Finding>& findings);

} // namespace careshed
