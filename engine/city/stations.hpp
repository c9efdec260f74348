// EMS stations on the streets, with ids that do not depend on the order of rows.
#pragma once

#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/ground.hpp"

namespace careshed {

/// Vehicles reach the network over roads that a walking layer may lack (airports, harbours), so
/// stations are snapped from afar. A station farther than this from every street of the main
/// component is dropped.
inline constexpr double kStationSnapCm = 500'000;

/// By id; empty when the scenario gives none. Throws an input Error where a layer has none near the
/// streets.
[[nodiscard]] std::vector<Station> read_stations(const StationsSpec& spec, const Ground& ground,
                                                 std::vector<Finding>& findings);

} // namespace careshed
