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

PathSearch::PathSearch(const SearchGraph& graph) : graph_(&graph), order_(graph.nodes()) {
    nodes_.reserve(graph.nodes() + 1);
    for (const std::uint32_t first : graph.first)
        nodes_.push_back({first, kNoPath});
}

std::span<const std::uint32_t> PathSearch::reached_in_order() {
    order_.sort(std::span(reached_).first(reached_count_));
    return reached();
}

void PathSearch::forget() {
    for (const std::uint32_t node : reached())
        nodes_[node].cost = kNoPath;
    reached_count_ = near_count_ = far_count_ = 0;
}

void PathSearch::start(std::span<const Start> starts, std::uint32_t beyond) {
    make_room(far_, 0, starts.size());
    make_room(reached_, 0, starts.size());
    for (const Start& start : starts) {
        std::uint32_t& known = nodes_[start.node].cost;
        if (start.cost >= std::min(beyond, known))
            continue;
        if (known == kNoPath)
            reached_[reached_count_++] = start.node;
        known = start.cost;
        far_[far_count_++] = start.node;
    }
}

std::uint32_t PathSearch::bring_near(std::uint32_t settled, std::uint32_t bound) {
    make_room(near_, 0, far_count_);
    near_count_ = 0;
    std::uint32_t least = kNoPath;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < far_count_; ++i) {
        const std::uint32_t node = far_[i], cost = nodes_[node].cost;
        const bool is_near = cost >= settled && cost < bound, waits = cost >= bound;
        near_[near_count_] = far_[kept] = node;
        near_count_ += is_near;
        kept += waits;
        least = waits ? std::min(least, cost) : least;
    }
    far_count_ = kept;
    return least;
}

// Every step writes to the ends of all three lists and moves an end only where the entry counts: no
// branch depends on a comparison of costs. First in, first out, so that the next node is known
// before the present one is done; a node's steps are sent for when it is met, long before they are
// needed (1.7 times as fast as without, on 65,000 nodes and on a million).
void PathSearch::settle_near(std::uint32_t bound, std::uint32_t beyond) {
    Node* const nodes = nodes_.data();
    const Step* const steps = graph_->steps.data();
    std::size_t near_count = near_count_, far_count = far_count_, reached_count = reached_count_;
    for (std::size_t next = 0; next < near_count; ++next) {
        const std::uint32_t from = near_[next], spent = nodes[from].cost;
        const std::uint32_t first = nodes[from].first_step, end = nodes[from + 1].first_step;
        make_room(near_, near_count, end - first);
        make_room(far_, far_count, end - first);
        make_room(reached_, reached_count, end - first);
        std::uint32_t *const near = near_.data(), *const far = far_.data();
        std::uint32_t* const reached = reached_.data();
        for (std::uint32_t i = first; i < end; ++i) {
            const std::uint32_t to = steps[i].node, cost = spent + steps[i].cost;
            const std::uint32_t known = nodes[to].cost;
            const bool is_better = cost < std::min(known, beyond);
            nodes[to].cost = is_better ? cost : known;
            __builtin_prefetch(steps + nodes[to].first_step);
            near[near_count] = far[far_count] = reached[reached_count] = to;
            near_count += is_better & (cost < bound);
            far_count += is_better & (cost >= bound);
            reached_count += is_better & (known == kNoPath);
        }
    }
    near_count_ = near_count;
    far_count_ = far_count;
    reached_count_ = reached_count;
}

void PathSearch::run(std::span<const Start> starts, std::uint32_t limit) {
    forget();
    const std::uint32_t beyond = std::min(limit, kFarthest) + 1;
    const std::uint32_t mean = graph_->mean_cost, width = std::min(mean + mean / 2, kFarthest);
    start(starts, beyond);
    std::uint32_t settled = 0;
    while (far_count_ > 0) {
        const std::uint32_t bound = settled + width, least = bring_near(settled, bound);
        settled = near_count_ > 0 ? bound : least; // where nothing is near, nothing lies before
        settle_near(bound, beyond);
    }
}

std::unique_ptr<PathSearch> SearchPool::borrow() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty())
        return std::make_unique<PathSearch>(*graph_);
    auto search = std::move(idle_.back());
    idle_.pop_back();
    return search;
}

void SearchPool::give_back(std::unique_ptr<PathSearch> search) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(search));
}

} // namespace careshed
