#include "engine/access/search_graph.hpp"

#include <algorithm>
#include <numeric>

namespace careshed {

SearchGraph search_graph(std::size_t nodes, std::span<const Link> links) {
    SearchGraph graph;
    graph.first.assign(nodes + 1, 0);
    std::uint64_t sum = 0;
    for (const Link& link : links) {
        ++graph.first[link.from + 1];
        sum += link.step.cost;
    }
    std::partial_sum(graph.first.begin(), graph.first.end(), graph.first.begin());
    std::vector<std::uint32_t> next(graph.first.begin(), graph.first.end() - 1);
    graph.steps.resize(links.size());
    for (const Link& link : links)
        graph.steps[next[link.from]++] = link.step;
    if (!links.empty())
        graph.mean_cost =
            static_cast<std::uint32_t>(std::max<std::uint64_t>(1, sum / links.size()));
    return graph;
}

} // namespace careshed
