// The streets as a vehicle drives them: what each edge costs in each direction, one-way streets
// and footways observed, and the graph of steps away from a station. Costs are deciseconds at an
// hour's speeds, or centimetres where a speed is fitted afterwards.
#pragma once

#include <array>
#include <vector>

#include "engine/access/search_graph.hpp"
#include "engine/city/streets/streets.hpp"

namespace careshed {

/// An edge cannot be driven this way.
inline constexpr std::uint32_t kNoWay = 0xFFFFFFFFU;

struct DriveCosts {
    std::uint32_t along = kNoWay, against = kNoWay;
};

struct DriveNetwork {
    const Streets* streets = nullptr;
    std::vector<DriveCosts> edge_costs; ///< by edge
    SearchGraph away;                   ///< steps in the driving direction
};

/// Speeds of free traffic where an edge does not say its own, and what is left of them by hour of
/// the day. Class speeds are an assumption: they follow usual urban limits less stops.
struct DriveSpeeds {
    /// By StreetClass; 0: nothing drives there.
    std::array<double, kStreetClasses> class_kmh{88, 65, 48, 44, 40, 32, 16, 0, 0};
    std::array<double, 24> hour_factor{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                       1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
};

/// `streets` must outlive the results. Lengths in centimetres.
[[nodiscard]] DriveNetwork drive_lengths(const Streets& streets);
/// Deciseconds, at least 1 an edge. hour: 0 .. 23.
[[nodiscard]] DriveNetwork drive_network(const Streets& streets, const DriveSpeeds& speeds,
                                         std::size_t hour);

/// Costs between a place and the ends of its edge, kNoWay where that is not allowed.
struct EndCosts {
    std::uint32_t from_place_to_from = kNoWay, from_place_to_to = kNoWay;
    std::uint32_t from_from_to_place = kNoWay, from_to_to_place = kNoWay;
};
/// `costs` of the place's edge; a part of the edge costs its share, rounded to whole units.
[[nodiscard]] EndCosts end_costs(DriveCosts costs, Place place);
/// Along their common edge, kNoWay against a one-way street.
[[nodiscard]] std::uint32_t direct_cost(DriveCosts costs, Place start, Place goal);

} // namespace careshed
