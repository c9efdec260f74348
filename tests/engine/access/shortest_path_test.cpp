// The search itself against a literal twin, where costs and starts are far apart: nothing is
// skipped, nothing is reached twice.
#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "engine/access/shortest_path.hpp"
#include "engine/core/random.hpp"

namespace careshed::shortest_path_test {

namespace {

/// Mostly short steps, now and then one that is as long as a search may be.
std::uint32_t random_cost(DrawStream& draws) {
    const std::uint32_t longest = draws.below(20) == 0 ? kFarthest : 1U << draws.below(12);
    return 1 + draws.below(longest);
}

std::vector<Link> random_links(std::uint32_t nodes, DrawStream& draws) {
    std::vector<Link> links;
    for (std::uint32_t i = 0; i < draws.below(4 * nodes); ++i)
        links.push_back({draws.below(nodes), {draws.below(nodes), random_cost(draws)}});
    return links;
}

/// Relaxes every link until nothing changes.
std::map<std::uint32_t, std::uint64_t> literal_costs(const std::vector<Link>& links,
                                                     const std::vector<Start>& starts,
                                                     std::uint64_t limit) {
    std::map<std::uint32_t, std::uint64_t> best;
    bool has_changed = false;
    const auto offer = [&](std::uint32_t node, std::uint64_t cost) {
        if (cost > limit || (best.contains(node) && best.at(node) <= cost))
            return;
        best[node] = cost;
        has_changed = true;
    };
    for (const Start& start : starts)
        offer(start.node, start.cost);
    while (std::exchange(has_changed, false))
        for (const Link& link : links)
            if (best.contains(link.from))
                offer(link.step.node, best.at(link.from) + link.step.cost);
    return best;
}

} // namespace

TEST_CASE("A search equals relaxing every step until nothing changes, on 3,000 random graphs",
          "[access]") {
    DrawStream draws({17, Purpose::test, 1, 0});
    std::size_t compared = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        const std::uint32_t nodes = 1 + draws.below(40);
        const std::vector<Link> links = random_links(nodes, draws);
        const SearchGraph graph = search_graph(nodes, links);
        PathSearch search(graph);
        for (int run = 0; run < 3; ++run) {
            std::vector<Start> starts;
            for (std::uint32_t i = 0; i < draws.below(5); ++i)
                starts.push_back({draws.below(nodes), random_cost(draws) - 1});
            const std::uint32_t limit = draws.below(3) == 0 ? kFarthest : random_cost(draws);
            search.run(starts, limit);
            const auto truth = literal_costs(links, starts, limit);
            REQUIRE(search.reached().size() == truth.size());
            for (std::uint32_t node = 0; node < nodes; ++node)
                REQUIRE(search.cost_of(node) ==
                        (truth.contains(node) ? truth.at(node) : PathSearch::kNoPath));
            const auto in_order = search.reached_in_order();
            REQUIRE(std::ranges::equal(in_order, truth, {}, {},
                                       &std::pair<const std::uint32_t, std::uint64_t>::first));
            compared += truth.size();
        }
    }
    REQUIRE(compared > 10000);
}

TEST_CASE("A few of many nodes are put in ascending order, again and again", "[access]") {
    DrawStream draws({17, Purpose::test, 2, 0});
    for (const std::uint32_t nodes : {1U, 63U, 64U, 65U, 4096U, 4097U, 300'000U}) {
        NodeOrder order(nodes);
        order.sort({});
        for (int trial = 0; trial < 50; ++trial) {
            std::set<std::uint32_t> few;
            for (std::uint32_t i = 0; i < 1 + draws.below(200); ++i)
                few.insert(draws.below(nodes));
            few.insert(nodes - 1);
            std::vector<std::uint32_t> mixed(few.begin(), few.end());
            for (std::size_t i = mixed.size(); i > 1; --i)
                std::swap(mixed[i - 1], mixed[draws.below(static_cast<std::uint32_t>(i))]);
            order.sort(mixed);
            REQUIRE(std::ranges::equal(mixed, few));
        }
    }
}

} // namespace careshed::shortest_path_test
