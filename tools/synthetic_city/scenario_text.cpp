#include "tools/synthetic_city/synthetic_city.hpp"

#include <fmt/format.h>

#include "tools/synthetic_city/truth_parameters.hpp"

namespace careshed::synthetic {
namespace {

std::string rule_text(const SyntheticCity& city) {
    if (city.places.schools.empty())
        return "";
    return R"(
[[rules]]
name = "no site within 1,000 feet of a school"
away_from = { source = "synthetic_schools.csv", x = "lon", y = "lat" }
distance = "1000 ft"
measure = "straight"
authority = "made up for this synthetic city"
)";
}

} // namespace

std::string short_title(const CityPlan& plan) { return plan.title.substr(0, plan.title.find(':')); }

std::string command_text(const SyntheticCity& city) {
    return fmt::format("careshed synth --city {} --residents {:.0f} --seed {} -o DIR",
                       city.plan.name, city.plan.residents, city.seed);
}

std::string scenario_text(const SyntheticCity& city) {
    const std::string note = "synthetic city: no real people or places; its centre lies in the "
                             "Atlantic Ocean";
    return fmt::format(R"toml(# SYNTHETIC: no real people or places. Made by
#   {}
schema = 1
name = "{}"
note = "{}"

[city]
name = "{}"
streets = {{ source = "synthetic_streets.geojson", from = "from", to = "to" }}
areas = {{ source = "synthetic_areas.geojson", id = "id", population = "population", district = "district" }}
incidents = {{ source = "synthetic_deaths.csv", x = "lon", y = "lat", date = "date", fatal = "all", years = [{}, {}], holdout = [{}, {}], groups = ["sex", "community"] }}
stations = {{ source = "synthetic_stations.csv", x = "lon", y = "lat", where = "type = 'ambulance_station'", units = 1 }}

[candidates]
source = "synthetic_services.csv"
x = "lon"
y = "lat"
where = "type IN ('library', 'clinic')"
id = "id"
name = "name"
address = "address"
{}
[site]
booths = {}
hours = "Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30"
routes = ["inject", "smoke"]

[model]
structure = "calibrated"
fatality = "profound"
decay = "stated"
inversion = "both"

[run]
years = {}
seed = 1
draws = 200
indifference = 0.05
)toml",
                       command_text(city), city.plan.title, note, short_title(city.plan),
                       kFirstYear, kLastYear, kHoldoutYear, kHoldoutYear, rule_text(city),
                       truth::kBooths, truth::kRunYears);
}

} // namespace careshed::synthetic
