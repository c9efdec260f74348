#include "tests/perf/ball_searches.hpp"

#ifdef CARESHED_HAS_BOOST_GRAPH

#include <functional>
#include <memory>
#include <utility>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>

namespace careshed::test {

namespace {

/// Node numbers as Boost's index map, with scratch for places in the heap that outlives a search.
struct KeptIndex {
    using key_type = std::uint32_t;
    using value_type = std::uint32_t;
    using reference = std::uint32_t;
    using category = boost::readable_property_map_tag;
    std::size_t* heap_places = nullptr;
};
} // namespace

} // namespace careshed::test

namespace boost::detail {

/// Where Boost would allocate and clear the places in the heap. It reads only what it has written.
template <class Graph>
struct vertex_property_map_generator_helper<Graph, careshed::test::KeptIndex, std::size_t, true> {
    using type = std::size_t*;
    static type build(const Graph& /*graph*/, const careshed::test::KeptIndex& index,
                      boost::scoped_array<std::size_t>& /*unused*/) {
        return index.heap_places;
    }
};

} // namespace boost::detail

namespace careshed::test {

namespace {

struct Cost {
    std::uint32_t cost;
};
using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Cost,
                                                 boost::no_property, std::uint32_t, std::uint32_t>;

Graph boost_graph(const SearchGraph& graph) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    std::vector<Cost> costs;
    for (std::uint32_t node = 0; node < graph.nodes(); ++node)
        for (const Step step : graph.steps_of(node)) {
            ends.emplace_back(node, step.node);
            costs.push_back({step.cost});
        }
    return {boost::edges_are_sorted, ends.begin(), ends.end(), costs.begin(),
            static_cast<std::uint32_t>(graph.nodes())};
}

struct LimitReached {};

/// Notes what a search touches and ends it at the limit.
struct Bounded : boost::dijkstra_visitor<> {
    const std::uint32_t* costs;
    std::uint32_t limit;
    std::vector<std::uint32_t>* touched;
    std::vector<NodeTime>* found;

    void discover_vertex(std::uint32_t node, const Graph& /*graph*/) { touched->push_back(node); }
    void examine_vertex(std::uint32_t node, const Graph& /*graph*/) {
        if (costs[node] > limit)
            throw LimitReached();
        found->push_back({node, costs[node]});
    }
};

class BoostSearch {
  public:
    explicit BoostSearch(const SearchGraph& graph)
        : graph_(boost_graph(graph)), costs_(graph.nodes(), kUnreached),
          heap_places_(graph.nodes()) {}

    void find(std::span<const std::uint32_t> sources, std::uint32_t limit) {
        balls_.assign(sources.size(), {});
        for (std::size_t i = 0; i < sources.size(); ++i)
            find_ball(sources[i], limit, balls_[i]);
    }
    [[nodiscard]] std::span<const std::uint32_t> find_all(std::uint32_t source) {
        boost::dijkstra_shortest_paths_no_color_map(
            graph_, source,
            boost::weight_map(boost::get(&Cost::cost, graph_))
                .distance_map(boost::make_iterator_property_map(
                    costs_.data(), boost::get(boost::vertex_index, graph_)))
                .distance_inf(kUnreached));
        return costs_;
    }
    [[nodiscard]] const Balls& balls() const { return balls_; }

  private:
    void find_ball(std::uint32_t source, std::uint32_t limit, std::vector<NodeTime>& ball) {
        costs_[source] = 0;
        const Bounded visitor{{}, costs_.data(), limit, &touched_, &found_};
        try {
            boost::dijkstra_shortest_paths_no_color_map_no_init(
                graph_, source, boost::dummy_property_map(), costs_.data(),
                boost::get(&Cost::cost, graph_), KeptIndex{heap_places_.data()}, std::less<>(),
                std::plus<>(), kUnreached, 0U, visitor);
        } catch (const LimitReached&) { // the way out of a visitor that has seen enough
        }
        ball = found_;
        for (const std::uint32_t node : touched_)
            costs_[node] = kUnreached;
        touched_.clear();
        found_.clear();
    }

    Graph graph_;
    std::vector<std::uint32_t> costs_, touched_;
    std::vector<std::size_t> heap_places_;
    std::vector<NodeTime> found_;
    Balls balls_;
};

} // namespace

std::optional<Peer> boost_peer(const SearchGraph& graph, std::uint32_t limit) {
    const auto search = std::make_shared<BoostSearch>(graph);
    return Peer{
        [=](std::span<const std::uint32_t> sources) { search->find(sources, limit); },
        [=] { return search->balls(); },
    };
}

WholeSearch boost_whole(const SearchGraph& graph) {
    const auto search = std::make_shared<BoostSearch>(graph);
    return [=](std::uint32_t source) { return search->find_all(source); };
}

} // namespace careshed::test

#else

namespace careshed::test {

std::optional<Peer> boost_peer(const SearchGraph& /*graph*/, std::uint32_t /*limit*/) {
    return std::nullopt;
}
WholeSearch boost_whole(const SearchGraph& /*graph*/) { return {}; }

} // namespace careshed::test

#endif
