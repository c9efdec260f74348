#include "engine/access/shortest_path.hpp"

#include <algorithm>
#include <utility>

namespace careshed {

namespace {

/// Room for `more` entries after `count`.
void make_room(std::vector<std::uint32_t>& entries, std::size_t count, std::size_t more) {
    if (count + more > entries.size())
        entries.resize(2 * (count + more));
}

} // namespace

PathSearch::PathSearch(std::size_t nodes) : cost_(nodes, kNoPath) {}

void PathSearch::forget() {
    for (const std::uint32_t node : reached())
        cost_[node] = kNoPath;
    reached_count_ = near_count_ = far_count_ = 0;
}

// Every step writes to the ends of all three lists and moves an end only where the entry counts: no
// branch depends on a comparison of costs.
void PathSearch::settle_near(const SearchGraph& graph, std::uint32_t bound, std::uint32_t beyond) {
    while (near_count_ > 0) {
        const std::uint32_t from = near_[--near_count_];
        const std::uint32_t spent = cost_[from];
        const auto steps = graph.steps_of(from);
        make_room(near_, near_count_, steps.size());
        make_room(far_, far_count_, steps.size());
        make_room(reached_, reached_count_, steps.size());
        std::uint32_t *const near = near_.data(), *const far = far_.data();
        std::uint32_t* const reached = reached_.data();
        for (const Step step : steps) {
            const std::uint32_t cost = spent + step.cost, known = cost_[step.node];
            const bool is_better = cost < std::min(known, beyond);
            cost_[step.node] = is_better ? cost : known;
            near[near_count_] = far[far_count_] = reached[reached_count_] = step.node;
            near_count_ += is_better & (cost < bound);
            far_count_ += is_better & (cost >= bound);
            reached_count_ += is_better & (known == kNoPath);
        }
    }
}

std::uint32_t PathSearch::bring_near(std::uint32_t settled, std::uint32_t bound) {
    make_room(near_, near_count_, far_count_);
    std::uint32_t least = kNoPath;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < far_count_; ++i) {
        const std::uint32_t node = far_[i], cost = cost_[node];
        const bool is_near = cost >= settled && cost < bound, waits = cost >= bound;
        near_[near_count_] = node;
        near_count_ += is_near;
        far_[kept] = node;
        kept += waits;
        least = waits ? std::min(least, cost) : least;
    }
    far_count_ = kept;
    return least;
}

void PathSearch::run(const SearchGraph& graph, std::span<const Start> starts, std::uint32_t limit) {
    forget();
    const std::uint32_t beyond = std::min(limit, kFarthest) + 1;
    make_room(far_, 0, starts.size());
    make_room(reached_, 0, starts.size());
    std::uint32_t least = kNoPath;
    for (const Start& start : starts) {
        if (start.cost >= std::min(beyond, cost_[start.node]))
            continue;
        if (cost_[start.node] == kNoPath)
            reached_[reached_count_++] = start.node;
        cost_[start.node] = start.cost;
        far_[far_count_++] = start.node;
        least = std::min(least, start.cost);
    }
    std::uint32_t settled = 0;
    while (far_count_ > 0) {
        const std::uint32_t bound = least + graph.mean_cost; // nothing waits below `least`
        least = bring_near(settled, bound);
        settle_near(graph, bound, beyond);
        settled = bound;
        least = bound;
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
