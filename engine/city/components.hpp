// Which nodes can reach each other. Component 0 is the largest; equals are ordered by their first
// node.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/streets.hpp"

namespace careshed {

/// Component of each node, by union-find over the edges.
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
