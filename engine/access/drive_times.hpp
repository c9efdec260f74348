// From the nearest station to every node and place: one multi-source search. Costs are what the
// network counts: centimetres where one street speed is fitted afterwards.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/access/drive_network.hpp"
#include "engine/city/city.hpp"

namespace careshed {

/// By node; kNoWay where no station drives to.
[[nodiscard]] std::vector<std::uint32_t> drive_to_nodes(const DriveNetwork& network,
                                                        std::span<const Station> stations);

/// From the nearest station to each place; kNoWay where none drives to. `to_nodes` as above.
[[nodiscard]] std::vector<std::uint32_t> drive_to_places(const DriveNetwork& network,
                                                         std::span<const std::uint32_t> to_nodes,
                                                         std::span<const Station> stations,
                                                         std::span<const Place> places);

} // namespace careshed
