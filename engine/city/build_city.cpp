#include "engine/city/build_city.hpp"

#include "engine/city/areas.hpp"
#include "engine/city/candidates.hpp"
#include "engine/city/coverage.hpp"
#include "engine/city/date_columns.hpp"
#include "engine/city/ground.hpp"
#include "engine/city/incidents.hpp"
#include "engine/city/rules.hpp"
#include "engine/city/stations.hpp"
#include "engine/city/streets/street_cache.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed {

City build_city(const Scenario& scenario, CacheFolder* cache) {
    City city;
    city.name = scenario.city_name;
    city.years = scenario.incidents.years;
    city.holdout = scenario.incidents.holdout;
    for (const std::string& column : scenario.incidents.groups)
        city.group_columns.push_back(visible_text(column));
    city.stations_stand_in = scenario.stations.given && scenario.stations.stand_in;

    StreetsRead streets =
        read_streets({scenario.streets, scenario.elevation}, cache, city.findings);
    city.grid = streets.grid;
    city.extent = streets.extent;
    city.streets = std::move(streets.streets);
    const StreetIndex index(city.streets), car_index(city.streets, TravelMode::by_car);
    const Ground ground{city.grid, city.extent, &city.streets, &index, &car_index};

    AreaTable areas = read_areas(scenario.areas, ground, city.findings);
    city.areas = std::move(areas.areas);
    city.districts = std::move(areas.districts);
    const ShapeIndex area_shapes(shapes_of(city.areas));

    IncidentTable incidents =
        read_incidents(scenario.incidents, ground, {&city.areas, &area_shapes}, city.findings);
    report_date_columns(scenario.incidents, city.findings);
    city.incidents = std::move(incidents.incidents);
    city.groups = std::move(incidents.groups);

    report_coverage(city, area_shapes, city.findings);
    report_few_deaths(city, city.findings);
    city.stations = read_stations(scenario.stations, ground, city.findings);
    const auto rules = read_rules(scenario.rules, ground, city.findings);
    CandidateTable candidates =
        read_candidates(scenario.candidates, ground, area_shapes, rules, city.findings);
    city.candidates = std::move(candidates.candidates);
    city.removed = std::move(candidates.removed);
    return city;
}

} // namespace careshed
