// The table itself: what stands in a scenario file, key by key, in the order people read it.

#include "engine/inputs/fields.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

namespace {

using enum FieldType;

/// The keys every layer has.
void add_layer(std::vector<Field>& fields, const std::string& path, bool source_required) {
    const auto key = [&](const char* name) { return path + "." + name; };
    fields.push_back({.path = key("source"),
                      .required = source_required,
                      .help =
                          "File or folder in the data folder or beside this file (GeoPackage, "
                          "GeoJSON, Shapefile, FlatGeobuf, FileGDB, CSV), or PG:... for PostGIS.",
                      .example = "\"streets.gpkg\""});
    fields.push_back({.path = key("layer"),
                      .help = "Layer of the source; needed when it holds several.",
                      .example = "\"edges\""});
    fields.push_back({.path = key("where"),
                      .help = "Keeps the features that pass this attribute filter (OGR SQL).",
                      .example = "\"type = 'library'\""});
    fields.push_back({.path = key("x"),
                      .help = "Column of a table that holds the longitude (or easting).",
                      .example = "\"lon\""});
    fields.push_back({.path = key("y"),
                      .help = "Column of a table that holds the latitude (or northing).",
                      .example = "\"lat\""});
    fields.push_back({.path = key("crs"),
                      .help =
                          "CRS of the coordinates, in place of the layer's own; a table with x and "
                          "y is in EPSG:4326 (longitude, latitude) unless said.",
                      .example = "\"EPSG:26916\""});
}

void add_top(std::vector<Field>& fields) {
    fields.push_back({.path = "schema",
                      .type = whole,
                      .low = 1,
                      .high = 1,
                      .required = true,
                      .help = "Version of this file's format.",
                      .example = "1"});
    fields.push_back({.path = "name",
                      .help = "Title of the study; without it the city's name.",
                      .example = "\"Near West Side: three addresses\""});
    fields.push_back({.path = "note",
                      .help = "Shown in every output.",
                      .example = "\"synthetic city: no real people or places\""});
    fields.push_back({.path = "city.name",
                      .required = true,
                      .help = "The city, as a council would say it.",
                      .example = "\"Chicago\""});
}

/// The keys that only a layer of centrelines has.
void add_centrelines(std::vector<Field>& fields) {
    const std::string path = "city.streets.";
    const auto filter = [&](const char* name, const char* help, const char* example) {
        fields.push_back({.path = path + name, .help = help, .example = example});
    };
    filter("from", "Column of the node a line starts at; give both or neither.", "\"from_node\"");
    filter("to", "Column of the node a line ends at.", "\"to_node\"");
    filter("freeways", "Filter (OGR SQL) of the lines nobody walks along.",
           "\"layer = 'FREEWAYS'\"");
    filter("footways", "Filter of the lines nobody drives along.", "\"type = 'FOOTPATH'\"");
    filter("bridges", "Filter of bridges and tunnels: they meet others at their ends only.",
           "\"level <> 0\"");
    filter("class",
           "Column with the class of a street (motorway, trunk, primary, secondary, tertiary, "
           "local, service, footway, steps); any other value is local.",
           "\"class\"");
    filter(
        "oneway",
        "Column that says which way a line is driven: F, FT, yes, 1 as drawn; T, TF, -1 against; "
        "B, no, 0 both.",
        "\"oneway\"");
    filter("speed", "Column with the signed speed; empty and 0 are not known.", "\"speed\"");
    fields.push_back({.path = path + "speed_unit",
                      .type = choice,
                      .default_text = "km/h",
                      .choices = {"km/h", "mph"},
                      .help = "Unit of the column `speed`.",
                      .example = "\"mph\""});
    fields.push_back({.path = path + "meet",
                      .type = choice,
                      .default_text = "ends",
                      .choices = {"ends", "crossings"},
                      .help = "Where lines meet: at their ends, or also wherever they cross or "
                              "touch.",
                      .example = "\"crossings\""});
}

void add_streets_and_areas(std::vector<Field>& fields) {
    add_layer(fields, "city.streets", false);
    fields.push_back({.path = "city.streets.osm",
                      .help = "OpenStreetMap extract (.osm.pbf, .osm) in place of a layer; only "
                              "its tags decide, so no other key goes with it.",
                      .example = "\"city.osm.pbf\""});
    add_centrelines(fields);
    add_layer(fields, "city.areas", true);
    fields.push_back({.path = "city.areas.id",
                      .required = true,
                      .help = "Column with the area's stable id, unique.",
                      .example = "\"GEOID\""});
    fields.push_back({.path = "city.areas.population",
                      .required = true,
                      .help = "Column with the number of residents.",
                      .example = "\"pop\""});
    fields.push_back(
        {.path = "city.areas.district",
         .help = "Column with the larger unit areas nest in. Groups of people are drawn by "
                 "its deaths and held-out deaths are scored by it; risk is smoothed in "
                 "space alone.",
         .example = "\"commarea\""});
    fields.push_back({.path = "city.areas.advantage",
                      .help =
                          "Column with a number that is higher where people are better off "
                          "(income, say); ranks areas in the equity of access. Areas where it is "
                          "empty are left out.",
                      .example = "\"median_income\""});
}

void add_elevation(std::vector<Field>& fields) {
    const std::string path = "city.elevation.";
    fields.push_back({.path = path + "source",
                      .required = true,
                      .help = "Raster in the data folder or beside this file (GeoTIFF, Erdas "
                              "Imagine, Arc/Info ASCII grid, .hdr, .hgt); its first band.",
                      .example = "\"dem.tif\""});
    fields.push_back({.path = path + "crs",
                      .help = "CRS of the raster, in place of its own.",
                      .example = "\"EPSG:26910\""});
    fields.push_back(
        {.path = path + "unit",
         .type = choice,
         .choices = {"m", "ft"},
         .help = "Unit of its heights, in place of its own; a raster that says nothing is in "
                 "metres.",
         .example = "\"m\""});
}

void add_incidents(std::vector<Field>& fields) {
    const std::string path = "city.incidents.";
    add_layer(fields, "city.incidents", true);
    fields.push_back({.path = path + "date",
                      .help =
                          "Column with the date as YYYY-MM-DD (a time may follow); needed unless "
                          "rows are counts by area.",
                      .example = "\"death_date\""});
    fields.push_back({.path = path + "fatal",
                      .default_text = "all",
                      .help =
                          "\"all\" if every row is a death, or a column that is 1, true or yes for "
                          "a death.",
                      .example = "\"all\""});
    fields.push_back({.path = path + "area",
                      .help = "Column with the area's id, for rows that have no coordinates.",
                      .example = "\"tract\""});
    fields.push_back(
        {.path = path + "count",
         .help = "Column with the number of events of a row; without it each row is one.",
         .example = "\"deaths\""});
    fields.push_back({.path = path + "years",
                      .type = years,
                      .low = 1990,
                      .high = 2100,
                      .required = true,
                      .help = "First and last year the fit uses, both included.",
                      .example = "[2016, 2019]"});
    fields.push_back({.path = path + "holdout",
                      .type = years,
                      .low = 1990,
                      .high = 2100,
                      .help = "Years kept aside to score the fit; they may not overlap `years`.",
                      .example = "[2020, 2020]"});
    fields.push_back({.path = path + "groups",
                      .type = text_list,
                      .help = "Columns that say who died; results are split by their values.",
                      .example = "[\"race\", \"sex\"]"});
}

void add_stations(std::vector<Field>& fields) {
    add_layer(fields, "city.stations", true);
    fields.push_back({.path = "city.stations.units",
                      .type = whole,
                      .unit = "ambulances a station",
                      .default_text = "1",
                      .low = 1,
                      .high = 100,
                      .help = "Ambulances at each station.",
                      .example = "1"});
    fields.push_back(
        {.path = "city.stations.stand_in",
         .type = truth,
         .default_text = "false",
         .help = "True when fire stations stand in for ambulance posts; results say so.",
         .example = "true"});
}

void add_candidates_and_rules(std::vector<Field>& fields) {
    add_layer(fields, "candidates", false);
    fields.push_back({.path = "candidates.id",
                      .help = "Column with a stable id; without it the feature's number.",
                      .example = "\"id\""});
    fields.push_back({.path = "candidates.name",
                      .help = "Column with the name shown to people; without it the id.",
                      .example = "\"name\""});
    fields.push_back({.path = "candidates.address",
                      .help = "Column with the street address.",
                      .example = "\"address\""});
    fields.push_back({.path = "candidates.grid.spacing",
                      .type = distance,
                      .unit = "metres",
                      .low = 25,
                      .high = 10000,
                      .required = true,
                      .help = "Distance between neighbouring grid points.",
                      .example = "\"400 m\""});
    fields.push_back({.path = "rules.name",
                      .required = true,
                      .help = "The rule as a council would say it.",
                      .example = "\"1,000 feet from public schools\""});
    add_layer(fields, "rules.away_from", true);
    fields.push_back({.path = "rules.distance",
                      .type = distance,
                      .unit = "metres",
                      .low = 0,
                      .high = 100000,
                      .required = true,
                      .help = "A candidate this near or nearer is removed.",
                      .example = "\"1000 ft\""});
    fields.push_back({.path = "rules.measure",
                      .type = choice,
                      .default_text = "straight",
                      .choices = {"straight"},
                      .help = "How the distance is measured: straight line.",
                      .example = "\"straight\""});
    fields.push_back({.path = "rules.authority",
                      .help = "Law or policy behind the rule, with its date.",
                      .example = "\"zoning code 17-9, as of 2024-01-01\""});
}

void add_site(std::vector<Field>& fields) {
    fields.push_back({.path = "site.booths",
                      .type = whole,
                      .unit = "booths",
                      .default_text = "12",
                      .low = 1,
                      .high = 1000,
                      .help = "Places to use under supervision at one time.",
                      .example = "12"});
    fields.push_back(
        {.path = "site.hours",
         .type = hours,
         .default_text = "Mon-Fri 08:00-20:00, Sat-Sun 10:00-18:00",
         .help = "When the site is open; an end at or before the start runs past midnight; "
                 "\"daily ...\", \"always\" and \"never\" work too.",
         .example = "\"Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30\""});
    fields.push_back({.path = "site.routes",
                      .type = choice_list,
                      .default_text = "inject, smoke, other",
                      .choices = {"inject", "smoke", "other"},
                      .help = "Routes of use the site admits.",
                      .example = "[\"inject\", \"smoke\"]"});
}

void add_arms(std::vector<Field>& fields) {
    fields.push_back({.path = "arm.name",
                      .required = true,
                      .help = "What the arm is called in every table and sentence.",
                      .example = "\"Lantern Street, nights too\""});
    fields.push_back({.path = "arm.sites",
                      .type = text_list,
                      .required = true,
                      .help = "Candidates that open together, each by its id, its name or the "
                              "start of one; [] when nothing opens.",
                      .example = "[\"S01\", \"S07\"]"});
    fields.push_back({.path = "arm.hours",
                      .type = hours,
                      .help = "When each of them is open; without it site.hours.",
                      .example = "\"always\""});
    fields.push_back({.path = "arm.booths",
                      .type = whole,
                      .unit = "booths",
                      .low = 1,
                      .high = 1000,
                      .help = "Booths of each of them; without it site.booths.",
                      .example = "20"});
}

/// How people walk to a site.
void add_walking(std::vector<Field>& fields) {
    fields.push_back({.path = "model.pace",
                      .type = choice,
                      .default_text = name_of(ModelSpec{}.pace),
                      .choices = choice_names<PaceKind>(),
                      .help = "How fast people walk, on the level and on slopes "
                              "(docs/walking-pace.md).",
                      .example = "\"impaired\""});
    fields.push_back({.path = "model.crossing_wait",
                      .type = duration,
                      .unit = "minutes",
                      .default_text = "0 s",
                      .low = 0,
                      .high = 5,
                      .help = "Wait at each crossing of three or more streets, on foot.",
                      .example = "\"6 s\""});
    fields.push_back(
        {.path = "model.walk_limit",
         .type = duration,
         .unit = "minutes",
         .low = 1,
         .high = 240,
         .help = "Longest walk considered; without it the walk at which uptake falls below "
                 "1 %.",
         .example = "\"30 min\""});
}

void add_model(std::vector<Field>& fields) {
    fields.push_back(
        {.path = "model.structure",
         .type = choice,
         .default_text = name_of(ModelSpec{}.structure),
         .choices = choice_names<Structure>(),
         .help = "Headline structure; the others are always shown beside it (docs/model.md).",
         .example = "\"calibrated\""});
    fields.push_back({.path = "model.fatality",
                      .type = choice,
                      .default_text = name_of(ModelSpec{}.fatality),
                      .choices = choice_names<FatalitySet>(),
                      .help = "Parameter set for what an overdose without help leads to.",
                      .example = "\"profound\""});
    fields.push_back({.path = "model.decay",
                      .type = choice,
                      .default_text = name_of(ModelSpec{}.decay),
                      .choices = choice_names<DecaySet>(),
                      .help = "Headline distance decay: what people said, or what they did.",
                      .example = "\"stated\""});
    fields.push_back(
        {.path = "model.inversion",
         .type = choice,
         .default_text = name_of(ModelSpec{}.inversion),
         .choices = choice_names<Inversion>(),
         .help = "Published volume that sets the intensity of use; both are drawn evenly.",
         .example = "\"both\""});
    fields.push_back({.path = "model.history",
                      .type = choice,
                      .default_text = name_of(ModelSpec{}.history),
                      .choices = choice_names<History>(),
                      .help = "Whether individual histories matter: raised risk after release, "
                              "treatment and a first "
                              "overdose, and that whoever died cannot die again.",
                      .example = "\"on\""});
    fields.push_back(
        {.path = "model.queue",
         .type = choice,
         .default_text = name_of(ModelSpec{}.queue),
         .choices = choice_names<QueueKind>(),
         .help =
             "Waiting for a booth: a queue simulated from arrivals, or the steady state of each "
             "hour.",
         .example = "\"simulated\""});
    fields.push_back({.path = "model.overrides",
                      .type = numbers,
                      .help = "Parameters held at a value, by id (careshed parameters lists them).",
                      .example = "{ selection_residual = 0.8 }"});
}

void add_run(std::vector<Field>& fields) {
    fields.push_back({.path = "run.years",
                      .type = whole,
                      .unit = "years",
                      .default_text = "5",
                      .low = 1,
                      .high = 30,
                      .help = "Years the site is open; figures are means a year.",
                      .example = "5"});
    fields.push_back({.path = "run.seed",
                      .type = whole,
                      .default_text = "1",
                      .low = 0,
                      .help = "Same seed, same bytes.",
                      .example = "1"});
    fields.push_back({.path = "run.draws",
                      .type = whole,
                      .unit = "draws",
                      .default_text = "200",
                      .low = 2,
                      .high = 500000,
                      .help = "Parameter and incidence draws; more narrow the Monte Carlo error.",
                      .example = "200"});
    fields.push_back({.path = "run.indifference",
                      .type = number,
                      .unit = "deaths a year",
                      .default_text = "0.05",
                      .low = 0,
                      .high = 1000,
                      .help = "Sites closer than this in deaths averted are as good as each other.",
                      .example = "0.05"});
}

/// How much of a run's work goes where.
void add_effort(std::vector<Field>& fields) {
    fields.push_back({.path = "run.allocation",
                      .type = choice,
                      .default_text = name_of(RunSpec{}.allocation),
                      .choices = choice_names<Allocation>(),
                      .help = "Which sites are simulated in which draws: all in all, or "
                              "sequentially, where sites that are surely behind leave.",
                      .example = "\"sequential\""});
    fields.push_back({.path = "run.replications",
                      .type = whole,
                      .unit = "replications a draw",
                      .default_text = "0",
                      .low = 0,
                      .high = 32,
                      .help = "How often histories are simulated in each draw, 2 or more; 0: until "
                              "the Monte Carlo error of the two best sites' difference is small.",
                      .example = "4"});
    fields.push_back(
        {.path = "run.stop_on",
         .type = choice,
         .default_text = name_of(RunSpec{}.stop_on),
         .choices = choice_names<StopOn>(),
         .help = "What ends the draws before run.draws when it is known well enough, "
                 "looked at after 50, 100, 200, ...: P(best) of rank 1, P(top five) "
                 "of every site or the interval of rank 1, by the analytic expectation; `draws`: "
                 "nothing does.",
         .example = "\"p_best\""});
    fields.push_back({.path = "run.precision",
                      .type = number,
                      .default_text = "0.02",
                      .low = 0.001,
                      .high = 1,
                      .help = "Monte Carlo standard error at which that is known well enough; for "
                              "the interval a share of its width.",
                      .example = "0.02"});
}

} // namespace

