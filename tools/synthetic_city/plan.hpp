// What a synthetic city is meant to look like before any street is drawn: its size, river, hill,
// parks, where people live, where deaths gather, and which services could host a site. Metres east
// and north of the centre. Nothing here is a real place: the centre lies in the Atlantic Ocean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace careshed::synthetic {

struct Spot {
    double x = 0;
    double y = 0;
};

struct Disc {
    Spot centre;
    double radius = 0;
};

/// A bell-shaped gathering of residents or of deaths. For residents `weight` is the density at the
/// peak against 1 far away; for deaths it is the share of the city's deaths.
struct Bell {
    Spot centre;
    double sigma = 0;
    double weight = 0;
};

/// A river that runs north to south: centre line x0 + amplitude sin(2 pi y / wavelength).
struct River {
    double x0 = 0, amplitude = 0, wavelength = 1, half_width = 0;
    std::vector<double> bridges; ///< y of each bridge
};

struct ServicePlan {
    std::string name;
    std::string type;           ///< library, clinic, or a type that is no candidate (museum)
    Spot target;                ///< put at the nearest street
    bool beside_school = false; ///< a school stands close enough to forbid a site here
};

struct CityPlan {
    std::string name;  ///< harbor, harbor-twins, harbor-flat
    std::string title; ///< scenario name
    std::string story; ///< README: what the city is for
    double residents = 0;
    double deaths_a_year = 0;
    int columns = 0, rows = 0; ///< street grid; north-south streets are columns
    double block_x = 0, block_y = 0;
    int area_columns = 3, area_rows = 2; ///< blocks in a small area
    double jitter = 0;                   ///< metres a corner may move either way
    double missing_share = 0;            ///< share of links left out
    bool mirrored = false;  ///< the west is the mirror image of the east, deaths included
    bool has_coast = false; ///< sea in the south with a bay
    std::optional<River> river;
    std::optional<Disc> hill;
    std::vector<Disc> parks;
    std::vector<Bell> centres;
    std::vector<Bell> hot_spots;
    std::vector<ServicePlan> services;
    std::vector<Spot> stations;
    int schools = 0;        ///< besides those planned beside a service
    int extra_services = 0; ///< drawn anywhere, for cities larger than the default
    int extra_stations = 0;
};

inline constexpr int kFirstYear = 2021;
inline constexpr int kLastYear = 2024;
inline constexpr int kHoldoutYear = 2025;

/// The plan of a named city. `residents` empty means the city's own default; a usage Error names
/// the cities there are when the name is unknown or the size is outside 10 thousand to 10 million.
[[nodiscard]] CityPlan plan_of(const std::string& name, std::optional<std::uint64_t> residents);

} // namespace careshed::synthetic
