// Shortest paths from a few starting nodes, never farther than a limit. One search costs what it
// reaches: nothing is O(nodes) but the scratch, which is made once a thread and used again.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "engine/city/streets.hpp"

namespace careshed {

/// What an edge costs: Edge::walk_ds (deciseconds) or Edge::length_cm (centimetres).
using EdgeCost = std::uint32_t Edge::*;

/// A node where a search starts, and what has been spent by then.
struct Start {
    std::uint32_t node = 0;
    std::uint32_t cost = 0;
};

/// Dijkstra with a binary heap on integers. Streets are walked both ways, so costs from the starts
/// are costs to them.
class PathSearch {
  public:
    explicit PathSearch(std::size_t nodes);

    /// Reaches every node whose cost is at most `limit` (inclusive). Forgets the search before.
    void run(const Streets& streets, EdgeCost cost, std::span<const Start> starts,
             std::uint32_t limit);
    /// Nodes reached, in no meaningful order.
    [[nodiscard]] std::span<const std::uint32_t> reached() const { return reached_; }
    /// Least cost of a node, kNoPath if it was not reached.
    [[nodiscard]] std::uint32_t cost_of(std::uint32_t node) const { return cost_[node]; }

    static constexpr std::uint32_t kNoPath = 0xFFFFFFFFU;

  private:
    void offer(std::uint32_t node, std::uint64_t cost, std::uint32_t limit);

    std::vector<std::uint32_t> cost_;    ///< kNoPath everywhere between searches
    std::vector<std::uint32_t> reached_; ///< whose cost must be reset
    std::vector<std::uint64_t> heap_;    ///< cost << 32 | node, smallest first
};

/// Searches lent to threads and taken back, so that there are as many as run at once.
class SearchPool {
  public:
    explicit SearchPool(std::size_t nodes) : nodes_(nodes) {}
    [[nodiscard]] std::unique_ptr<PathSearch> borrow();
    void give_back(std::unique_ptr<PathSearch> search);

  private:
    std::size_t nodes_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<PathSearch>> idle_;
};

} // namespace careshed
