// The k stations that reach each node first, with their times: one multi-source search in which a
// node is settled by k different stations, so that it costs about k searches however many stations
// there are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/access/drive_network.hpp"
#include "engine/city/city.hpp"

namespace careshed {

struct StationTime {
    std::uint32_t cost = kNoWay; ///< kNoWay: fewer stations drive here
    std::uint32_t station = 0;   ///< row of the stations given
    auto operator<=>(const StationTime&) const = default;
};

struct NearestStations {
    std::size_t k = 0;
    std::vector<StationTime> by_node; ///< k a node, nearest first, ties to the smaller row
    [[nodiscard]] std::span<const StationTime> of(std::uint32_t node) const {
        return std::span(by_node).subspan(node * k, k);
    }
};

/// k of at least 1; what lies beyond kFarthest is not driven to. About 90 ns a node and station.
[[nodiscard]] NearestStations nearest_stations(const DriveNetwork& network,
                                               std::span<const Station> stations, std::size_t k);

/// The k first at a place inside an edge: by its ends, and directly from stations on it.
[[nodiscard]] std::vector<StationTime> stations_to_place(const DriveNetwork& network,
                                                         const NearestStations& nearest,
                                                         std::span<const Station> stations,
                                                         Place place);

} // namespace careshed
