// Places with a door or a garage in a synthetic city: services that could host a site, schools that
// forbid one nearby, and ambulance stations.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/synthetic_city/intensity.hpp"

namespace careshed::synthetic {

/// 1,000 feet, the rule of the synthetic cities.
inline constexpr double kSchoolDistance = 304.8;

struct PlaceOnStreet {
    std::string id;
    std::string name;
    std::string type;
    std::string address;
    Spot spot;                ///< the door
    std::uint32_t street = 0; ///< where its street is met
    double along = 0;         ///< metres from that street's start
    double off_street = 0;    ///< metres from the street to the door
};

struct Places {
    std::vector<PlaceOnStreet> services;
    std::vector<PlaceOnStreet> schools;
    std::vector<PlaceOnStreet> stations;
};

[[nodiscard]] Places draw_places(const CityPlan& plan, const StreetPlan& streets,
                                 std::span<const Piece> pieces, std::uint64_t seed);

/// May a site open here under the plan's rule?
[[nodiscard]] bool is_clear_of_schools(const PlaceOnStreet& service,
                                       std::span<const PlaceOnStreet> schools);
/// Libraries and clinics may host a site, museums may not.
[[nodiscard]] bool is_candidate(const PlaceOnStreet& service);

} // namespace careshed::synthetic
