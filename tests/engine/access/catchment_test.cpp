// The balanced floating catchment by hand, against a literal twin that lists people one by one, and
// against what the enhanced two-step and three-step methods count on the same city.
#include <numeric>

#include <catch2/catch.hpp>

#include "engine/access/catchment.hpp"
#include "engine/core/error.hpp"
#include "tests/engine/access/random_walks.hpp"

namespace careshed::catchment_test {

using careshed::test::random_walks;
using careshed::test::straight_decay;
using careshed::test::table_of;

namespace {

constexpr std::uint32_t kFar = kUnreached;

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Weights [site][person] of a decay table.
using Weights = std::vector<std::vector<double>>;
Weights weights_of(const std::vector<std::vector<std::uint32_t>>& walk_ds,
                   const std::vector<double>& decay) {
    Weights weights;
    for (const auto& site : walk_ds) {
        auto& row = weights.emplace_back();
        for (const std::uint32_t walk : site)
            row.push_back(walk < decay.size() ? decay[walk] : 0);
    }
    return weights;
}

/// The published method, one origin a person: weights standardised over sites share out demand,
/// weights standardised over people share out the level of service.
struct Literal {
    std::vector<double> demand, score;
};
Literal literal(const Weights& weights, const std::vector<double>& places) {
    const std::size_t sites = weights.size(), persons = weights[0].size();
    Literal twin{std::vector<double>(sites), std::vector<double>(persons)};
    const auto over_sites = [&](std::size_t who) {
        double total = 0;
        for (std::size_t site = 0; site < sites; ++site)
            total += weights[site][who];
        return total;
    };
    for (std::size_t site = 0; site < sites; ++site) {
        for (std::size_t who = 0; who < persons; ++who)
            if (weights[site][who] > 0)
                twin.demand[site] += weights[site][who] / over_sites(who);
        for (std::size_t who = 0; who < persons; ++who)
            if (weights[site][who] > 0)
                twin.score[who] +=
                    places[site] / twin.demand[site] * weights[site][who] / sum(weights[site]);
    }
    return twin;
}

/// People counted by all sites together: by weight (enhanced two-step), or by weight times the
/// share in which the site is chosen (three-step).
double demand_counted(const Weights& weights, const std::vector<double>& people, bool is_shared) {
    double counted = 0;
    for (std::size_t who = 0; who < people.size(); ++who) {
        double total = 0;
        for (const auto& site : weights)
            total += site[who];
        for (const auto& site : weights)
            if (site[who] > 0)
                counted += people[who] * site[who] * (is_shared ? site[who] / total : 1);
    }
    return counted;
}

} // namespace

TEST_CASE("A person with two sites in reach leaves the crowded one to who has no other",
          "[access]") {
    // Ann reaches both sites, Bo only the second; each site has 1 place a day, all weights are 1.
    const AccessTable table = table_of({{0, kFar}, {0, 0}});
    const std::vector<double> people = {1, 1}, places = {1, 1}, decay = {1};
    const Catchment catchment = balanced_catchment(table, {people, places, decay});
    CHECK(catchment.demand[0] == 0.5); // half of Ann
    CHECK(catchment.demand[1] == 1.5);
    CHECK(catchment.level[0] == 2);
    CHECK(catchment.level[1] == Approx(2.0 / 3).epsilon(1e-15));
    CHECK(catchment.places[0] == Approx(4.0 / 3).epsilon(1e-15));
    CHECK(catchment.places[1] == Approx(2.0 / 3).epsilon(1e-15));
    CHECK(catchment.score[0] == Approx(2 + 1.0 / 3).epsilon(1e-15));
    CHECK(catchment.score[1] == Approx(1.0 / 3).epsilon(1e-15));
}

TEST_CASE("One site gives everyone in reach the same places at any weights", "[access]") {
    const AccessTable table = table_of({{0, 6000, 11000}});
    const std::vector<double> people = {10, 20, 10}, places = {80};
    const auto decay = straight_decay();
    const Catchment catchment = balanced_catchment(table, {people, places, decay});
    for (const double own : catchment.places)
        CHECK(own == Approx(2).epsilon(1e-15));
    CHECK(catchment.score[0] == Approx(2 * catchment.score[1]).epsilon(1e-15)); // weights 1 and 1/2
}

TEST_CASE("The score is the published one of people listed one by one", "[access]") {
    for (std::uint32_t trial = 0; trial < 60; ++trial) {
        const auto random = random_walks(trial, 1 + trial % 5, 1 + trial % 40);
        const auto decay = straight_decay();
        DrawStream draws({33, Purpose::test, 2, trial});
        std::vector<double> people, places;
        std::vector<std::size_t> row_of_person;
        auto walks_of_persons = random.walk_ds;
        for (auto& site : walks_of_persons)
            site.clear();
        for (std::size_t row = 0; row < random.people.size(); ++row) {
            people.push_back(draws.below(4));
            for (int person = 0; person < static_cast<int>(people[row]); ++person) {
                row_of_person.push_back(row);
                for (std::size_t site = 0; site < random.walk_ds.size(); ++site)
                    walks_of_persons[site].push_back(random.walk_ds[site][row]);
            }
        }
        for (std::size_t site = 0; site < random.walk_ds.size(); ++site)
            places.push_back(1 + draws.below(50));
        const Catchment fast = balanced_catchment(random.table, {people, places, decay});
        const Literal twin = literal(weights_of(walks_of_persons, decay), places);
        for (std::size_t site = 0; site < places.size(); ++site)
            CHECK(fast.demand[site] == Approx(twin.demand[site]).epsilon(1e-12));
        for (std::size_t person = 0; person < row_of_person.size(); ++person)
            CHECK(fast.score[row_of_person[person]] == Approx(twin.score[person]).epsilon(1e-12));
    }
}

TEST_CASE("People, places and levels of service are conserved", "[access]") {
    const auto decay = straight_decay();
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        const auto random = random_walks(trial, 1 + trial % 9, trial % 300);
        std::vector<double> places;
        DrawStream draws({34, Purpose::test, 3, trial});
        for (std::size_t site = 0; site < random.walk_ds.size(); ++site)
            places.push_back(draws.below(3) == 0 ? 0 : 100 * draws.uniform());
        const Catchment catchment =
            balanced_catchment(random.table, {random.people, places, decay});
        CHECK(sum(catchment.demand) + catchment.people_without_site ==
              Approx(sum(random.people)).epsilon(1e-14));
        CHECK(product(random.people, catchment.places) + catchment.places_without_people ==
              Approx(sum(places)).epsilon(1e-14));
        CHECK(product(random.people, catchment.score) ==
              Approx(sum(catchment.level)).epsilon(1e-14));
    }
}

