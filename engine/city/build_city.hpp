// From a scenario's layers to the immutable city, one call a layer.
#pragma once

#include "engine/city/city.hpp"

namespace careshed {

class CacheFolder;

/// Reads every layer the scenario names; the streets from the cache if it has them, null for none.
/// Throws input Errors with layer and feature.
[[nodiscard]] City build_city(const Scenario& scenario, CacheFolder* cache = nullptr);

} // namespace careshed
