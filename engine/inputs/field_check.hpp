// Checks a scenario's tree against the field table. Complaints are gathered, not thrown, so
// that a person sees them all at once.
#pragma once

#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/config_tree.hpp"

namespace careshed {

/// Unknown keys, missing keys, wrong types and values out of range, everywhere in the file.
void check_fields(const ConfigValue& root, std::vector<Complaint>& complaints);

} // namespace careshed
