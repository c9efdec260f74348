// Driving distance from the nearest EMS station to every node: one multi-source search.
// Streets without class have one speed, so a distance serves every speed that is tried later.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

struct DriveDistances {
    std::vector<std::uint32_t> to_node_cm; ///< by node; UINT32_MAX where no station drives to
};

[[nodiscard]] DriveDistances compute_drive_distances(const Streets& streets,
                                                     std::span<const Station> stations);

/// Centimetres from the nearest station to each place; UINT32_MAX where none drives to.
[[nodiscard]] std::vector<std::uint32_t> drive_distances_to(const Streets& streets,
                                                            const DriveDistances& distances,
                                                            std::span<const Station> stations,
                                                            std::span<const Place> places);

} // namespace careshed
