// Whole cities from small files: permuted rows, what is dropped and why, and complaints a person
// can act on.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/city/build_city.hpp"
#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/city/small_city.hpp"
#include "tests/real_layers.hpp"

namespace careshed::build_city_test {

using careshed::test::SmallCity;

namespace {

std::string error_text(const Scenario& scenario) {
    try {
        (void)build_city(scenario);
    } catch (const Error& error) {
        REQUIRE(error.kind() == ErrorKind::input);
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    INFO(text << "\n  lacks: " << part);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

bool quotes(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

bool has_finding(const City& city, const std::string& part) {
    return std::ranges::any_of(city.findings, [&](const Finding& finding) {
        return finding.text.find(part) != std::string::npos;
    });
}

/// Every column of a city as text, so that cities can be compared and differences read.
std::string columns_of(const City& city) {
    std::string text;
    const auto add = [&](const auto&... values) { ((text += fmt::format("{} ", values)), ...); };
    for (const Point p : city.streets.nodes)
        add(p.x, p.y);
    for (const Edge& e : city.streets.edges)
        add(e.from, e.to, e.length_cm, e.first_shape, e.shape_size,
            static_cast<int>(e.traffic.kind), e.traffic.is_walkable, e.traffic.drives_along,
            e.traffic.drives_against);
    for (const Arc& a : city.streets.arcs)
        add(a.head, a.edge);
    for (const auto c : city.streets.component)
        add(c);
    for (const Area& a : city.areas) {
        add("\narea", a.id, a.stable, a.population, a.district, a.polygons.size());
        for (const Point p : a.polygons[0][0])
            add(p.x, p.y);
    }
    for (const std::string& d : city.districts)
        add("\ndistrict", d);
    for (const Group& g : city.groups)
        add("\ngroup", fmt::format("{}", fmt::join(g.labels, "+")));
    for (const Incident& i : city.incidents)
        add("\nincident", i.area, i.place ? i.place->edge : 999999U, i.place ? i.place->share : 0,
            i.point.x, i.point.y, i.count, i.year, i.fatal, i.held_out, i.group);
    for (const Station& s : city.stations)
        add("\nstation", s.id, s.place.edge, s.place.share, s.point.x, s.point.y, s.units);
    for (const Candidate& c : city.candidates)
        add("\ncandidate", c.id, c.stable, c.name, c.address, c.point.x, c.point.y, c.lon_lat.lon,
            c.lon_lat.lat, c.place.edge, c.place.share, c.off_street_cm,
            fmt::format("{}", fmt::join(c.merged, "+")));
    for (const RemovedCandidate& r : city.removed)
        add("\nremoved", r.name, r.reason, r.feature, r.distance_m);
    for (const Finding& f : city.findings)
        add("\nfinding", f.topic, f.text);
    return text;
}

} // namespace

TEST_CASE("A small city is read as it was drawn", "[city]") {
    SmallCity files;
    const City city = build_city(files.scenario());
    REQUIRE(city.streets.nodes.size() == 121);
    REQUIRE(city.streets.edges.size() == 220);
    REQUIRE(city.areas.size() == 4);
    REQUIRE(city.areas[0].id == "a1");
    REQUIRE(city.districts == std::vector<std::string>{"north", "south"});
    REQUIRE(city.incidents.size() == 40);
    REQUIRE(std::ranges::count_if(city.incidents, [](const Incident& i) { return i.held_out; }) ==
            8);
    REQUIRE(city.groups.size() == 2); // two of a, b and unknown are too rare to stand alone
    REQUIRE(city.stations.size() == 2);
    REQUIRE(city.candidates.size() == 5);
    std::set<std::string> ids;
    for (const Candidate& candidate : city.candidates)
        ids.insert(candidate.id);
    REQUIRE(ids == std::set<std::string>{"clinic-1", "clinic-2", "clinic-3", "clinic-4", "twin-a"});
}

TEST_CASE("Permuted input rows give an identical city in every column", "[city]") {
    SmallCity files;
    const std::string expected = columns_of(build_city(files.scenario()));
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        files.shuffle_rows(seed);
        REQUIRE(columns_of(build_city(files.scenario())) == expected);
    }
}

TEST_CASE("Candidates left out are named with the reason and the feature", "[city]") {
    SmallCity files;
    const City city = build_city(files.scenario());
    const auto removed = [&](const std::string& name) {
        const auto at = std::ranges::find(city.removed, name, &RemovedCandidate::name);
        REQUIRE(at != city.removed.end());
        return *at;
    };
    REQUIRE(removed("Beside School").reason == "away from schools");
    REQUIRE(removed("Beside School").feature == "Elm School");
    REQUIRE(removed("Beside School").distance_m == Approx(100).margin(0.05));
    REQUIRE(removed("In The Fields").reason == "off the street network");
    REQUIRE(removed("In The Fields").distance_m == Approx(350).margin(0.05));
    REQUIRE(removed("Beyond").reason == "outside the city's areas");
    REQUIRE(city.removed.size() == 3);
    REQUIRE(has_finding(city, "1 merged into another at the same address"));
}

TEST_CASE("A candidate's name shows control characters of its layer as escapes", "[city]") {
    SmallCity files;
    files.write("clinics.csv", fmt::format("name,address,lon,lat\nbell \x07 and \x1b[2J,,{}\n",
                                           files.lon_lat(100, 200)));
    const City city = build_city(files.scenario());
    REQUIRE(city.candidates.size() == 1);
    REQUIRE(city.candidates.front().name == "bell \\u0007 and \\u001b[2J");
}

TEST_CASE("Unusable rows are counted, and small counts are never reported", "[city]") {
    SmallCity files;
    const City city = build_city(files.scenario());
    REQUIRE(has_finding(city, "about 16 rows dropped: no coordinates"));
    REQUIRE(has_finding(city, "fewer than 11 rows without day dropped"));
    REQUIRE(has_finding(city, "about 16 of about 71 rows without report_date"));
    REQUIRE(has_finding(city, "fewer than 11 of about 71 rows without day"));
    REQUIRE(has_finding(city, "about 16 rows share their exact place"));
    REQUIRE(has_finding(city, "fewer than 11 rows dropped: more than 1,000 m outside"));
}

TEST_CASE("Swapped coordinates are recognised and distinguished from another city", "[city]") {
    SmallCity files;
    Scenario scenario = files.scenario();
    std::swap(scenario.incidents.layer.x, scenario.incidents.layer.y);
    REQUIRE(has(error_text(scenario), "coordinates look swapped"));
    scenario = files.scenario();
    std::swap(scenario.candidates.layer->x, scenario.candidates.layer->y);
    REQUIRE(has(error_text(scenario), "coordinates look swapped"));
    scenario = files.scenario();
    files.write("elsewhere.csv", "name,lon,lat\nOther,-70.5,20.1\n");
    scenario.stations.layer.source = files.path("elsewhere.csv");
    REQUIRE(has(error_text(scenario), "more than 200 km from the streets"));
}

TEST_CASE("A bad date names its row and column; every bad area is reported at once", "[city]") {
    SmallCity files;
    Scenario scenario = files.scenario();
    files.write("deaths.csv", "day,report_date,kind,lon,lat\n"
                              "2019-02-30,,a,-30.0,40.0\n04/05/2019,,a,-30.0,40.0\n");
    const std::string dates = error_text(scenario);
    REQUIRE(has(dates, "row 1"));
    REQUIRE(has(dates, "column \"day\" is not a date"));
    REQUIRE_FALSE(quotes(dates, "2019-02-30"));
    REQUIRE_FALSE(quotes(dates, "04/05/2019"));
    REQUIRE(has(dates, "row 2"));
    REQUIRE(has(dates, "year-month-day"));

    files.write_areas({{"a1", "-5", "north", files.box(-600, -600, 0, 600)},
                       {"a1", "many", "", files.box(0, -600, 600, 600)},
                       {"a3", "10", "south", files.bow_tie()}});
    const std::string areas = error_text(files.scenario());
    REQUIRE(has(areas, "-5 residents"));
    REQUIRE(has(areas, "id \"a1\""));
    REQUIRE(has(areas, "\"many\" is not a number"));
    REQUIRE(has(areas, "Self-intersection"));
    REQUIRE(has(areas, "makevalid"));
}

TEST_CASE("No error about incidents holds a value of a row", "[city]") {
    SmallCity files;
    const Scenario scenario = files.scenario();
    const std::string title = "day,report_date,kind,lon,lat\n";
    for (const std::string& rows :
         {title + "2019-31-17,,a,-30.0,40.0\n", title + "2019-03-17,,a,-30.0,forty7317\n",
          title + "2019-03-17,,a,-230.7317,40.0\n", title + "2019-03-17,,a,-30.0,-187.7317\n",
          title + "2019-03-17,,a,nan7317,40.0\n", title + "2019-03-17,,a,173170000,40.0\n",
          std::string("2019-03-17,,a7317,-30.7317,40.7317\n2019-03-17,,a,-30.0,40.0\n")}) {
        files.write("deaths.csv", rows);
        const std::string said = error_text(scenario);
        CHECK(has(said, "deaths.csv"));
        for (const char* const value : {"7317", "2019-03-17", "2019-31-17", "1.7e", "2e+08"})
            CHECK_FALSE(quotes(said, value));
    }
}

TEST_CASE("When the rules leave nothing the strictest is named", "[city]") {
    SmallCity files;
    Scenario scenario = files.scenario();
    scenario.rules[0].distance = Metres(5000);
    const std::string text = error_text(scenario);
    REQUIRE(has(text, "the rules leave no candidate"));
    REQUIRE(has(text, "\"away from schools\" removed most: 6"));
}

TEST_CASE("A candidate that only a cut-off street reaches is not on the network", "[city]") {
    SmallCity files;
    files.write("clinics.csv",
                fmt::format("name,address,lon,lat\nIsland,,{}\n", files.lon_lat(500, 550)));
    files.write_streets(/*with_island=*/true);
    const std::string text = error_text(files.scenario());
    REQUIRE(has(text, "no candidate stands within 200 m of the main street network"));
}

TEST_CASE("Area counts need no coordinates", "[city]") {
    SmallCity files;
    files.write("counts.csv", "tract,deaths,kind\na1,12,a\na2,30,a\na9,11,b\n");
    Scenario scenario = files.scenario();
    scenario.incidents = {};
    scenario.incidents.layer.source = files.path("counts.csv");
    scenario.incidents.area = "tract";
    scenario.incidents.count = "deaths";
    scenario.incidents.years = {2018, 2019};
    const City city = build_city(scenario);
    REQUIRE(city.incidents.size() == 2);
    REQUIRE(city.incidents[0].area == 0);
    REQUIRE(city.incidents[0].count == 12);
    REQUIRE_FALSE(city.incidents[0].place);
    REQUIRE(has_finding(city, "about 38 deaths used, 2018 to 2019 (19.0 a year)"));
}

TEST_CASE("A grid of candidates lies on streets inside the areas", "[city]") {
    SmallCity files;
    Scenario scenario = files.scenario();
    scenario.candidates.layer.reset();
    scenario.candidates.grid_spacing = Metres(200);
    scenario.rules.clear();
    const City city = build_city(scenario);
    // 7 x 7 points; those 100 m off the outer streets still reach them, the four corners do not.
    REQUIRE(city.candidates.size() == 45);
    for (const Candidate& candidate : city.candidates) {
        REQUIRE(candidate.off_street_cm == 0);
        REQUIRE(distance_cm(candidate.point, point_of(city.streets, candidate.place)) <= 1);
    }
}

TEST_CASE("Chicago is read with the counts of its README", "[city][real]") {
    const auto data = test::real_layers("chicago");
    if (!data)
        return;
    const City city = build_city(read_scenario(
        std::filesystem::path(CARESHED_SOURCE_DIR) / "scenarios/chicago/scenario.toml", *data));
    REQUIRE(city.streets.edges.size() == 42536);
    REQUIRE(has_finding(city, "789 of 23,567 nodes are off the main network"));
    REQUIRE(has_finding(city, "about 49 of about 7,551 rows without incident_date"));
    REQUIRE(has_finding(city, "about 3,096 deaths used, 2016 to 2019 (774.0 a year)"));
    REQUIRE(city.stations.size() == 92);
    REQUIRE(city.districts.size() == 77);
    REQUIRE(city.candidates.size() == 248);
    for (const RemovedCandidate& removed : city.removed)
        if (!removed.feature.empty())
            REQUIRE(removed.distance_m <= 304.8);
}

TEST_CASE("Few dropped deaths do not follow from the rows that were read", "[city]") {
    const SmallCity town;
    const City city = build_city(town.scenario());
    // 3 rows without a date and 2 far outside are "fewer than 11": no other count is exact either.
    CHECK(has_finding(city, "fewer than 11 rows without day dropped"));
    CHECK(has_finding(city, "at least "));
    for (const Finding& finding : city.findings)
        CHECK(finding.text.find("68 rows read") == std::string::npos);
}

} // namespace careshed::build_city_test
