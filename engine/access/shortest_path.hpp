// Shortest paths from a few starting nodes, never farther than a limit. One search costs what it
// reaches, about 25 ns a node: nothing is O(nodes) but the scratch, which is made once a thread and
// used again. Exact: the order of work changes nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "engine/access/node_order.hpp"
#include "engine/access/search_graph.hpp"

namespace careshed {

/// A node where a search starts, and what has been spent by then.
struct Start {
    std::uint32_t node = 0;
    std::uint32_t cost = 0;
};

/// Near-far search: nodes within the present bound are settled in any order, again if a shorter way
/// turns up; the others wait. Bounds grow by the mean cost of a step and half as much again (Meyer
/// and Sanders 2003, J Algorithms 49:114, with two buckets).
class PathSearch {
  public:
    /// `graph` must outlive the search.
    explicit PathSearch(const SearchGraph& graph);

    /// Reaches every node whose cost is at most `limit` (inclusive; kFarthest at most). Forgets the
    /// search before.
    void run(std::span<const Start> starts, std::uint32_t limit);
    /// Nodes reached, in no meaningful order.
    [[nodiscard]] std::span<const std::uint32_t> reached() const {
        return std::span(reached_).first(reached_count_);
    }
    /// The same nodes in ascending order, about 2 ns a node.
    [[nodiscard]] std::span<const std::uint32_t> reached_in_order();
    /// Least cost of a node, kNoPath if it was not reached.
    [[nodiscard]] std::uint32_t cost_of(std::uint32_t node) const { return nodes_[node].cost; }

    static constexpr std::uint32_t kNoPath = 0xFFFFFFFFU;

  private:
    /// What a search asks of a node, side by side: one line of the cache.
    struct Node {
        std::uint32_t first_step = 0; ///< as SearchGraph::first
        std::uint32_t cost = kNoPath; ///< kNoPath everywhere between searches
    };

    void forget();
    void start(std::span<const Start> starts, std::uint32_t beyond);
    /// Moves waiting nodes below the new bound to the near ones; returns the least cost that still
    /// waits.
    std::uint32_t bring_near(std::uint32_t settled, std::uint32_t bound);
    void settle_near(std::uint32_t bound, std::uint32_t beyond);

    const SearchGraph* graph_;
    std::vector<Node> nodes_;            ///< one more than there are, as in SearchGraph::first
    std::vector<std::uint32_t> reached_; ///< whose cost must be reset
    std::vector<std::uint32_t> near_, far_;
    std::size_t reached_count_ = 0, near_count_ = 0, far_count_ = 0;
    NodeOrder order_;
};

/// Searches lent to threads and taken back, so that there are as many as run at once.
class SearchPool {
  public:
    /// `graph` must outlive the pool.
    explicit SearchPool(const SearchGraph& graph) : graph_(&graph) {}
    [[nodiscard]] std::unique_ptr<PathSearch> borrow();
    void give_back(std::unique_ptr<PathSearch> search);

  private:
    const SearchGraph* graph_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<PathSearch>> idle_;
};

} // namespace careshed
