#include "engine/population/people.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>

#include "engine/city/area_middle.hpp"
#include "engine/city/build_city.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/population/smooth.hpp"
#include "engine/population/spatial_prior.hpp"
#include "engine/population/street_pieces.hpp"
#include "tests/engine/city/small_city.hpp"

namespace careshed::people_test {

using namespace careshed::test;

namespace {

People people_of(const City& city, std::size_t rows, std::uint64_t seed) {
    return synthesise_people(city, smooth_incidence(city).means, rows, seed);
}

constexpr std::size_t kRows = 8000;

/// Metres that a place lies outside the box of its area in the small city (0 inside).
double metres_outside(const City& city, std::uint32_t area, Place place) {
    // Boxes as small_city.hpp draws them: west, south, east, north.
    const std::map<std::string, std::array<double, 4>> boxes{{"a1", {-600, 0, 0, 600}},
                                                             {"a2", {0, 0, 600, 600}},
                                                             {"a3", {-600, -1000, 0, 0}},
                                                             {"a4", {0, -600, 600, 0}}};
    const auto [west, south, east, north] = boxes.at(city.areas[area].id);
    const Point point = point_of(city.streets, place);
    const double x = point.x / 100.0, y = point.y / 100.0;
    return std::max({west - x, x - east, south - y, y - north, 0.0});
}

void check_same(const People& a, const People& b) {
    CHECK(a.id == b.id);
    CHECK(a.area == b.area);
    CHECK(a.private_place == b.private_place);
    CHECK(a.public_place == b.public_place);
    CHECK(a.group == b.group);
    CHECK(a.first_of_area == b.first_of_area);
}

} // namespace

TEST_CASE("People of an area live along its own streets", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, kRows, 1);
    REQUIRE(people.first_of_area.size() == city.areas.size() + 1);
    // A piece of street belongs to the area of its middle: half of 25 m may lie beyond.
    for (std::size_t i = 0; i < people.size(); ++i) {
        CHECK(metres_outside(city, people.area[i], people.private_place[i]) <= 12.6);
        CHECK(metres_outside(city, people.area[i], people.public_place[i]) <= 12.6);
    }
}

TEST_CASE("Streets of an area get people in proportion to their length", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, kRows, 1);
    const auto pieces = pieces_by_area(city);
    for (std::uint32_t a = 0; a < city.areas.size(); ++a) {
        std::map<std::uint32_t, double> length, found;
        double all = 0, rows = 0;
        for (const StreetPiece& piece : pieces[a]) {
            length[piece.edge] += piece.length_cm;
            all += piece.length_cm;
        }
        for (std::uint32_t i = people.first_of_area[a]; i < people.first_of_area[a + 1]; ++i) {
            ++found[people.private_place[i].edge];
            ++rows;
        }
        REQUIRE(rows > 100);
        double in_streets = 0;
        for (const auto& [edge, cm] : length) {
            const double share = cm / all;
            const double error = std::sqrt(rows * share * (1 - share));
            INFO("area " << city.areas[a].id << ", edge " << edge);
            CHECK(std::abs(found[edge] - rows * share) < 4 * error);
            in_streets += found[edge];
        }
        CHECK(in_streets == rows);
    }
}

TEST_CASE("Along one street people are spread evenly", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, kRows, 1);
    std::vector<double> tenths(10, 0.0);
    for (const auto* places : {&people.private_place, &people.public_place})
        for (const Place place : *places)
            ++tenths[static_cast<std::size_t>(place.share / 6553.6)];
    const double all = 2.0 * static_cast<double>(people.size());
    for (const double count : tenths)
        CHECK(std::abs(count - all / 10) < 4 * std::sqrt(all * 0.09));
}

TEST_CASE("Where people live is independent of where they use in public", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, kRows, 1);
    const auto east = [&](Place place) { return point_of(city.streets, place).x / 60000.0; };
    // Neither a person's own home nor a neighbour's, within each area.
    for (std::size_t a = 0; a < city.areas.size(); ++a)
        for (std::uint32_t lag = 0; lag < 6; ++lag) {
            double xy = 0, x = 0, y = 0, xx = 0, yy = 0, n = 0;
            for (std::uint32_t i = people.first_of_area[a]; i + lag < people.first_of_area[a + 1];
                 ++i, ++n) {
                const double home = east(people.private_place[i + lag]);
                const double place = east(people.public_place[i]);
                x += home, y += place, xy += home * place, xx += home * home, yy += place * place;
            }
            const double spread = std::sqrt((xx - x * x / n) * (yy - y * y / n));
            INFO("area " << a << ", lag " << lag);
            CHECK(std::abs((xy - x * y / n) / spread) < 4 / std::sqrt(n));
        }
}

TEST_CASE("Pieces of street hold the length of the main network once", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    std::map<std::uint32_t, double> of_edge;
    for (const auto& area : pieces_by_area(city))
        for (const StreetPiece& piece : area) {
            CHECK(piece.length_cm <= 2500);
            CHECK(piece.from < piece.to);
            of_edge[piece.edge] += piece.length_cm;
        }
    for (const auto& [edge, cm] : of_edge) // whole centimetres a piece
        CHECK(std::abs(cm - city.streets.edges[edge].length_cm) <= 4);
    CHECK(of_edge.size() == city.streets.edges.size());
}

