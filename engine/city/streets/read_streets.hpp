// The streets layer, from the file to a network on a grid of its own.
#pragma once

#include <vector>

#include "engine/city/streets/streets_read.hpp"
#include "engine/inputs/finding.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Adds what was read, dropped or cut off. Throws an input Error with layer and feature.
[[nodiscard]] StreetsRead read_streets(const StreetsSpec& spec, std::vector<Finding>& findings);

} // namespace careshed
