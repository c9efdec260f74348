// Which nodes can be walked to from each other. Component 0 is the largest; equals are ordered by
// their first node. A node that no walkable edge touches is in none.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/streets/streets.hpp"

namespace careshed {

/// Component of a node where nobody walks: on a motorway, say.
inline constexpr std::uint32_t kNotOnFoot = 0xFFFFFFFFU;

/// Component of each node, by union-find over the walkable edges.
[[nodiscard]] std::vector<std::uint32_t> find_components(std::size_t nodes,
                                                         const std::vector<Edge>& edges);

/// A piece of the network that does not touch the main one.
struct SmallComponent {
    std::uint32_t first_node = 0; ///< stands for it on a map
    std::uint32_t nodes = 0;
    std::uint64_t length_cm = 0;
};

/// Components 1, 2, ...: largest first.
[[nodiscard]] std::vector<SmallComponent> small_components(const Streets& streets);

} // namespace careshed