TEST_CASE("A million rows conserve people, places and levels to 1e-12", "[access]") {
    const auto random = random_walks(1, 4, 1000000);
    const std::vector<double> places = {50, 80, 20, 0.1};
    const auto decay = straight_decay();
    const Catchment catchment = balanced_catchment(random.table, {random.people, places, decay});
    CHECK(sum(catchment.demand) + catchment.people_without_site ==
          Approx(sum(random.people)).epsilon(1e-12));
    CHECK(product(random.people, catchment.places) == Approx(sum(places)).epsilon(1e-12));
    CHECK(product(random.people, catchment.score) == Approx(sum(catchment.level)).epsilon(1e-12));
}

TEST_CASE("A row split in two, or sites in another order, leave each person's figures",
          "[access]") {
    const auto random = random_walks(7, 5, 80);
    const std::vector<double> places = {3, 9, 27, 1, 5};
    const auto decay = straight_decay();
    const Catchment whole = balanced_catchment(random.table, {random.people, places, decay});

    auto split_walks = random.walk_ds;
    std::vector<double> split_people = random.people;
    for (auto& site : split_walks)
        site.insert(site.end(), site.begin(), site.end());
    for (double& people : split_people)
        people /= 2;
    split_people.insert(split_people.end(), split_people.begin(), split_people.end());
    const Catchment split =
        balanced_catchment(table_of(split_walks), {split_people, places, decay});

    const std::vector<std::vector<std::uint32_t>> back_walks(random.walk_ds.rbegin(),
                                                             random.walk_ds.rend());
    const std::vector<double> back_places(places.rbegin(), places.rend());
    const Catchment back =
        balanced_catchment(table_of(back_walks), {random.people, back_places, decay});
    for (std::size_t who = 0; who < random.people.size(); ++who) {
        CHECK(split.places[who] == Approx(whole.places[who]).epsilon(1e-13));
        CHECK(split.score[who + random.people.size()] == Approx(whole.score[who]).epsilon(1e-13));
        CHECK(back.places[who] == Approx(whole.places[who]).epsilon(1e-13));
        CHECK(back.score[who] == Approx(whole.score[who]).epsilon(1e-13));
    }
}

TEST_CASE("Who has no site and which site has nobody is said, not hidden", "[access]") {
    const AccessTable table = table_of({{100, kFar, kFar}, {kFar, kFar, 100}, {100, 100, 100}});
    const std::vector<double> people = {4, 5, 0}, places = {8, 6, 0};
    const auto decay = straight_decay();
    const Catchment catchment = balanced_catchment(table, {people, places, decay});
    CHECK(catchment.people_without_site == 5); // the third site has no places: nobody goes there
    CHECK(catchment.places_without_people == 6);
    CHECK(catchment.demand == std::vector<double>{4, 0, 0});
    CHECK(catchment.level == std::vector<double>{2, 0, 0});
    CHECK(catchment.places == std::vector<double>{2, 0, 0});
}

TEST_CASE("Other floating catchments count people twice or in part, this one once", "[access]") {
    const auto decay = straight_decay();
    const std::vector<double> people = {10, 10}, places = {1, 1};
    // All homes are at the doors of two sites: two-step counts each person at both.
    const std::vector<std::vector<std::uint32_t>> near = {{0, 0}, {0, 0}};
    CHECK(demand_counted(weights_of(near, decay), people, false) == 40);
    CHECK(demand_counted(weights_of(near, decay), people, true) == 20);
    CHECK(sum(balanced_catchment(table_of(near), {people, places, decay}).demand) == 20);
    // All homes are 15 minutes away: three-step counts a quarter of each.
    const std::vector<std::vector<std::uint32_t>> far = {{9000, 9000}, {9000, 9000}};
    CHECK(demand_counted(weights_of(far, decay), people, false) == 10);
    CHECK(demand_counted(weights_of(far, decay), people, true) == 5);
    CHECK(sum(balanced_catchment(table_of(far), {people, places, decay}).demand) == 20);
}

TEST_CASE("A catchment of columns that do not fit is refused", "[access]") {
    const AccessTable table = table_of({{0, 0}});
    const std::vector<double> two = {1, 1}, one = {1}, negative = {-1};
    CHECK_THROWS_AS(balanced_catchment(table, {two, two, one}), Error);
    CHECK_THROWS_AS(balanced_catchment(table, {one, one, one}), Error);
    CHECK_THROWS_AS(balanced_catchment(table, {two, negative, one}), Error);
    CHECK_THROWS_AS(balanced_catchment(table, {two, one, negative}), Error);
}

} // namespace careshed::catchment_test
