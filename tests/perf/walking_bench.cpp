#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>

#include "engine/access/shortest_path.hpp"
#include "tests/perf/ball_searches.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/race.hpp"

namespace careshed::test {

namespace {

constexpr std::size_t kSources = 200;
constexpr std::uint32_t kLimit = 20 * 600; // deciseconds

/// Rows of each source as compute_walk_times() gives them, by a search that is kept, as the peers
/// keep theirs.
class OurSearch {
  public:
    explicit OurSearch(const SearchGraph& graph) : search_(graph) {}

    void find(std::span<const std::uint32_t> sources) {
        balls_.assign(sources.size(), {});
        for (std::size_t i = 0; i < sources.size(); ++i) {
            search_.run(std::array{Start{sources[i], 0}}, kLimit);
            const auto reached = search_.reached_in_order();
            balls_[i].resize(reached.size());
            std::ranges::transform(reached, balls_[i].begin(), [&](std::uint32_t node) {
                return NodeTime{node, search_.cost_of(node)};
            });
        }
    }
    [[nodiscard]] const Balls& balls() const { return balls_; }

  private:
    PathSearch search_;
    Balls balls_;
};

double nodes_of(const Balls& balls) {
    double nodes = 0;
    for (const auto& ball : balls)
        nodes += static_cast<double>(ball.size());
    return nodes;
}

/// Whether a peer found the same nodes at the same times.
void claim_equal(benchmark::State& state, const std::string& name, const Balls& ours,
                 const Balls& theirs) {
    claim(state, name, checksum_of(ours) == checksum_of(theirs) ? 1 : 0, {1});
}

} // namespace

void walking_beside_peers(benchmark::State& state, const StreetCity& city,
                          const WalkingPromise& promise) {
    const SearchGraph& graph = city.network.towards;
    const std::vector<std::uint32_t> sources = some_corners(city.streets, kSources);
    OurSearch ours(graph);
    ours.find(sources);
    const Balls balls = ours.balls();
    BreadthFirstSweep sweep(graph);
    std::vector<std::function<void()>> contestants = {
        [&] { ours.find(sources); },
        [&] { benchmark::DoNotOptimize(sweep.visit(sources, balls)); }};
    const auto enter = [&](const std::optional<Peer>& peer) {
        if (peer)
            contestants.emplace_back([&] { peer->search(sources); });
        return peer ? contestants.size() - 1 : 0;
    };
    const auto boost = boost_peer(graph, kLimit);
    const auto igraph = promise.beside_igraph > 0 ? igraph_peer(graph, kLimit) : std::nullopt;
    const std::size_t boost_lane = enter(boost), igraph_lane = enter(igraph);
    Race race(contestants);
    for ([[maybe_unused]] auto _ : state)
        state.SetIterationTime(race.round());
    state.counters["nodes"] = static_cast<double>(graph.nodes());
    state.counters["nodes_a_source"] = nodes_of(balls) / kSources;
    state.counters["microseconds_a_source"] = 1e6 * race.seconds(0) / kSources;
    claim(state, "times_a_breadth_first_sweep", 1 / race.ratio(1), {0, promise.beside_sweep});
    if (boost) {
        claim_equal(state, "equal_to_boost", balls, boost->balls());
        claim(state, "times_faster_than_boost", race.ratio(boost_lane), {promise.beside_boost});
    }
    if (igraph) {
        claim_equal(state, "equal_to_igraph", balls, igraph->balls());
        claim(state, "times_faster_than_igraph", race.ratio(igraph_lane), {promise.beside_igraph});
    }
}

void walking_in_larger_city(benchmark::State& state, const StreetCity& small,
                            const StreetCity& large) {
    const auto in_small = some_corners(small.streets, kSources);
    const auto in_large = some_corners(large.streets, kSources);
    OurSearch of_small(small.network.towards), of_large(large.network.towards);
    Race race({[&] { of_small.find(in_small); }, [&] { of_large.find(in_large); }});
    for ([[maybe_unused]] auto _ : state)
        state.SetIterationTime(race.round());
    state.counters["nodes_a_source"] = nodes_of(of_small.balls()) / kSources;
    state.counters["nodes_a_source_in_the_larger"] = nodes_of(of_large.balls()) / kSources;
    claim(state, "times_a_source", race.ratio(1), {0, 2.3});
}

void every_corner_a_candidate(benchmark::State& state, const StreetCity& city) {
    const std::vector<std::uint32_t> corners = every_corner(city.streets);
    PathSearch search(city.network.towards);
    double sum = 0;
    for ([[maybe_unused]] auto _ : state) {
        const double begun = processor_seconds();
        for (const std::uint32_t corner : corners) {
            search.run(std::array{Start{corner, 0}}, kLimit);
            for (const std::uint32_t node : search.reached())
                sum += search.cost_of(node);
        }
        state.SetIterationTime(processor_seconds() - begun);
        state.counters["seconds"] = processor_seconds() - begun;
    }
    state.counters["corners"] = static_cast<double>(corners.size());
    state.counters["minutes_summed_a_corner"] =
        sum / 600 / static_cast<double>(state.iterations()) / static_cast<double>(corners.size());
}

void whole_walk_times(benchmark::State& state, const StreetCity& city) {
    std::vector<Candidate> candidates;
    for (const Place place : places_of(city.streets, some_corners(city.streets, kSources)))
        candidates.emplace_back().place = place;
    OurSearch kept(city.network.towards);
    const auto sources = some_corners(city.streets, kSources);
    WalkTimes times;
    Race race({[&] { kept.find(sources); },
               [&] {
                   times = compute_walk_times(city.network, candidates, Deciseconds(kLimit),
                                              Threads{1});
               }});
    for ([[maybe_unused]] auto _ : state)
        state.SetIterationTime(race.round());
    Balls rows;
    for (const Reach& reach : times.to_candidate)
        rows.push_back(reach.nodes);
    claim_equal(state, "equal_to_the_search", kept.balls(), rows);
    state.counters["times_the_search"] = race.ratio(1);
}

} // namespace careshed::test
