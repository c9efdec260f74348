#include "tools/synthetic_city/synthetic_city.hpp"

#include <fmt/format.h>
#include <iterator>

#include "tools/synthetic_city/made_up_coordinates.hpp"

namespace careshed::synthetic {
namespace {

template <class... Arguments>
void write(std::string& text, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Arguments>(arguments)...);
}

/// A GeoJSON layer, one feature a line. Without "crs" it is WGS 84 by the standard (RFC 7946).
std::string geojson(const std::string& name, std::string features) {
    if (!features.empty())
        features.erase(features.size() - 2, 1); // the last comma
    return "{\"type\":\"FeatureCollection\",\"name\":\"" + name + "\",\"features\":[\n" + features +
           "]}\n";
}

std::string streets_text(const StreetPlan& streets) {
    std::string features;
    for (const Street& street : streets.streets) {
        write(features,
              R"({{"type":"Feature","properties":{{"from":{},"to":{},"name":"{}"}},)"
              R"("geometry":{{"type":"LineString","coordinates":[)",
              street.from + 1, street.to + 1, street.name);
        for (std::size_t i = 0; i < street.shape.size(); ++i)
            write(features, "{}[{}]", i == 0 ? "" : ",", lon_lat_text(street.shape[i]));
        features += "]}},\n";
    }
    return geojson("synthetic_streets", std::move(features));
}

std::string areas_text(const std::vector<MadeUpArea>& areas) {
    std::string features;
    for (const MadeUpArea& area : areas) {
        const Spot a = area.south_west, b = area.north_east;
        write(features,
              R"({{"type":"Feature","properties":{{"id":"{}","district":"{}","population":{}}},)"
              R"("geometry":{{"type":"Polygon","coordinates":[[[{}],[{}],[{}],[{}],[{}]]]}}}},)"
              "\n",
              area.id, area.district, area.residents, lon_lat_text(a), lon_lat_text({b.x, a.y}),
              lon_lat_text(b), lon_lat_text({a.x, b.y}), lon_lat_text(a));
    }
    return geojson("synthetic_areas", std::move(features));
}

std::string places_text(const std::vector<PlaceOnStreet>& places) {
    std::string text = "id,type,name,address,lon,lat\n";
    for (const PlaceOnStreet& place : places)
        write(text, "{},{},{},{},{}\n", place.id, place.type, place.name, place.address,
              lon_lat_text(place.spot));
    return text;
}

std::string deaths_text(const std::vector<MadeUpDeath>& deaths) {
    std::string text = "date,sex,community,lon,lat\n";
    for (const MadeUpDeath& death : deaths)
        write(text, "{},{},{},{}\n", death.date, death.sex, death.community,
              lon_lat_text(death.spot));
    return text;
}

std::string truth_text(const std::vector<truth::SiteTruth>& truths) {
    std::string text = "id,name,clear_of_schools,deaths_averted_stated,deaths_averted_revealed,"
                       "ems_runs_averted_stated,ems_runs_averted_revealed,uses_a_day_stated,"
                       "uses_a_day_revealed,acceptance_stated,acceptance_revealed\n";
    for (const truth::SiteTruth& truth : truths) {
        const truth::Effect& a = truth.stated;
        const truth::Effect& b = truth.revealed;
        write(text, "{},{},{}", truth.site->id, truth.site->name,
              truth.is_clear_of_schools ? "yes" : "no");
        for (const double value :
             {a.deaths_averted, b.deaths_averted, a.ems_runs_averted, b.ems_runs_averted,
              a.uses_a_day, b.uses_a_day, a.acceptance, b.acceptance})
            write(text, ",{}", truth_number(value));
        text += "\n";
    }
    return text;
}

} // namespace

std::string truth_number(double value) { return fmt::format("{:.5g}", value); }

SyntheticCity make_city(CityPlan plan, std::uint64_t seed) {
    SyntheticCity city;
    city.plan = std::move(plan);
    city.seed = seed;
    city.streets = draw_streets(city.plan, seed);
    city.pieces = true_intensity(city.plan, city.streets);
    city.areas = draw_areas(city.plan, city.pieces);
    city.places = draw_places(city.plan, city.streets, city.pieces, seed);
    city.deaths = draw_deaths(city.plan, city.streets, city.pieces, seed);
    return city;
}

std::vector<CityFile> city_files(const SyntheticCity& city) {
    const std::vector<truth::SiteTruth> truths =
        truth::true_effects(city.plan, city.streets, city.pieces, city.places);
    std::vector<CityFile> files = {{"README.md", readme_text(city, truths)},
                                   {"scenario.toml", scenario_text(city)},
                                   {"synthetic_areas.geojson", areas_text(city.areas)},
                                   {"synthetic_deaths.csv", deaths_text(city.deaths)}};
    if (!city.places.schools.empty())
        files.push_back({"synthetic_schools.csv", places_text(city.places.schools)});
    files.push_back({"synthetic_services.csv", places_text(city.places.services)});
    files.push_back({"synthetic_stations.csv", places_text(city.places.stations)});
    files.push_back({"synthetic_streets.geojson", streets_text(city.streets)});
    files.push_back({"truth.csv", truth_text(truths)});
    return files;
}

} // namespace careshed::synthetic