TEST_CASE("More people in all change none of those who were there", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People few = people_of(city, 1000, 1);
    const People many = people_of(city, 1300, 1);
    REQUIRE(many.size() > few.size());
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        const std::uint32_t rows = few.first_of_area[a + 1] - few.first_of_area[a];
        REQUIRE(many.first_of_area[a + 1] - many.first_of_area[a] >= rows);
        for (std::uint32_t n = 0; n < rows; ++n) {
            const std::uint32_t i = few.first_of_area[a] + n, k = many.first_of_area[a] + n;
            CHECK(few.id[i] == many.id[k]);
            CHECK(few.private_place[i] == many.private_place[k]);
            CHECK(few.public_place[i] == many.public_place[k]);
            CHECK(few.group[i] == many.group[k]);
        }
    }
}

TEST_CASE("Rows of the input files in another order give the same people", "[people]") {
    SmallCity files;
    const People people = people_of(build_city(files.scenario()), kRows, 1);
    for (const std::uint64_t seed : {1U, 2U}) {
        files.shuffle_rows(seed);
        check_same(people, people_of(build_city(files.scenario()), kRows, 1));
    }
}

TEST_CASE("Another seed gives other people", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    CHECK(people_of(city, 200, 1).private_place != people_of(city, 200, 2).private_place);
    CHECK(people_of(city, 200, 1).id == people_of(city, 200, 2).id);
}

TEST_CASE("Ids are of the area and the member and never repeat", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, kRows, 1);
    std::map<std::uint64_t, int> seen;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::uint32_t a = people.area[i];
        const auto member = static_cast<std::uint32_t>(i - people.first_of_area[a]);
        CHECK(people.id[i] == member_id(city.areas[a].stable, member));
        CHECK(++seen[people.id[i]] == 1);
    }
}

TEST_CASE("Rows follow the geometric middle of residents and deaths", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, kRows, 1);
    const std::vector<double> deaths = smooth_incidence(city).means;
    std::vector<double> share;
    double all = 0;
    for (std::size_t a = 0; a < deaths.size(); ++a) {
        share.push_back(std::sqrt(city.areas[a].population * deaths[a]));
        all += share.back();
    }
    for (std::size_t a = 0; a < share.size(); ++a) {
        const double rows = people.first_of_area[a + 1] - people.first_of_area[a];
        CHECK(std::abs(rows - static_cast<double>(kRows) * share[a] / all) <= 1);
    }
}

TEST_CASE("Groups follow a district's larger cells and the city's mix for the rest", "[people]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const People people = people_of(city, 20000, 1);
    std::vector<double> of_city(city.groups.size(), 0.0);
    std::vector<std::vector<double>> own(city.districts.size(), of_city);
    std::vector<double> deaths(city.districts.size(), 0.0);
    double recorded = 0;
    for (const Incident& incident : city.incidents)
        if (incident.fatal && !incident.held_out) {
            const std::uint32_t district = city.areas[incident.area].district;
            ++own[district][incident.group];
            ++deaths[district];
            ++of_city[incident.group];
            ++recorded;
        }
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        const std::uint32_t d = city.areas[a].district;
        std::vector<double> weight;
        double sum = 0;
        for (std::size_t g = 0; g < city.groups.size(); ++g) {
            const double elsewhere = of_city[g] / recorded;
            // 20 records of the city's mix are the prior; cells of 1 to 10 are not used.
            weight.push_back((own[d][g] >= 11 ? own[d][g] : deaths[d] * elsewhere) +
                             20 * elsewhere);
            sum += weight.back();
        }
        const double rows = people.first_of_area[a + 1] - people.first_of_area[a];
        for (std::size_t g = 0; g < city.groups.size(); ++g) {
            const double share = weight[g] / sum;
            double found = 0;
            for (std::uint32_t i = people.first_of_area[a]; i < people.first_of_area[a + 1]; ++i)
                found += people.group[i] == g;
            const double error = std::sqrt(rows * share * (1 - share));
            CHECK(std::abs(found - rows * share) <= 4 * error + 1e-9);
        }
    }
}

TEST_CASE("Placing people stops at its next step once a signal has come", "[people][interrupt]") {
    const SmallCity files;
    const City city = build_city(files.scenario());
    const std::vector<double> deaths = smooth_incidence(city).means;
    const auto is_stopped = [](const std::function<void()>& stage) {
        const InterruptWatch watch;
        std::raise(SIGHUP);
        try {
            stage();
        } catch (const Error& error) {
            return error.kind() == ErrorKind::interrupted;
        }
        return false;
    };
    CHECK(is_stopped([&] { (void)smooth_incidence(city); }));
    CHECK(is_stopped([&] { (void)pieces_by_area(city); }));
    CHECK(is_stopped([&] { (void)synthesise_people(city, deaths, kRows, 1); }));
    CHECK(is_stopped([&] { (void)AreaOrder(middles_of(city.areas)); }));
}

} // namespace careshed::people_test
