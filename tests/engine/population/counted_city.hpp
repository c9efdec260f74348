// A city that is nothing but counts: areas in districts with residents and recorded deaths, no map.
#pragma once

#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/core/hash.hpp"

namespace careshed::test {

struct CountedArea {
    std::uint32_t district = 0;
    double residents = 0;
    double deaths = 0;   ///< in the fitted years
    double held_out = 0; ///< in the holdout year
};

inline Incident deaths_in(std::uint32_t area, double count, int year, bool held_out) {
    Incident incident;
    incident.area = area;
    incident.count = count;
    incident.year = year;
    incident.held_out = held_out;
    return incident;
}

/// Gives an area a square of 100 m around a middle, in centimetres.
inline void place(Area& area, std::int32_t x, std::int32_t y) {
    area.polygons = {
        {{{x - 5000, y - 5000}, {x + 5000, y - 5000}, {x + 5000, y + 5000}, {x - 5000, y + 5000}}}};
}

/// Fitted years end in 2020; 2021 is held out.
inline City counted_city(const std::vector<CountedArea>& areas, int years) {
    City city;
    city.years = {2021 - years, 2020};
    city.holdout = YearRange{2021, 2021};
    for (const CountedArea& counts : areas) {
        Area area;
        area.id = "area " + std::to_string(city.areas.size());
        area.stable = stable_id(area.id);
        area.population = counts.residents;
        area.district = counts.district;
        const auto row = static_cast<std::uint32_t>(city.areas.size());
        while (city.districts.size() <= counts.district)
            city.districts.push_back("district " + std::to_string(city.districts.size()));
        city.areas.push_back(area);
        city.incidents.push_back(deaths_in(row, counts.deaths, 2020, false));
        city.incidents.push_back(deaths_in(row, counts.held_out, 2021, true));
    }
    return city;
}

} // namespace careshed::test
