// The stations that have come to a node first, while a search still goes on: k labels a node, each
// station once. A label is cost and station as one number, so that eight fill a line of the cache.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

namespace careshed {

/// Cost above, station below: ordered by cost, ties to the smaller station.
using StationLabel = std::uint64_t;
inline constexpr StationLabel kNoLabel = ~StationLabel{0};

/// A label of a cost and a station's row, and each of the two again.
inline StationLabel station_label(std::uint32_t cost, std::uint32_t station) {
    return StationLabel{cost} << 32 | station;
}
inline std::uint32_t cost_of(StationLabel label) { return static_cast<std::uint32_t>(label >> 32); }
inline std::uint32_t station_of(StationLabel label) { return static_cast<std::uint32_t>(label); }

/// The k best of one node so far, ascending. What k others push out is behind all of them on every
/// way on as well, so that it will not be missed.
class BestLabels {
  public:
    BestLabels(StationLabel* best, std::size_t k) : best_(best), k_(k) {}

    [[nodiscard]] bool contains(StationLabel label) const {
        return std::find(best_, best_ + k_, label) != best_ + k_;
    }
    /// False if the node needs it not: it has k better ones, or the station came as early.
    bool take(StationLabel label) {
        if (label >= best_[k_ - 1])
            return false;
        std::size_t place = 0;
        for (; best_[place] <= label; ++place)
            if (station_of(best_[place]) == station_of(label))
                return false;
        // Each makes room for the one before, until one is the station's own later label.
        const std::uint32_t station = station_of(label);
        for (std::size_t i = place; i < k_; ++i) {
            std::swap(best_[i], label);
            if (station_of(label) == station)
                break;
        }
        return true;
    }

  private:
    StationLabel* best_;
    std::size_t k_;
};

} // namespace careshed
