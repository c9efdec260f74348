// Access measures by hand on a few people, against a literal twin on random tables, and what must
// add up over groups.
#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/access/access_measures.hpp"
#include "engine/core/error.hpp"
#include "tests/engine/access/random_walks.hpp"

namespace careshed::access_measures_test {

using careshed::test::random_walks;
using careshed::test::straight_decay;
using careshed::test::table_of;

namespace {

constexpr std::uint32_t kMinute = 600;
constexpr std::uint32_t kFar = kUnreached;

AccessQuestion question_of(const std::vector<std::uint32_t>& minutes) {
    AccessQuestion question;
    for (const std::uint32_t limit : minutes)
        question.limits.emplace_back(limit * kMinute);
    question.decay_by_ds = straight_decay();
    return question;
}

/// Each figure by its own pass over all rows.
AccessMeasures literal(const std::vector<std::uint32_t>& walk_ds, const std::vector<double>& people,
                       const AccessQuestion& question) {
    AccessMeasures measures;
    double walked = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        (walk_ds[i] == kFar ? measures.people_unreached : measures.reached.people) += people[i];
        if (walk_ds[i] != kFar && people[i] > 0) {
            walked += people[i] * walk_ds[i];
            if (!measures.reached.worst_ds || *measures.reached.worst_ds < walk_ds[i])
                measures.reached.worst_ds = walk_ds[i];
        }
        if (walk_ds[i] < 12000)
            measures.reached.uptake += people[i] * (1 - walk_ds[i] / 12000.0);
    }
    for (const Deciseconds limit : question.limits) {
        double within = 0;
        for (std::size_t i = 0; i < people.size(); ++i)
            within += walk_ds[i] <= limit.value() ? people[i] : 0;
        measures.reached.people_within.push_back(within);
    }
    if (measures.reached.worst_ds)
        measures.reached.mean_ds = walked / measures.reached.people;
    return measures;
}

void check_same(const WalkMeasures& a, const WalkMeasures& b) {
    CHECK(a.people == Approx(b.people).epsilon(1e-13));
    CHECK(a.uptake == Approx(b.uptake).epsilon(1e-13));
    CHECK(a.mean_ds.has_value() == b.mean_ds.has_value());
    CHECK(a.mean_ds.value_or(0) == Approx(b.mean_ds.value_or(0)).epsilon(1e-13));
    CHECK(a.worst_ds == b.worst_ds);
    REQUIRE(a.people_within.size() == b.people_within.size());
    for (std::size_t i = 0; i < a.people_within.size(); ++i)
        CHECK(a.people_within[i] == Approx(b.people_within[i]).epsilon(1e-13));
}

} // namespace

TEST_CASE("People out of reach of a site are counted apart and enter no mean", "[access]") {
    // Minutes: 5 for 10 people, 15 for 30, out of reach for 60, 2 for nobody.
    const std::vector<std::uint32_t> walk_ds = {5 * kMinute, 15 * kMinute, kFar, 2 * kMinute};
    const std::vector<double> people = {10, 30, 60, 0};
    const auto measures = measure_walks({walk_ds, people}, question_of({5, 10, 15}));
    CHECK(measures.people_unreached == 60);
    CHECK(measures.reached.people == 40);
    CHECK(measures.reached.people_within == std::vector<double>{10, 10, 40});
    CHECK(measures.reached.mean_ds == 12.5 * kMinute);
    CHECK(measures.reached.worst_ds == 15 * kMinute);
    CHECK(measures.reached.uptake == Approx(10 * 0.75 + 30 * 0.25).epsilon(1e-15));
}

TEST_CASE("Where nobody arrives there is no mean and no worst walk", "[access]") {
    const std::vector<std::uint32_t> walk_ds = {kFar, 100};
    const std::vector<double> people = {7, 0};
    const auto measures = measure_walks({walk_ds, people}, question_of({5}));
    CHECK(measures.people_unreached == 7);
    CHECK(measures.reached.people == 0);
    CHECK_FALSE(measures.reached.mean_ds);
    CHECK_FALSE(measures.reached.worst_ds);
}

TEST_CASE("A limit includes the walk that takes exactly as long", "[access]") {
    const std::vector<std::uint32_t> walk_ds = {3000, 3001};
    const std::vector<double> people = {1, 2};
    CHECK(measure_walks({walk_ds, people}, question_of({5})).reached.people_within[0] == 1);
}

TEST_CASE("The nearest of a set is the least walk to any of it", "[access]") {
    const AccessTable table = table_of({{100, kFar, 300}, {200, kFar, 50}, {1, 1, 1}});
    const std::vector<std::uint32_t> set = {0, 1};
    CHECK(nearest_walks(table, set, 3) == std::vector<std::uint32_t>{100, kFar, 50});
    CHECK(nearest_walks(table, {}, 2) == std::vector<std::uint32_t>{kFar, kFar});
}

