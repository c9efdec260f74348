#include "tests/perf/ball_searches.hpp"

namespace careshed::test {

std::uint64_t checksum_of(const Balls& balls) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < balls.size(); ++i)
        for (const NodeTime& row : balls[i])
            sum += (i + 1) * ((std::uint64_t{row.node} + 1) * 1'000'003 ^ row.time_ds);
    return sum;
}

BreadthFirstSweep::BreadthFirstSweep(const SearchGraph& graph)
    : graph_(&graph), is_waiting_(graph.nodes(), 0) {}

Balls BreadthFirstSweep::visit(std::span<const std::uint32_t> sources, const Balls& balls) {
    Balls visited(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        for (const NodeTime& row : balls[i])
            is_waiting_[row.node] = 1;
        std::vector<NodeTime>& queue = visited[i];
        queue.reserve(balls[i].size());
        queue.push_back({sources[i], 0});
        is_waiting_[sources[i]] = 0;
        for (std::size_t next = 0; next < queue.size(); ++next)
            for (const Step step : graph_->steps_of(queue[next].node))
                if (is_waiting_[step.node] != 0) {
                    is_waiting_[step.node] = 0;
                    queue.push_back({step.node, static_cast<std::uint32_t>(next)});
                }
    }
    return visited;
}

} // namespace careshed::test
