#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::scenario_file_test {

namespace {

const std::string kGood = R"(schema = 1
[city]
name = "Harbor"
streets = { source = "streets.gpkg" }
areas = { source = "areas.gpkg", id = "id", population = "people" }
incidents = { source = "deaths.csv", x = "lon", y = "lat", date = "date", years = [2021, 2024] }
[candidates]
source = "places.csv"
x = "lon"
y = "lat"
)";

/// A folder with the layers kGood names (empty files: nothing opens them here).
struct Folder {
    WrittenFiles files;
    Folder() {
        for (const char* name : {"streets.gpkg", "areas.gpkg", "deaths.csv", "places.csv"})
            files.write(name, "");
    }
    Scenario read(const std::string& text) const {
        return read_scenario(files.write("scenario.toml", text));
    }
    /// Complaints without the folder's path in `where`.
    std::vector<Complaint> complaints(const std::string& text,
                                      ErrorKind kind = ErrorKind::input) const {
        try {
            (void)read(text);
        } catch (const Error& error) {
            CHECK(error.kind() == kind);
            auto all = error.complaints();
            for (Complaint& one : all)
                if (const auto at = one.where.find("scenario.toml"); at != std::string::npos)
                    one.where = one.where.substr(at);
            return all;
        }
        return {};
    }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("A short scenario is filled up with the defaults of the contract", "[inputs]") {
    const Folder folder;
    const Scenario scenario = folder.read(kGood);
    const Scenario defaults;
    CHECK(scenario.name == "Harbor");
    CHECK(scenario.streets.layer.source.filename() == "streets.gpkg");
    CHECK(scenario.incidents.fatal == defaults.incidents.fatal);
    CHECK(scenario.incidents.years.count() == 4);
    CHECK_FALSE(scenario.stations.given);
    CHECK(scenario.site.booths == defaults.site.booths);
    CHECK((scenario.site.inject && scenario.site.smoke && scenario.site.other));
    CHECK(open_hours(scenario.site.hours) == Approx(76));
    CHECK(scenario.model.structure == defaults.model.structure);
    CHECK(scenario.model.fatality == defaults.model.fatality);
    CHECK(scenario.model.decay == defaults.model.decay);
    CHECK(scenario.model.inversion == defaults.model.inversion);
    CHECK(scenario.run.years == defaults.run.years);
    CHECK(scenario.run.seed == defaults.run.seed);
    CHECK(scenario.run.draws == defaults.run.draws);
    CHECK(scenario.run.indifference == defaults.run.indifference);
}

TEST_CASE("Every key a scenario may hold reaches its value", "[inputs]") {
    const Folder folder;
    const Scenario scenario = folder.read(kGood + R"(id = "key"
name = "title"
address = "street"
where = "type = 'library'"
crs = "EPSG:4269"
[city.stations]
source = "places.csv"
x = "lon"
y = "lat"
units = 2
stand_in = true
[[rules]]
name = "schools"
away_from = { source = "places.csv", x = "lon", y = "lat" }
distance = "1000 ft"
authority = "code"
[[rules]]
name = "parks"
away_from = { source = "areas.gpkg", layer = "parks" }
distance = "0.5 mi"
[site]
booths = 6
hours = "always"
routes = ["smoke"]
[model]
structure = "ecological"
walk_limit = "0.5 h"
overrides = { detour = 2, frailty_sigma = 0.5 }
[run]
years = 3
seed = 9
draws = 50
indifference = 0
)");
    CHECK(scenario.candidates.layer->where == "type = 'library'");
    CHECK(scenario.candidates.layer->crs == "EPSG:4269");
    CHECK(scenario.candidates.address == "street");
    CHECK((scenario.stations.given && scenario.stations.stand_in && scenario.stations.units == 2));
    REQUIRE(scenario.rules.size() == 2);
    CHECK(scenario.rules[0].distance.value() == Approx(304.8));
    CHECK(scenario.rules[1].distance.value() == Approx(804.672));
    CHECK(scenario.rules[1].away_from.layer == "parks");
    CHECK((!scenario.site.inject && scenario.site.smoke && !scenario.site.other));
    CHECK(scenario.model.walk_limit->value() == 30);
    CHECK(scenario.model.overrides.at("detour") == 2);
    CHECK(scenario.model.override_places.at("detour").ends_with("scenario.toml:38:24"));
    CHECK(scenario.run.seed == 9);
    CHECK(scenario.run.indifference == 0);
}

TEST_CASE("Every switch of a scenario is read as its value", "[inputs]") {
    const Folder folder;
    const Scenario scenario = folder.read(kGood + R"([model]
structure = "mechanistic_phi"
fatality = "canberra"
decay = "revealed"
inversion = "new_york"
history = "off"
queue = "steady"
pace = "impaired"
[run]
allocation = "sequential"
stop_on = "p_top"
)");
    CHECK(scenario.model.structure == Structure::mechanistic_phi);
    CHECK(scenario.model.fatality == FatalitySet::canberra);
    CHECK(scenario.model.decay == DecaySet::revealed);
    CHECK(scenario.model.inversion == Inversion::new_york);
    CHECK(scenario.model.history == History::off);
    CHECK(scenario.model.queue == QueueKind::steady);
    CHECK(scenario.model.pace == PaceKind::impaired);
    CHECK(scenario.run.allocation == Allocation::sequential);
    CHECK(scenario.run.stop_on == StopOn::p_top);
}

TEST_CASE("All semantic errors are reported at once, in the order of the file", "[inputs]") {
    const Folder folder;
    const auto found = folder.complaints(R"(schema = 2
nome = "x"
[city]
name = "Harbor"
streets = { source = "streets.gpkg", from = "a" }
areas = { source = "areas.gpkg", id = "id" }
incidents = { source = "deaths.csv", x = "lon", date = "d", years = [2024, 2021] }
[site]
booths = 0
[run]
draws = "many"
)");
    std::vector<std::string> places;
    for (const Complaint& one : found)
        places.push_back(one.where);
    CHECK(places == std::vector<std::string>{
                        "scenario.toml:1:1", "scenario.toml:1:10", "scenario.toml:2:1",
                        "scenario.toml:5:45", "scenario.toml:6:9", "scenario.toml:7:42",
                        "scenario.toml:7:69", "scenario.toml:9:10", "scenario.toml:11:9"});
    for (const Complaint& one : found)
        CHECK_FALSE(one.message.empty());
}

TEST_CASE("A value out of range is reported with key, range and value", "[inputs]") {
    const Folder folder;
    const auto found = folder.complaints(kGood + "[run]\ndraws = 0\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].text() == "scenario.toml:12:9: error: run.draws must be 2..500000, got 0 "
                             "(hint: remove it for the default, 200)");
}

TEST_CASE("Each wrong value is refused at its own place", "[inputs]") {
    const Folder folder;
    for (const char* line :
         {"[run]\ndraws = 1.5", "[run]\nseed = -1", "[run]\nindifference = nan",
          "[run]\nyears = 31", "[site]\nhours = \"Mon 8-9\"", "[site]\nroutes = []",
          "[site]\nroutes = [\"inject\", \"inject\"]", "[site]\nroutes = [\"injekt\"]",
          "[model]\ndecay = \"stted\"", "[model]\nwalk_limit = \"30\"", "[model]\nwalk_limit = 30",
          "[model]\noverrides = { a = \"b\" }", "[model]\noverrides = 3", "[site]\nbooths = true",
          "[run]\nseed = 2020-01-01"}) {
        INFO(line);
        const auto found = folder.complaints(kGood + line + "\n");
        REQUIRE(found.size() == 1);
        CHECK(found[0].where.starts_with("scenario.toml:12:"));
        const bool says_how =
            !found[0].hint.empty() || found[0].message.find("like") != std::string::npos;
        CHECK(says_how);
    }
}

TEST_CASE("Walking distance in rules is refused as not offered yet", "[inputs]") {
    const Folder folder;
    const auto found = folder.complaints(
        kGood +
        "[[rules]]\nname = \"a\"\naway_from = { source = \"areas.gpkg\" }\ndistance = \"5 m\"\n"
        "measure = \"walk\"\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].hint.find("not offered yet") != std::string::npos);
}

TEST_CASE("Keys that contradict each other are refused", "[inputs]") {
    const Folder folder;
    const auto one = [&](const std::string& text) {
        const auto found = folder.complaints(text);
        REQUIRE(found.size() == 1);
        return found[0].message;
    };
    CHECK(one(kGood + "grid = { spacing = \"400 m\" }\n") ==
          "candidates has both a layer and a grid");
    CHECK(one(replaced(kGood, "source = \"places.csv\"\nx = \"lon\"\ny = \"lat\"\n", "")) ==
          "candidates needs a layer or a grid");
    CHECK(one(replaced(kGood, "2024] }", "2024], holdout = [2024, 2025] }")).find("overlaps") !=
          std::string::npos);
    CHECK(one(replaced(kGood, "date = \"date\", ", "")).find("date column") != std::string::npos);
    CHECK(folder.complaints(replaced(kGood, "date = \"date\"", "area = \"tract\"")).empty());
}

TEST_CASE("Streets are a layer or an OpenStreetMap extract, and keys that do not fit are refused",
          "[inputs]") {
    const Folder folder;
    folder.files.write("city.osm.pbf", "");
    const auto with = [](const std::string& streets) {
        return replaced(kGood, "source = \"streets.gpkg\"", streets);
    };
    const Scenario osm = folder.read(with("osm = \"city.osm.pbf\""));
    CHECK(osm.streets.is_osm);
    CHECK(osm.streets.layer.source.filename() == "city.osm.pbf");
    const Scenario lines = folder.read(with(
        "source = \"streets.gpkg\", freeways = \"a = 1\", footways = \"a = 2\", bridges = \"b\", "
        "class = \"c\", oneway = \"d\", speed = \"e\", speed_unit = \"mph\", meet = "
        "\"crossings\""));
    CHECK_FALSE(lines.streets.is_osm);
    CHECK(lines.streets.freeways == "a = 1");
    CHECK(lines.streets.footways == "a = 2");
    CHECK(lines.streets.bridges == "b");
    CHECK(lines.streets.kind == "c");
    CHECK(lines.streets.oneway == "d");
    CHECK(lines.streets.speed == "e");
    CHECK((lines.streets.speed_in_mph && lines.streets.meet_at_crossings));

    const auto one = [&](const std::string& streets) {
        const auto found = folder.complaints(with(streets));
        REQUIRE(found.size() == 1);
        return found[0].message;
    };
    CHECK(one("layer = \"edges\"") == "city.streets needs a layer or an OpenStreetMap file");
    CHECK(one("source = \"streets.gpkg\", osm = \"city.osm.pbf\"").find("has both") !=
          std::string::npos);
    CHECK(one("source = \"city.osm.pbf\"").find("is an OpenStreetMap file") != std::string::npos);
    CHECK(one("osm = \"streets.gpkg\"") == "streets.gpkg is no .osm.pbf or .osm file");
    CHECK(one("osm = \"city.osm.pbf\", where = \"a = 1\"") ==
          "city.streets.where says nothing of an OpenStreetMap file");
    CHECK(one("source = \"streets.gpkg\", from = \"a\", to = \"b\", meet = \"crossings\"")
              .find("node columns") != std::string::npos);
    CHECK(folder.complaints(with("osm = \"city.osm.pbf\", layer = \"l\", from = \"a\"")).size() ==
          2);
}

TEST_CASE("The first syntax error is reported with line and column", "[inputs]") {
    const Folder folder;
    const auto found = folder.complaints("schema = 1\nname = \"x\n[city]\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].where == "scenario.toml:2:10");
    CHECK(folder.complaints("schema = 1\nschema = 1\n").size() == 1);
    CHECK(folder.complaints("a" + std::string(5000, '.') + "b = 1\n")[0].where ==
          "scenario.toml:1:1");
}

TEST_CASE("Sources are found in the data folder first, then beside the scenario", "[inputs]") {
    const Folder folder;
    const WrittenFiles data;
    data.write("streets.gpkg", "");
    const auto file = folder.files.write("scenario.toml", kGood);
    const Scenario scenario = read_scenario(file, data.folder());
    CHECK(scenario.streets.layer.source == data.folder() / "streets.gpkg");
    CHECK(scenario.areas.layer.source == folder.files.folder() / "areas.gpkg");
    const auto absolute =
        replaced(kGood, "streets.gpkg", (data.folder() / "streets.gpkg").string());
    CHECK(folder.read(absolute).streets.layer.source == data.folder() / "streets.gpkg");
    CHECK(folder.read(replaced(kGood, "streets.gpkg", "PG:dbname=x")).streets.layer.source ==
          "PG:dbname=x");
}

TEST_CASE("Missing sources are one resource error each, with the folders tried", "[inputs]") {
    const Folder folder;
    const auto found = folder.complaints(
        replaced(replaced(kGood, "areas.gpkg", "nix.gpkg"), "places.csv", "/nix/places.csv"),
        ErrorKind::resource);
    REQUIRE(found.size() == 2);
    CHECK(found[0].where == "scenario.toml:5:20");
    CHECK(found[0].message.find(folder.files.folder().string()) != std::string::npos);
    CHECK(found[0].hint.find("--data") != std::string::npos);
    CHECK(folder.complaints(replaced(kGood, "areas.gpkg", "https://x.org/a.gpkg"))[0].message.find(
              "web addresses") != std::string::npos);
}

TEST_CASE("A missing scenario is a resource error", "[inputs]") {
    const Folder folder;
    for (const auto& file : {folder.files.folder() / "nix.toml", folder.files.folder()})
        try {
            (void)read_scenario(file);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::resource);
        }
}

TEST_CASE("A cut or bent scenario is read or complained about, never worse", "[inputs]") {
    const Folder folder;
    const std::string whole = kGood + "[run]\ndraws = 20\n[model]\noverrides = { a = 1 }\n";
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        try {
            (void)parse_scenario(whole.substr(0, cut), folder.files.folder() / "scenario.toml");
        } catch (const Error& error) {
            CHECK(error.kind() != ErrorKind::internal);
        }
        std::string bent = whole;
        bent[cut] = static_cast<char>(bent[cut] ^ 0x11);
        try {
            (void)parse_scenario(bent, folder.files.folder() / "scenario.toml");
        } catch (const Error& error) {
            CHECK(error.kind() != ErrorKind::internal);
        }
    }
}

TEST_CASE("Arms have names of their own, sites, and hours and booths if they differ", "[inputs]") {
    const Folder folder;
    CHECK(folder.read(kGood).arms.empty());
    const Scenario scenario = folder.read(kGood + R"(
[[arm]]
name = "two, day and night"
sites = ["S01", "Heron Clinic"]
hours = "always"
booths = 20
[[arm]]
name = "nothing"
sites = []
)");
    REQUIRE(scenario.arms.size() == 2);
    CHECK(scenario.arms[0].name == "two, day and night");
    CHECK(scenario.arms[0].sites == std::vector<std::string>{"S01", "Heron Clinic"});
    CHECK(open_hours(scenario.arms[0].hours.value()) == Approx(168));
    CHECK(scenario.arms[0].booths == 20);
    CHECK(scenario.arms[1].sites.empty());
    CHECK_FALSE(scenario.arms[1].hours.has_value());
    CHECK_FALSE(scenario.arms[1].booths.has_value());
}

TEST_CASE("Names and notes are made visible where they are read", "[inputs]") {
    const Folder folder;
    const Scenario scenario = folder.read(
        "name = \"a\\u202Eb\"\nnote = \"c\\u001B[2Jd\"\n" +
        replaced(kGood, "\"Harbor\"", "\"Har\\u2066bor\"") +
        "[[rules]]\nname = \"r\\u200F\"\nauthority = \"by\\u009B\"\ndistance = \"10 m\"\n"
        "away_from = { source = \"places.csv\", x = \"lon\", y = \"lat\" }\n"
        "[[arm]]\nname = \"one\\ttwo\"\nsites = []\n");
    CHECK(scenario.name == "a\\u202eb");
    CHECK(scenario.note == "c\\u001b[2Jd");
    CHECK(scenario.city_name == "Har\\u2066bor");
    CHECK(scenario.rules.front().name == "r\\u200f");
    CHECK(scenario.rules.front().authority == "by\\u009b");
    CHECK(scenario.arms.front().name == "one two");
}

TEST_CASE("A value of 100,000 characters is quoted by its start", "[inputs]") {
    const Folder folder;
    const std::string endless(100'000, 'x');
    for (const std::string& text :
         {kGood + "[run]\nseed = \"" + endless + "\"\n", kGood + "[run]\n" + endless + " = 1\n",
          kGood + "[model]\nqueue = \"" + endless + "\"\n"}) {
        const auto complaints = folder.complaints(text);
        REQUIRE(complaints.size() == 1);
        CHECK(complaints.front().message.size() < 400);
    }
}

TEST_CASE("What is wrong with arms is reported arm by arm", "[inputs]") {
    const Folder folder;
    const auto complaints = folder.complaints(kGood + R"([[arm]]
sites = ["S01"]
[[arm]]
name = "one"
site = ["S01"]
[[arm]]
name = "one"
sites = ["S01", "S01"]
hours = "noon"
[[arm]]
name = ""
sites = []
)");
    std::string all;
    for (const Complaint& one : complaints)
        all += one.where + ": " + one.message + " (" + one.hint + ")\n";
    INFO(all);
    CHECK(complaints.size() == 7);
    for (const char* text :
         {"arm.name is missing", "unknown key arm.site", "did you mean \"sites\"?",
          "arm.sites is missing", "two arms are called \"one\"", "names nothing twice",
          "opening hours", "arm.name is empty"})
        CHECK(all.find(text) != std::string::npos);
}

} // namespace careshed::scenario_file_test
