#include "engine/access/shortest_path.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace careshed {

PathSearch::PathSearch(std::size_t nodes) : cost_(nodes, kNoPath) {}

void PathSearch::offer(std::uint32_t node, std::uint64_t cost, std::uint32_t limit) {
    if (cost > limit || cost >= cost_[node])
        return;
    if (cost_[node] == kNoPath)
        reached_.push_back(node);
    cost_[node] = static_cast<std::uint32_t>(cost);
    heap_.push_back((cost << 32U) | node);
    std::ranges::push_heap(heap_, std::greater{});
}

void PathSearch::run(const Streets& streets, EdgeCost cost, std::span<const Start> starts,
                     std::uint32_t limit) {
    for (const std::uint32_t node : reached_)
        cost_[node] = kNoPath;
    reached_.clear();
    limit = std::min(limit, kNoPath - 1);
    for (const Start& start : starts)
        offer(start.node, start.cost, limit);
    while (!heap_.empty()) {
        std::ranges::pop_heap(heap_, std::greater{});
        const std::uint64_t entry = heap_.back();
        heap_.pop_back();
        const auto node = static_cast<std::uint32_t>(entry);
        const std::uint64_t spent = entry >> 32U;
        if (spent > cost_[node])
            continue; // an older, longer way
        for (const Arc& arc : streets.arcs_of(node))
            offer(arc.head, spent + streets.edges[arc.edge].*cost, limit);
    }
}

std::unique_ptr<PathSearch> SearchPool::borrow() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty())
        return std::make_unique<PathSearch>(nodes_);
    auto search = std::move(idle_.back());
    idle_.pop_back();
    return search;
}

void SearchPool::give_back(std::unique_ptr<PathSearch> search) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(search));
}

} // namespace careshed
