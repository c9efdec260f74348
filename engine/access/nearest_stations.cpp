#include "engine/access/nearest_stations.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace careshed {

namespace {

struct Arrival {
    std::uint32_t node = 0, station = 0;
};

/// Arrivals in order of cost: a ring of lists, one a cost, longer than any step (Dial 1969, CACM
/// 12:632).
class ArrivalQueue {
  public:
    explicit ArrivalQueue(std::uint32_t largest_step)
        : ring_(std::bit_ceil(std::size_t{largest_step} + 1)) {}

    void push(std::uint32_t cost, Arrival arrival) {
        ring_[cost & (ring_.size() - 1)].push_back(arrival);
        ++waiting_;
    }
    [[nodiscard]] bool is_empty() const { return waiting_ == 0; }
    /// All arrivals at one cost. Nothing may be pushed at that cost while they are handled.
    template <class Handle> void take(std::uint32_t cost, Handle&& handle) {
        std::vector<Arrival>& now = ring_[cost & (ring_.size() - 1)];
        waiting_ -= now.size();
        for (const Arrival arrival : now)
            handle(arrival);
        now.clear();
    }

  private:
    std::vector<std::vector<Arrival>> ring_;
    std::size_t waiting_ = 0;
};

/// The k best of one node so far. Arrivals come in order of cost, so that only a tie with the last
/// one can still push a larger row out.
class Labels {
  public:
    explicit Labels(std::span<StationTime> best) : best_(best) {}

    [[nodiscard]] bool is_full() const { return best_.back().cost != kNoWay; }
    [[nodiscard]] bool take(StationTime arrival) {
        std::size_t count = 0;
        while (count < best_.size() && best_[count].cost != kNoWay) {
            if (best_[count].station == arrival.station)
                return false;
            ++count;
        }
        if (count == best_.size()) {
            if (best_.back() < arrival)
                return false;
            --count;
        }
        for (; count > 0 && arrival < best_[count - 1]; --count)
            best_[count] = best_[count - 1];
        best_[count] = arrival;
        return true;
    }

  private:
    std::span<StationTime> best_;
};

std::uint32_t largest_cost(const DriveNetwork& network) {
    std::uint32_t largest = 1;
    for (const Step& step : network.away.steps)
        largest = std::max(largest, step.cost);
    return largest;
}

void add_starts(const DriveNetwork& network, std::span<const Station> stations,
                ArrivalQueue& queue) {
    for (std::uint32_t row = 0; row < stations.size(); ++row) {
        const Place place = stations[row].place;
        const Edge& edge = network.streets->edges[place.edge];
        const EndCosts ends = end_costs(network.edge_costs[place.edge], place);
        if (ends.from_place_to_from != kNoWay)
            queue.push(ends.from_place_to_from, {edge.from, row});
        if (ends.from_place_to_to != kNoWay)
            queue.push(ends.from_place_to_to, {edge.to, row});
    }
}

} // namespace

NearestStations nearest_stations(const DriveNetwork& network, std::span<const Station> stations,
                                 std::size_t k) {
    NearestStations nearest{k, {}};
    nearest.by_node.resize(network.away.nodes() * k);
    const auto labels_of = [&](std::uint32_t node) {
        return Labels(std::span(nearest.by_node).subspan(node * k, k));
    };
    ArrivalQueue queue(largest_cost(network));
    add_starts(network, stations, queue);
    for (std::uint32_t cost = 0; !queue.is_empty(); ++cost)
        queue.take(cost, [&](Arrival arrival) {
            if (!labels_of(arrival.node).take({cost, arrival.station}))
                return;
            for (const Step step : network.away.steps_of(arrival.node))
                if (!labels_of(step.node).is_full())
                    queue.push(cost + step.cost, {step.node, arrival.station});
        });
    return nearest;
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
