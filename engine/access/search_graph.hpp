// The graph that searches run on: for each node the steps that leave it, eight bytes each, in the
// streets' spatial order. Built once for a way of moving; directions and costs are the builder's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace careshed {

/// A step to another node and what it costs (deciseconds or centimetres, as the graph says).
struct Step {
    std::uint32_t node = 0;
    std::uint32_t cost = 0;
};

/// A step before it is sorted to the node it leaves.
struct Link {
    std::uint32_t from = 0;
    Step step;
};

struct SearchGraph {
    std::vector<std::uint32_t> first; ///< nodes + 1 entries
    std::vector<Step> steps;          ///< of node n: first[n] .. first[n + 1]
    std::uint32_t mean_cost = 1;      ///< of a step, at least 1

    [[nodiscard]] std::size_t nodes() const { return first.empty() ? 0 : first.size() - 1; }
    [[nodiscard]] std::span<const Step> steps_of(std::uint32_t node) const {
        return std::span(steps).subspan(first[node], first[node + 1] - first[node]);
    }
};

/// Steps of a node keep the order of the links. Costs must be 1 .. kFarthest.
[[nodiscard]] SearchGraph search_graph(std::size_t nodes, std::span<const Link> links);

/// What a search may spend at most: sums of two costs stay below 2^32.
inline constexpr std::uint32_t kFarthest = 0x7FFFFFFEU;

} // namespace careshed
