#include "engine/access/nearest_stations.hpp"

#include <algorithm>

#include "engine/access/shortest_path.hpp"
#include "engine/access/station_labels.hpp"

namespace careshed {

namespace {

/// As PathSearch, with k labels a node. Stations take turns, a slab of cost each: a turn stays in
/// one part of the city, and hardly goes where other stations will turn out to be nearer. (By cost
/// alone, from one end of the city to another and back, takes twice as long.)
class LabelSearch {
  public:
    LabelSearch(const SearchGraph& graph, std::size_t stations, std::size_t k)
        : graph_(&graph), k_(k), best_(graph.nodes() * k, kNoLabel), waiting_(stations) {}

    void start(std::uint32_t station, Start start) {
        if (labels_of(start.node).take(station_label(start.cost, station)))
            waiting_[station].push_back(start);
    }
    void run() {
        for (auto least = least_waiting(); least <= kFarthest; least = least_waiting())
            for (std::uint32_t station = 0; station < waiting_.size(); ++station)
                take_turn(station, least);
    }
    [[nodiscard]] std::vector<StationTime> best() const {
        std::vector<StationTime> best;
        best.reserve(best_.size());
        for (const StationLabel label : best_)
            best.push_back(label == kNoLabel ? StationTime{}
                                             : StationTime{cost_of(label), station_of(label)});
        return best;
    }

  private:
    [[nodiscard]] BestLabels labels_of(std::uint32_t node) { return {&best_[node * k_], k_}; }

    /// Beyond kFarthest when nothing waits.
    [[nodiscard]] std::uint64_t least_waiting() const {
        std::uint64_t least = std::uint64_t{kFarthest} + 1;
        for (const auto& of_station : waiting_)
            for (const Start& arrival : of_station)
                least = std::min(least, std::uint64_t{arrival.cost});
        return least;
    }

    void take_turn(std::uint32_t station, std::uint64_t least) {
        constexpr int kRounds = 16; // 4 and 64 are 10 % slower
        far_.swap(waiting_[station]);
        for (int round = 1; round <= kRounds && !far_.empty(); ++round) {
            const std::uint64_t bound = least + std::uint64_t{graph_->mean_cost} * round;
            bring_near(bound);
            settle_near(station, bound);
        }
        far_.swap(waiting_[station]);
    }

    void bring_near(std::uint64_t bound) {
        near_.clear();
        std::erase_if(far_, [&](const Start& arrival) {
            const bool is_near = arrival.cost < bound;
            if (is_near)
                near_.push_back(arrival);
            return is_near;
        });
    }

    /// What the next but few arrivals need is sent for while one is handed on. (Not in a function
    /// of its own: the compiler would find that it does nothing.)
    void settle_near(std::uint32_t station, std::uint64_t bound) {
        for (std::size_t next = 0; next < near_.size(); ++next) {
            if (next + 4 < near_.size())
                __builtin_prefetch(graph_->steps_of(near_[next + 4].node).data());
            if (next + 2 < near_.size())
                for (const Step step : graph_->steps_of(near_[next + 2].node))
                    __builtin_prefetch(&best_[step.node * k_ + k_ - 1]);
            hand_on(near_[next], station, bound);
        }
    }

    void hand_on(Start arrival, std::uint32_t station, std::uint64_t bound) {
        if (!labels_of(arrival.node).contains(station_label(arrival.cost, station)))
            return;
        for (const Step step : graph_->steps_of(arrival.node)) {
            const std::uint32_t cost = arrival.cost + step.cost;
            if (cost <= kFarthest && labels_of(step.node).take(station_label(cost, station)))
                (cost < bound ? near_ : far_).push_back({step.node, cost});
        }
    }

    const SearchGraph* graph_;
    std::size_t k_;
    std::vector<StationLabel> best_;          ///< k a node, ascending
    std::vector<std::vector<Start>> waiting_; ///< by station: where it has come to
    std::vector<Start> near_, far_;           ///< of the station whose turn it is
};

void add_starts(const DriveNetwork& network, std::span<const Station> stations,
                LabelSearch& search) {
    for (std::uint32_t row = 0; row < stations.size(); ++row) {
        const Place place = stations[row].place;
        const Edge& edge = network.streets->edges[place.edge];
        const EndCosts ends = end_costs(network.edge_costs[place.edge], place);
        if (ends.from_place_to_from != kNoWay)
            search.start(row, {edge.from, ends.from_place_to_from});
        if (ends.from_place_to_to != kNoWay)
            search.start(row, {edge.to, ends.from_place_to_to});
    }
}

} // namespace

NearestStations nearest_stations(const DriveNetwork& network, std::span<const Station> stations,
                                 std::size_t k) {
    LabelSearch search(network.away, stations.size(), k);
    add_starts(network, stations, search);
    search.run();
    return {k, search.best()};
}

std::vector<StationTime> stations_to_place(const DriveNetwork& network,
                                           const NearestStations& nearest,
                                           std::span<const Station> stations, Place place) {
    const Edge& edge = network.streets->edges[place.edge];
    const DriveCosts costs = network.edge_costs[place.edge];
    const EndCosts ends = end_costs(costs, place);
    std::vector<StationTime> all;
    const auto by = [&](std::uint32_t node, std::uint32_t rest) {
        for (const StationTime& known : nearest.of(node))
            if (known.cost != kNoWay && rest != kNoWay)
                all.push_back({known.cost + rest, known.station});
    };
    by(edge.from, ends.from_from_to_place);
    by(edge.to, ends.from_to_to_place);
    for (std::uint32_t row = 0; row < stations.size(); ++row)
        if (stations[row].place.edge == place.edge)
            if (const auto cost = direct_cost(costs, stations[row].place, place); cost != kNoWay)
                all.push_back({cost, row});
    std::ranges::sort(all);
    std::vector<StationTime> best;
    for (const StationTime& one : all)
        if (best.size() < nearest.k &&
            std::ranges::find(best, one.station, &StationTime::station) == best.end())
            best.push_back(one);
    return best;
}

} // namespace careshed
