// Room left by siting rules, in the city and in its hot spots: exact shares on one street, and
// what must hold between the rows on random maps.
#include "engine/city/build_city.hpp"
#include "engine/outcomes/legal_space.hpp"

#include <catch2/catch.hpp>

#include "engine/outcomes/hot_spots.hpp"
#include "tests/engine/city/small_city.hpp"
#include "tests/engine/outcomes/ruled_streets.hpp"

namespace careshed::legal_space_test {

using namespace careshed::test;

namespace {

LegalSpace space_left(const City& city, std::span<const Rule> rules, int threads = 1) {
    const auto pieces = pieces_by_area(city);
    std::vector<double> deaths(city.areas.size(), 0.0);
    for (const Incident& incident : city.incidents)
        deaths[incident.area] += incident.count;
    return legal_space(city, rules, {pieces, deaths}, Threads{threads});
}

/// Shares allowed by one rule alone.
StreetShares allowed(const City& city, const Rule& rule) {
    return space_left(city, {&rule, 1}).rows[0].city.allowed;
}

} // namespace

TEST_CASE("100 m from a point on a straight street forbids 200 m of it, straight and walked",
          "[legal_space]") {
    const City city = one_street();
    const Rule rule = keep_from(100, {{50'000, 0}});
    const LegalSpace space = space_left(city, {&rule, 1});
    CHECK(space.street_km == 1);
    REQUIRE(space.rows.size() == 2);
    for (const LegalSpace::Row& row : space.rows) { // one rule and all rules are the same
        CHECK(row.city.allowed.straight == Approx(0.8).margin(kExact));
        CHECK(row.city.allowed.walked == Approx(0.8).margin(kExact));
        CHECK(row.city.freed.straight == Approx(0.2).margin(kExact));
        CHECK(row.city.freed.walked == Approx(0.2).margin(kExact));
    }
    CHECK(space.rows[0].rule == "rule");
    CHECK(space.rows[1].rule.empty());
}

TEST_CASE("A street is walked along beyond the areas, but counts for nothing there",
          "[legal_space]") {
    City city = one_street();
    city.areas = {square_area("west half", {-100, -100}, {50'000, 100})};
    const Rule rule = keep_from(100, {{55'000, 0}});
    const LegalSpace space = space_left(city, {&rule, 1});
    CHECK(space.street_km == 0.5);
    CHECK(space.rows[0].city.allowed.straight == Approx(0.9).margin(kExact));
    CHECK(space.rows[0].city.allowed.walked == Approx(0.9).margin(kExact));
}

TEST_CASE("Streets that cannot be walked to from the main network take no part", "[legal_space]") {
    const Streets banks = build_network({{"", "", {{0, 0}, {100'000, 0}}, {}},
                                         {"", "", {{0, 10'000}, {50'000, 10'000}}, {}}})
                              .streets;
    const Rule rule = keep_from(200, {{25'000, 10'000}});
    const LegalSpace space = space_left(city_of(banks), {&rule, 1});
    CHECK(space.street_km == 1);
    CHECK(space.rows[0].city.allowed.straight < 1);
}

TEST_CASE("Where rules overlap, giving up one frees only what no other forbids", "[legal_space]") {
    const City city = one_street();
    std::vector<Rule> rules;
    rules.push_back(keep_from(100, {{40'000, 0}}, "schools")); // 300 m to 500 m
    rules.push_back(keep_from(100, {{50'000, 0}}, "parks"));   // 400 m to 600 m
    const LegalSpace space = space_left(city, rules);
    REQUIRE(space.rows.size() == 3);
    for (const std::size_t r : {0U, 1U}) {
        CHECK(space.rows[r].city.allowed.straight == Approx(0.8).margin(kExact));
        CHECK(space.rows[r].city.freed.straight == Approx(0.1).margin(kExact));
        CHECK(space.rows[r].city.freed.walked == Approx(0.1).margin(kExact));
    }
    CHECK(space.rows[2].city.allowed.straight == Approx(0.7).margin(kExact));
    CHECK(space.rows[2].city.freed.straight == Approx(0.3).margin(kExact));
}

TEST_CASE("Without a rule, or with a rule that meets no feature, everything is allowed",
          "[legal_space]") {
    const City city = one_street();
    const LegalSpace none = space_left(city, {});
    REQUIRE(none.rows.size() == 1);
    CHECK(none.rows[0].city.allowed.straight == 1);
    CHECK(none.rows[0].city.freed.walked == 0);
    CHECK(allowed(city, keep_from(100, {})).walked == 1);
    CHECK(allowed(city, keep_from(100, {{50'000, 500'000}})).straight == 1);
}

namespace {

/// The street in quarters of 250 m, with deaths recorded in each.
City four_quarters(const std::vector<double>& deaths) {
    City city = one_street();
    city.areas.clear();
    city.incidents.clear();
    for (std::uint32_t a = 0; a < 4; ++a) {
        const auto west = static_cast<std::int32_t>(25'000 * a);
        city.areas.push_back(square_area("quarter", {west, -100}, {west + 25'000, 100}));
        city.incidents.push_back(deaths_in(a, deaths[a]));
    }
    return city;
}

const std::vector<std::uint64_t> kEqualLengths(4, 25'000);

} // namespace

TEST_CASE("Hot spots are the densest areas that together hold a quarter of expected deaths",
          "[legal_space]") {
    const City city = four_quarters({30, 30, 30, 30});
    const auto of = [&](const std::vector<double>& deaths,
                        const std::vector<std::uint64_t>& street_cm = kEqualLengths) {
        return hot_spots(city, {street_cm, deaths});
    };
    using Areas = std::vector<std::uint32_t>;
    CHECK(of({10, 30, 20, 40}) == Areas{3});
    CHECK(of({25, 25, 25, 25}) == Areas{0});
    CHECK(of({24, 24, 24, 24}, {3, 2, 1, 4}) == Areas{2});
    CHECK(of({15, 12, 50, 11}, {10, 10, 1'000, 10}) == Areas{0, 1}); // most deaths, least dense
    CHECK(of({0, 0, 99, 1}, {1, 1, 0, 1}) == Areas{3});              // no street, no hot spot
    CHECK(of({0, 0, 0, 0}) == Areas{0});
}

TEST_CASE("Hot spots with fewer than 11 recorded deaths are not shown", "[legal_space]") {
    const Rule rule = keep_from(100, {{50'000, 0}});
    const auto row = [&](const City& city) { return space_left(city, {&rule, 1}).rows[0]; };
    // Half of the forbidden 200 m lie in the second quarter.
    const auto shown = row(four_quarters({0, 11, 0, 0}));
    REQUIRE(shown.hot_spots);
    CHECK(shown.hot_spots->allowed.straight == Approx(0.6).margin(kExact));
    CHECK(shown.hot_spots->freed.walked == Approx(0.4).margin(kExact));
    CHECK(shown.city.allowed.straight == Approx(0.8).margin(kExact));
    CHECK_FALSE(row(four_quarters({0, 10, 0, 0})).hot_spots);
    CHECK_FALSE(row(four_quarters({9, 10, 9, 9})).hot_spots);
    City kept_aside = four_quarters({0, 11, 0, 0});
    kept_aside.incidents[1].held_out = true;
    CHECK_FALSE(row(kept_aside).hot_spots);
    City survived = four_quarters({0, 11, 0, 0});
    survived.incidents[1].fatal = false;
    CHECK_FALSE(row(survived).hot_spots);
}

TEST_CASE("All rules leave no more than each, and what one frees is what the others leave",
          "[legal_space]") {
    DrawStream draws({31, Purpose::test, 3, 0});
    for (int map = 0; map < 100; ++map) {
        const City city = city_of(random_streets(draws));
        std::vector<PlainRule> plain;
        std::vector<Rule> rules;
        for (std::uint32_t r = 0; r < 2 + draws.below(3); ++r) {
            plain.push_back(random_rule(draws));
            rules.push_back(as_rule(plain.back()));
        }
        const LegalSpace space = space_left(city, rules);
        const LegalSpace::Room all = space.rows.back().city;
        CHECK(all.freed.straight == Approx(1 - all.allowed.straight).margin(kExact));
        for (std::size_t left_out = 0; left_out < plain.size(); ++left_out) {
            const LegalSpace::Room room = space.rows[left_out].city;
            REQUIRE(all.allowed.straight <= room.allowed.straight);
            REQUIRE(all.allowed.walked <= room.allowed.walked);
            REQUIRE(room.allowed.straight <= room.allowed.walked);
            std::vector<Rule> others;
            for (std::size_t r = 0; r < plain.size(); ++r)
                if (r != left_out)
                    others.push_back(as_rule(plain[r]));
            const StreetShares without = space_left(city, others).rows.back().city.allowed;
            REQUIRE(all.allowed.straight + room.freed.straight ==
                    Approx(without.straight).margin(kExact));
            REQUIRE(all.allowed.walked + room.freed.walked ==
                    Approx(without.walked).margin(kExact));
        }
    }
}

TEST_CASE("Legal space is the same at any thread count", "[legal_space]") {
    DrawStream draws({31, Purpose::test, 4, 0});
    const City city = city_of(random_streets(draws));
    std::vector<Rule> rules;
    for (int r = 0; r < 9; ++r)
        rules.push_back(as_rule(random_rule(draws)));
    const LegalSpace one = space_left(city, rules, 1);
    for (const int threads : {2, 5}) {
        const LegalSpace many = space_left(city, rules, threads);
        for (std::size_t r = 0; r < one.rows.size(); ++r) {
            REQUIRE(many.rows[r].city.allowed.straight == one.rows[r].city.allowed.straight);
            REQUIRE(many.rows[r].city.allowed.walked == one.rows[r].city.allowed.walked);
            REQUIRE(many.rows[r].city.freed.walked == one.rows[r].city.freed.walked);
        }
    }
}

TEST_CASE("A finished city's rules are read again and forbid what they forbade", "[legal_space]") {
    const SmallCity small;
    const Scenario scenario = small.scenario();
    const City city = build_city(scenario);
    const auto rules = rules_of(city, scenario.rules);
    REQUIRE(rules.size() == 1);
    CHECK(rules[0].labels == std::vector<std::string>{"Elm School", "Oak School"});
    for (const Candidate& candidate : city.candidates)
        CHECK_FALSE(first_violation(rules, {&candidate.point, 1}));
    // 22 streets of 1 km, all in the four areas.
    const LegalSpace space = space_left(city, rules);
    CHECK(space.street_km == Approx(22).margin(0.01));
    CHECK(space.rows[0].city.allowed.straight < 1);
    CHECK(space.rows[0].city.allowed.straight <= space.rows[0].city.allowed.walked);
}

} // namespace careshed::legal_space_test
