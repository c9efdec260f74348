// The keys of [city] streets as plain values, and which of them make no sense together.
#pragma once

#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/field_reader.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// `layer` is what source and its keys say; its source is the file of `osm` where that is given.
[[nodiscard]] StreetsSpec read_streets_spec(const FieldReader& reader, LayerSpec layer,
                                            std::vector<Complaint>& complaints);

} // namespace careshed