std::vector<Section> make_sections() {
    return {
        {"", "Top of the file", "What the file is.", "", true},
        {"city", "The city", "The real place, as layers and tables.", "[city]", true},
        {"city.streets", "Streets",
         "A layer of centrelines (`source`) or an OpenStreetMap extract (`osm`): one of the two is "
         "needed. What is read and what is walkable: docs/streets.md.",
         "streets = { source = \"streets.gpkg\", layer = \"edges\" }", true},
        {"city.elevation", "Heights of the ground",
         "Without it the city is level. What slopes cost: docs/walking-pace.md.",
         "elevation = { source = \"dem.tif\" }"},
        {"city.areas", "Areas", "Small areas of residence (polygons), such as census tracts.",
         "areas = { source = \"tracts.gpkg\", id = \"GEOID\", population = \"pop\" }", true},
        {"city.incidents", "Incidents",
         "Recorded overdoses, one row each, or counts by area. No row is ever written out.",
         "incidents = { source = \"deaths.csv\", x = \"lon\", y = \"lat\", date = \"date\", "
         "years = [2016, 2019] }",
         true},
        {"city.stations", "EMS stations",
         "Where ambulances start. Without it the response time is the published mean everywhere.",
         "stations = { source = \"points.csv\", x = \"lon\", y = \"lat\", "
         "where = \"type = 'fire_station'\" }"},
        {"candidates", "Candidates",
         "Addresses that could hold a site: a layer of points, or a grid over the streets.",
         "[candidates]", true},
        {"candidates.grid", "A grid of candidates", "Places instead of addresses.",
         "grid = { spacing = \"400 m\" }"},
        {"rules", "Rules", "Each [[rules]] forbids candidates near something.", "[[rules]]", false,
         true},
        {"rules.away_from", "What a rule keeps away from", "Points, lines or polygons.",
         "away_from = { source = \"schools.gpkg\" }", true},
        {"site", "The site", "What is put at each candidate.", "[site]"},
        {"arm", "Arms",
         "Each [[arm]] is an arrangement for `careshed compare` to set beside the others.",
         "[[arm]]", false, true},
        {"model", "The model", "Which of the named model variants is the headline.", "[model]"},
        {"run", "The run", "How long, how often, from which seed.", "[run]"},
    };
}

std::vector<Field> make_fields() {
    std::vector<Field> fields;
    add_top(fields);
    add_streets_and_areas(fields);
    add_elevation(fields);
    add_incidents(fields);
    add_stations(fields);
    add_candidates_and_rules(fields);
    add_site(fields);
    add_arms(fields);
    add_model(fields);
    add_walking(fields);
    add_run(fields);
    add_effort(fields);
    return fields;
}

} // namespace careshed
