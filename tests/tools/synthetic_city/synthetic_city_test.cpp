// What the synthetic cities promise: the same bytes as those checked in, exact symmetry where it is
// claimed, a clear best site in harbor, and nothing that could be taken for a real place.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"
#include "tools/synthetic_city/made_up_coordinates.hpp"
#include "tools/synthetic_city/synthetic_city.hpp"
#include "tools/synthetic_city/terrain.hpp"
#include "tools/synthetic_city/truth_uptake.hpp"
#include "tools/synthetic_city/truth_walks.hpp"

namespace careshed::synthetic_city_test {

using namespace careshed::synthetic;

namespace {

const std::array<std::string, 3> kCities = {"harbor", "harbor-twins", "harbor-flat"};

const SyntheticCity& city(const std::string& name) {
    static std::map<std::string, SyntheticCity> made;
    if (!made.contains(name))
        made.emplace(name, make_city(plan_of(name, {}), 1));
    return made.at(name);
}

const std::vector<truth::SiteTruth>& truths(const std::string& name) {
    static std::map<std::string, std::vector<truth::SiteTruth>> found;
    if (!found.contains(name)) {
        const SyntheticCity& c = city(name);
        found.emplace(name, truth::true_effects(c.plan, c.streets, c.pieces, c.places));
    }
    return found.at(name);
}

/// Legal sites' effects under the stated decay, best first.
std::vector<double> legal_effects(const std::string& name) {
    std::vector<double> effects;
    for (const truth::SiteTruth& site : truths(name))
        if (site.is_clear_of_schools)
            effects.push_back(site.stated.deaths_averted);
    std::sort(effects.rbegin(), effects.rend());
    return effects;
}

using Written = std::pair<std::int64_t, std::int64_t>;
Written written(Spot spot) {
    const DegreesE7 degrees = degrees_of(spot);
    return {degrees.lon, degrees.lat};
}
Written mirrored(Written place) { return {-2 * 300000000LL - place.first, place.second}; }

} // namespace

TEST_CASE("Making a city again gives the checked-in bytes", "[synthetic]") {
    const std::string name = GENERATE("harbor", "harbor-twins", "harbor-flat");
    const std::filesystem::path folder =
        std::filesystem::path(CARESHED_SOURCE_DIR) / "scenarios" / name;
    std::size_t size = 0;
    for (const CityFile& file : city_files(city(name))) {
        INFO(name << "/" << file.name);
        CHECK((read_file(folder / file.name) == file.bytes)); // never print a megabyte
        size += file.bytes.size();
    }
    CHECK(size < 1'500'000);
}

TEST_CASE("Another seed makes other streets and other deaths", "[synthetic]") {
    const std::vector<CityFile> one = city_files(city("harbor"));
    const std::vector<CityFile> two = city_files(make_city(plan_of("harbor", {}), 2));
    REQUIRE(one.size() == two.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        INFO(one[i].name);
        CHECK((one[i].bytes != two[i].bytes));
    }
}

TEST_CASE("Every file of a city says that it is synthetic", "[synthetic]") {
    for (const std::string& name : kCities)
        for (const CityFile& file : city_files(city(name))) {
            INFO(name << "/" << file.name);
            CHECK((file.name.starts_with("synthetic_") ||
                   file.bytes.find("synthetic") != std::string::npos));
        }
}

TEST_CASE("A synthetic city lies in the middle of the Atlantic Ocean", "[synthetic]") {
    for (const std::string& name : kCities)
        for (const Spot corner : city(name).streets.corners) {
            const Written place = written(corner);
            REQUIRE(std::abs(place.first + 300000000) < 2'000'000);
            REQUIRE(std::abs(place.second - 400000000) < 2'000'000);
        }
}

TEST_CASE("Degrees are written so that metres come back on the ellipsoid", "[synthetic]") {
    // 1 km east and 1 km north of 40 N: degrees from the radii of curvature of WGS 84.
    const double a = 6378137, e2 = 0.00669437999014, phi = 40 * 3.141592653589793 / 180;
    const double s = std::sin(phi), w = std::sqrt(1 - e2 * s * s);
    const double east = 180 / 3.141592653589793 * 1000 / (a / w * std::cos(phi));
    const double north = 180 / 3.141592653589793 * 1000 / (a * (1 - e2) / (w * w * w));
    CHECK(written({1000, 0}).first == -300000000 + std::llround(east * 1e7));
    CHECK(std::abs(written({0, 1000}).second - 400000000 - std::llround(north * 1e7)) <= 8);
    CHECK(degrees_text(-300000001) == "-30.0000001");
    CHECK(degrees_text(5) == "0.0000005");
}

TEST_CASE("Residents and deaths of the pieces add up to the plan's", "[synthetic]") {
    for (const std::string& name : kCities) {
        const SyntheticCity& c = city(name);
        double residents = 0, deaths = 0, metres = 0, street_metres = 0;
        for (const Piece& piece : c.pieces) {
            residents += piece.residents;
            deaths += piece.deaths_a_year;
            metres += piece.length;
            CHECK(piece.length <= 20);
        }
        for (const Street& street : c.streets.streets)
            street_metres += street.length;
        CHECK(residents == Approx(c.plan.residents));
        CHECK(deaths == Approx(c.plan.deaths_a_year));
        CHECK(metres == Approx(street_metres));
        long published = 0;
        for (const MadeUpArea& area : c.areas)
            published += area.residents;
        CHECK(std::abs(static_cast<double>(published) - c.plan.residents) <
              static_cast<double>(c.areas.size()) / 2);
    }
}

TEST_CASE("Recorded deaths are as many as the intensity says", "[synthetic]") {
    for (const std::string& name : kCities) {
        const SyntheticCity& c = city(name);
        const double expected = 5 * c.plan.deaths_a_year;
        // Twins count in pairs, which doubles the variance.
        const double sd = std::sqrt(expected * (c.plan.mirrored ? 2 : 1));
        CHECK(std::abs(static_cast<double>(c.deaths.size()) - expected) < 4 * sd);
        CHECK(c.deaths.front().date >= "2021-01-01");
        CHECK(c.deaths.back().date <= "2025-12-31");
    }
}

TEST_CASE("Deaths gather in the first hot spot as its share says", "[synthetic]") {
    const SyntheticCity& c = city("harbor");
    const Disc middle{c.plan.hot_spots[0].centre, 500};
    double expected = 0, recorded = 0;
    for (const Piece& piece : c.pieces)
        if (distance(piece.middle, middle.centre) < middle.radius)
            expected += 5 * piece.deaths_a_year;
    for (const MadeUpDeath& death : c.deaths)
        recorded += distance(death.spot, middle.centre) < middle.radius;
    REQUIRE(expected > 50);
    CHECK(std::abs(recorded - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("One whole of streets, with small pieces apart", "[synthetic]") {
    const SyntheticCity& c = city("harbor");
    PlaceOnStreet origin;
    const truth::WalkField walk(c.streets, truth::neighbours_of(c.streets), {origin}, 1e9);
    std::size_t apart = 0;
    for (std::uint32_t row = 0; row < c.streets.streets.size(); ++row)
        if (!std::isfinite(walk.at(row, 0))) {
            ++apart;
            CHECK_FALSE(c.streets.streets[row].has_homes);
        }
    CHECK(apart == 16); // four squares of paths: an islet and three parks
}

TEST_CASE("Only the two bridges cross the river", "[synthetic]") {
    const SyntheticCity& c = city("harbor");
    std::vector<std::string> crossings;
    for (const Street& street : c.streets.streets)
        if (is_across_river(c.plan, c.streets.corners[street.from], c.streets.corners[street.to]))
            crossings.push_back(street.name);
    CHECK(crossings == std::vector<std::string>{"Synthetic Bridge 1", "Synthetic Bridge 2"});
}

TEST_CASE("The school rule removes the three services beside a school, and only them",
          "[synthetic]") {
    const SyntheticCity& c = city("harbor");
    for (std::size_t i = 0; i < c.plan.services.size(); ++i) {
        INFO(c.plan.services[i].name);
        CHECK(is_clear_of_schools(c.places.services[i], c.places.schools) !=
              c.plan.services[i].beside_school);
        // No decision is near the line: a metre of projection error cannot turn it.
        for (const PlaceOnStreet& school : c.places.schools)
            CHECK(std::abs(distance(school.spot, c.places.services[i].spot) - kSchoolDistance) > 5);
    }
}

TEST_CASE("Harbor's best legal site leads the second by more than a quarter", "[synthetic]") {
    const std::vector<double> effects = legal_effects("harbor");
    REQUIRE(effects.size() >= 12);
    CHECK(effects[0] > 1.25 * effects[1]);
    CHECK(truths("harbor")[0].stated.deaths_averted == effects[0]);
    CHECK(truths("harbor")[0].site->name == "Lantern Street Clinic (synthetic)");
}

TEST_CASE("Harbor's recorded deaths point to the same best site", "[synthetic]") {
    const SyntheticCity& c = city("harbor");
    std::vector<double> scores;
    for (const truth::SiteTruth& site : truths("harbor")) {
        if (!site.is_clear_of_schools)
            continue;
        double score = 0; // straight line x 1.3, as a plain map would do
        for (const MadeUpDeath& death : c.deaths)
            if (death.date < "2025")
                score += truth::willingness(truth::Decay::stated,
                                            1.3 * distance(death.spot, site.site->spot) / 1000);
        scores.push_back(score);
    }
    const double best = scores.front();
    std::sort(scores.rbegin(), scores.rend());
    CHECK(best == scores[0]);
    CHECK(scores[0] > 1.25 * scores[1]);
}

TEST_CASE("The twins' west is the mirror image of the east, as written", "[synthetic]") {
    const SyntheticCity& c = city("harbor-twins");
    SECTION("streets") {
        std::multiset<std::vector<Written>> streets, images;
        for (const Street& street : c.streets.streets) {
            std::vector<Written> shape, image;
            for (const Spot spot : street.shape) {
                shape.push_back(written(spot));
                image.push_back(mirrored(shape.back()));
            }
            std::sort(shape.begin(), shape.end());
            std::sort(image.begin(), image.end());
            streets.insert(shape);
            images.insert(image);
        }
        CHECK((streets == images));
    }
    SECTION("areas with residents and districts") {
        std::set<std::tuple<Written, Written, long>> areas, images;
        std::map<std::string, std::set<std::string>> partners;
        std::map<Written, std::string> district_at;
        for (const MadeUpArea& area : c.areas) {
            const Written sw = written(area.south_west), ne = written(area.north_east);
            const Written se = written({area.north_east.x, area.south_west.y});
            const Written nw = written({area.south_west.x, area.north_east.y});
            areas.insert({sw, ne, area.residents});
            images.insert({mirrored(se), mirrored(nw), area.residents});
            district_at[sw] = area.district;
        }
        CHECK((areas == images));
        for (const MadeUpArea& area : c.areas) {
            const Written se = written({area.north_east.x, area.south_west.y});
            partners[area.district].insert(district_at.at(mirrored(se)));
        }
        for (const auto& [district, others] : partners)
            CHECK(others.size() == 1);
    }
    SECTION("deaths, with date and groups") {
        std::multiset<std::tuple<Written, std::string, std::string, std::string>> deaths, images;
        for (const MadeUpDeath& death : c.deaths) {
            const Written place = written(death.spot);
            deaths.insert({place, death.date, death.sex, death.community});
            images.insert({mirrored(place), death.date, death.sex, death.community});
        }
        CHECK((deaths == images));
    }
    SECTION("stations and services") {
        std::set<Written> places, images;
        for (const auto* list : {&c.places.stations, &c.places.services})
            for (const PlaceOnStreet& place : *list) {
                places.insert(written(place.spot));
                images.insert(mirrored(written(place.spot)));
            }
        CHECK(places.size() == 10);
        CHECK((places == images));
    }
}

TEST_CASE("Twins do the same good, and more than the other pairs", "[synthetic]") {
    const std::vector<truth::SiteTruth>& sites = truths("harbor-twins");
    REQUIRE(sites.size() == 6);
    for (std::size_t pair = 0; pair < 6; pair += 2) {
        CHECK(truth_number(sites[pair].stated.deaths_averted) ==
              truth_number(sites[pair + 1].stated.deaths_averted));
        CHECK(truth_number(sites[pair].revealed.deaths_averted) ==
              truth_number(sites[pair + 1].revealed.deaths_averted));
    }
    CHECK(sites[0].stated.deaths_averted > 1.2 * sites[2].stated.deaths_averted);
}

TEST_CASE("Harbor Flat's four sites do the same good, but its deaths are not symmetric",
          "[synthetic]") {
    const std::vector<truth::SiteTruth>& sites = truths("harbor-flat");
    REQUIRE(sites.size() == 4);
    for (const truth::SiteTruth& site : sites)
        CHECK(truth_number(site.stated.deaths_averted) ==
              truth_number(sites[0].stated.deaths_averted));
    std::set<Written> places, images;
    for (const MadeUpDeath& death : city("harbor-flat").deaths) {
        places.insert(written(death.spot));
        images.insert(mirrored(written(death.spot)));
    }
    CHECK((places != images));
}

TEST_CASE("A quarter turn maps Harbor Flat's streets, areas and stations onto themselves",
          "[synthetic]") {
    const SyntheticCity& c = city("harbor-flat");
    using Metres = std::pair<long, long>;
    const auto metres = [](Spot s) { return Metres{std::lround(s.x), std::lround(s.y)}; };
    const auto turned = [](Spot s) { return Spot{-s.y, s.x}; };
    std::set<std::pair<Metres, Metres>> streets, turned_streets;
    for (const Street& street : c.streets.streets) {
        const Spot a = street.shape.front(), b = street.shape.back();
        streets.insert(std::minmax(metres(a), metres(b)));
        turned_streets.insert(std::minmax(metres(turned(a)), metres(turned(b))));
    }
    CHECK((streets == turned_streets));
    std::set<std::pair<Metres, long>> areas, turned_areas; // by their middle
    for (const MadeUpArea& area : c.areas) {
        const Spot middle{(area.south_west.x + area.north_east.x) / 2,
                          (area.south_west.y + area.north_east.y) / 2};
        areas.insert({metres(middle), area.residents});
        turned_areas.insert({metres(turned(middle)), area.residents});
    }
    CHECK((areas == turned_areas));
    std::set<Metres> stations, turned_stations;
    for (const PlaceOnStreet& station : c.places.stations) {
        stations.insert(metres(station.spot));
        turned_stations.insert(metres(turned(station.spot)));
    }
    CHECK((stations == turned_stations));
}

TEST_CASE("A city grows with its residents at the same density", "[synthetic]") {
    const SyntheticCity large = make_city(plan_of("harbor", 920000), 1);
    const double ratio = static_cast<double>(large.streets.corners.size()) /
                         static_cast<double>(city("harbor").streets.corners.size());
    CHECK(ratio == Approx(4).epsilon(0.1));
    CHECK(large.plan.deaths_a_year == Approx(720));
    CHECK(make_city(plan_of("harbor", 10000), 1).streets.corners.size() > 80);
}

TEST_CASE("A plan that does not exist is refused with the ones that do", "[synthetic]") {
    CHECK_THROWS_AS(plan_of("harbour", {}), Error);
    CHECK_THROWS_AS(plan_of("harbor", 9999), Error);
    CHECK_THROWS_AS(plan_of("harbor", 10000001), Error);
    CHECK_NOTHROW(plan_of("harbor", 10000));
}

} // namespace careshed::synthetic_city_test
