// Everything within a limit of each of some nodes, as other libraries find it, and as a sweep that
// only looks at what was found. All are given our graph: the same order of nodes, the same costs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/access/search_graph.hpp"
#include "engine/access/walk_times.hpp"

namespace careshed::test {

/// Nodes reached from each source, in no order.
using Balls = std::vector<std::vector<NodeTime>>;

/// The same number for the same nodes and times in any order.
[[nodiscard]] std::uint64_t checksum_of(const Balls& balls);

/// Another library at work. `search` is what is timed.
struct Peer {
    std::function<void(std::span<const std::uint32_t> sources)> search;
    std::function<Balls()> balls; ///< of the search before
};

/// Boost.Graph's Dijkstra without colour map and initialisation: only what a search touched is
/// reset, and it stops at the limit. The places in its heap, an array over all nodes, would be
/// allocated and cleared for every source; they are kept here, which is quicker. Nothing where
/// Boost.Graph was not found.
[[nodiscard]] std::optional<Peer> boost_peer(const SearchGraph& graph, std::uint32_t limit);
/// igraph_distances_dijkstra_cutoff, one call for all sources: a row over all nodes for each.
/// Nothing where igraph was not found.
[[nodiscard]] std::optional<Peer> igraph_peer(const SearchGraph& graph, std::uint32_t limit);

/// Boost.Graph's search of all nodes from one source, as it comes: costs by node, kUnreached where
/// there is no way. Empty where it was not found.
using WholeSearch = std::function<std::span<const std::uint32_t>(std::uint32_t source)>;
[[nodiscard]] WholeSearch boost_whole(const SearchGraph& graph);

/// Visits each ball breadth first from its source: the least that reading the same streets costs.
/// The nodes of the balls are given and marked first; rows hold how many came before.
class BreadthFirstSweep {
  public:
    explicit BreadthFirstSweep(const SearchGraph& graph);
    [[nodiscard]] Balls visit(std::span<const std::uint32_t> sources, const Balls& balls);

  private:
    const SearchGraph* graph_;
    std::vector<char> is_waiting_; ///< of the present ball, by node
};

} // namespace careshed::test