TEST_CASE("Measures of sites and of sets equal a literal count", "[access]") {
    const AccessQuestion question = question_of({5, 10, 15, 20});
    for (std::uint32_t trial = 0; trial < 100; ++trial) {
        const auto random = random_walks(trial, 1 + trial % 7, trial * 3 % 200);
        const std::size_t persons = random.people.size();
        std::vector<std::uint32_t> least(persons, kFar), set;
        for (std::uint32_t site = 0; site < random.walk_ds.size(); ++site) {
            const auto& walks = random.walk_ds[site];
            check_same(measure_site(random.table.of_site(site), random.people, question),
                       literal(walks, random.people, question).reached);
            set.push_back(site);
            for (std::size_t who = 0; who < persons; ++who)
                least[who] = std::min(least[who], walks[who]);
        }
        REQUIRE(nearest_walks(random.table, set, persons) == least);
        const auto fast = measure_walks({least, random.people}, question);
        const auto twin = literal(least, random.people, question);
        check_same(fast.reached, twin.reached);
        CHECK(fast.people_unreached == Approx(twin.people_unreached).epsilon(1e-13));
    }
}

TEST_CASE("One more site never makes a walk longer nor leaves more people out", "[access]") {
    const AccessQuestion question = question_of({5, 10, 15, 20});
    for (std::uint32_t trial = 0; trial < 50; ++trial) {
        const auto random = random_walks(trial, 6, 150);
        std::vector<std::uint32_t> set;
        AccessMeasures before =
            measure_walks({nearest_walks(random.table, set, 150), random.people}, question);
        for (std::uint32_t site = 0; site < 6; ++site) {
            set.push_back(site);
            const auto walks = nearest_walks(random.table, set, 150);
            const AccessMeasures after = measure_walks({walks, random.people}, question);
            CHECK(after.people_unreached <= before.people_unreached);
            CHECK(after.reached.uptake >= before.reached.uptake);
            for (std::size_t i = 0; i < question.limits.size(); ++i)
                CHECK(after.reached.people_within[i] >= before.reached.people_within[i]);
            before = after;
        }
    }
}

TEST_CASE("Groups add up to everyone, each as if it were alone", "[access]") {
    const AccessQuestion question = question_of({5, 10, 15, 20});
    for (std::uint32_t trial = 0; trial < 50; ++trial) {
        const auto random = random_walks(trial, 1, 160);
        const auto& walks = random.walk_ds[0];
        std::vector<std::uint32_t> labels;
        DrawStream draws({32, Purpose::test, 1, trial});
        for (std::size_t who = 0; who < walks.size(); ++who)
            labels.push_back(draws.below(4)); // label 4 has nobody
        const auto by_group = measure_groups({walks, random.people}, {labels, 5}, question);
        REQUIRE(by_group.size() == 5);
        const auto all = measure_walks({walks, random.people}, question);
        double people = 0, unreached = 0, uptake = 0;
        std::uint32_t worst = 0;
        for (std::uint32_t group = 0; group < 5; ++group) {
            std::vector<double> own = random.people;
            for (std::size_t who = 0; who < own.size(); ++who)
                own[who] = labels[who] == group ? own[who] : 0;
            check_same(by_group[group].reached, measure_walks({walks, own}, question).reached);
            people += by_group[group].reached.people;
            unreached += by_group[group].people_unreached;
            uptake += by_group[group].reached.uptake;
            worst = std::max(worst, by_group[group].reached.worst_ds.value_or(0));
        }
        CHECK(people == Approx(all.reached.people).epsilon(1e-13));
        CHECK(unreached == Approx(all.people_unreached).epsilon(1e-13));
        CHECK(uptake == Approx(all.reached.uptake).epsilon(1e-13));
        CHECK(worst == all.reached.worst_ds);
        CHECK_FALSE(by_group[4].reached.mean_ds);
    }
}

TEST_CASE("A table that is not what it says is refused", "[access]") {
    using Sites = std::vector<std::vector<AccessRow>>;
    CHECK_THROWS_AS(access_table(Sites{{{3, 1}, {2, 1}}}), Error);
    CHECK_THROWS_AS(access_table(Sites{{{3, 1}, {3, 2}}}), Error);
    CHECK_THROWS_AS(access_table(Sites{{{3, kFar}}}), Error);
    const AccessTable table = access_table(Sites{{{0, 1}, {3, 1}}, {}});
    CHECK(table.sites() == 2);
    CHECK(table.of_site(1).empty());
    const std::vector<std::uint32_t> set = {0}, no_such = {2}, walks = {1, 2}, labels = {0, 1};
    CHECK_THROWS_AS(nearest_walks(table, set, 3), Error);
    CHECK_THROWS_AS(nearest_walks(table, no_such, 4), Error);
    const std::vector<double> people = {1, 1}, negative = {1, -1}, one = {1};
    CHECK_THROWS_AS(measure_site(table.of_site(0), people, {}), Error);
    CHECK_THROWS_AS(measure_walks({walks, negative}, {}), Error);
    CHECK_THROWS_AS(measure_walks({walks, one}, {}), Error);
    CHECK_THROWS_AS(measure_groups({walks, people}, {labels, 1}, {}), Error);
}

} // namespace careshed::access_measures_test
