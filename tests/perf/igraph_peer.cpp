#include "tests/perf/ball_searches.hpp"

#ifdef CARESHED_HAS_IGRAPH

#include <cmath>
#include <memory>

#include <igraph.h>

namespace careshed::test {

namespace {

/// igraph's graph of our steps, their costs as weights, and the rows of the last search.
class IgraphSearch {
  public:
    explicit IgraphSearch(const SearchGraph& graph) {
        igraph_vector_int_t ends;
        igraph_vector_int_init(&ends, 0);
        igraph_vector_init(&costs_, 0);
        for (std::uint32_t node = 0; node < graph.nodes(); ++node)
            for (const Step step : graph.steps_of(node)) {
                igraph_vector_int_push_back(&ends, node);
                igraph_vector_int_push_back(&ends, step.node);
                igraph_vector_push_back(&costs_, step.cost);
            }
        igraph_create(&graph_, &ends, static_cast<igraph_integer_t>(graph.nodes()),
                      IGRAPH_DIRECTED);
        igraph_vector_int_destroy(&ends);
        igraph_matrix_init(&rows_, 0, 0);
    }
    ~IgraphSearch() {
        igraph_matrix_destroy(&rows_);
        igraph_vector_destroy(&costs_);
        igraph_destroy(&graph_);
    }
    IgraphSearch(const IgraphSearch&) = delete;
    IgraphSearch& operator=(const IgraphSearch&) = delete;

    void find(std::span<const std::uint32_t> sources, std::uint32_t limit) {
        igraph_vector_int_t from;
        igraph_vector_int_init(&from, 0);
        for (const std::uint32_t source : sources)
            igraph_vector_int_push_back(&from, source);
        igraph_distances_dijkstra_cutoff(&graph_, &rows_, igraph_vss_vector(&from),
                                         igraph_vss_all(), &costs_, IGRAPH_OUT, limit);
        igraph_vector_int_destroy(&from);
    }
    [[nodiscard]] Balls balls() const {
        Balls balls(static_cast<std::size_t>(igraph_matrix_nrow(&rows_)));
        for (igraph_integer_t node = 0; node < igraph_matrix_ncol(&rows_); ++node)
            for (std::size_t i = 0; i < balls.size(); ++i) {
                const double cost = MATRIX(rows_, static_cast<igraph_integer_t>(i), node);
                if (std::isfinite(cost))
                    balls[i].push_back(
                        {static_cast<std::uint32_t>(node), static_cast<std::uint32_t>(cost)});
            }
        return balls;
    }

  private:
    igraph_t graph_{};
    igraph_vector_t costs_{};
    igraph_matrix_t rows_{};
};

} // namespace

std::optional<Peer> igraph_peer(const SearchGraph& graph, std::uint32_t limit) {
    const auto search = std::make_shared<IgraphSearch>(graph);
    return Peer{
        [=](std::span<const std::uint32_t> sources) { search->find(sources, limit); },
        [=] { return search->balls(); },
    };
}

} // namespace careshed::test

#else

namespace careshed::test {

std::optional<Peer> igraph_peer(const SearchGraph& /*graph*/, std::uint32_t /*limit*/) {
    return std::nullopt;
}

} // namespace careshed::test

#endif
