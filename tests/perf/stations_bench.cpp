#include <benchmark/benchmark.h>

#include <algorithm>

#include "engine/access/nearest_stations.hpp"
#include "tests/perf/ball_searches.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/race.hpp"

namespace careshed::test {

namespace {

constexpr std::size_t kStations = 50, kNearest = 8;

/// The k nearest by a search of the whole city from every station.
class FromEveryStation {
  public:
    FromEveryStation(const SearchGraph& graph, std::vector<std::uint32_t> corners)
        : search_(boost_whole(graph)), corners_(std::move(corners)) {}

    [[nodiscard]] bool is_built() const { return static_cast<bool>(search_); }
    void find() {
        std::vector<std::vector<std::uint32_t>> costs;
        for (const std::uint32_t corner : corners_) {
            const auto found = search_(corner);
            costs.emplace_back(found.begin(), found.end());
        }
        best_.clear();
        std::vector<StationTime> all;
        for (std::size_t node = 0; node < costs.front().size(); ++node) {
            all.clear();
            for (std::uint32_t station = 0; station < costs.size(); ++station)
                if (costs[station][node] != kUnreached)
                    all.push_back({costs[station][node], station});
            all.resize(std::max(all.size(), kNearest));
            std::ranges::partial_sort(all, all.begin() + kNearest);
            best_.insert(best_.end(), all.begin(), all.begin() + kNearest);
        }
    }
    /// Of the searches alone, without the choice of the nearest.
    void search_only() const {
        for (const std::uint32_t corner : corners_)
            benchmark::DoNotOptimize(search_(corner));
    }
    [[nodiscard]] const std::vector<StationTime>& best() const { return best_; }

  private:
    WholeSearch search_;
    std::vector<std::uint32_t> corners_;
    std::vector<StationTime> best_;
};

} // namespace

void nearest_stations_beside_boost(benchmark::State& state, const StreetCity& city) {
    const DriveNetwork roads = drive_network(city.streets, {}, 0);
    const auto corners = some_corners(city.streets, kStations);
    std::vector<Station> stations;
    for (const Place place : places_of(city.streets, corners))
        stations.emplace_back().place = place;
    FromEveryStation peer(roads.away, corners);
    if (!peer.is_built()) {
        state.SkipWithError("Boost.Graph is not installed");
        return;
    }
    NearestStations nearest;
    Race race({[&] { nearest = nearest_stations(roads, stations, kNearest); },
               [&] { peer.search_only(); }});
    for ([[maybe_unused]] auto _ : state)
        state.SetIterationTime(race.round());
    peer.find();
    state.counters["nodes"] = static_cast<double>(roads.away.nodes());
    state.counters["nanoseconds_a_label"] =
        1e9 * race.seconds(0) / static_cast<double>(roads.away.nodes() * kNearest);
    claim(state, "equal_to_boost", nearest.by_node == peer.best() ? 1 : 0, {1});
    claim(state, "times_faster_than_boost", race.ratio(1), {5});
}

} // namespace careshed::test
