// Draws, replications and acceptances that all readings of an experiment share.
#include "models/studies/paired_experiment.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "models/studies/paired_figures.hpp"
#include "tests/models/harbor_study.hpp"

using namespace careshed;
using namespace careshed::test;

TEST_CASE("No two draws share a replication, and the central one has the first", "[experiment]") {
    std::set<std::uint32_t> numbers;
    std::vector<DrawId> draws{DrawId::central()};
    for (std::size_t d = 0; d < 20; ++d)
        draws.push_back(DrawId::numbered(d));
    for (const DrawId draw : draws)
        for (std::uint32_t number = 0; number < kMostReplications; ++number)
            CHECK(numbers.insert(replication_of(1, draw, number).number).second);
    CHECK(*numbers.begin() == replication_of(1, DrawId::central(), 0).number);
    CHECK(replication_of(1, DrawId::numbered(0), 0).number == kMostReplications);
    CHECK(numbers.size() == *numbers.rbegin() + 1);
}

TEST_CASE("A table keeps the central draw apart from those with a number", "[experiment]") {
    OutcomeTable table({"A", "B"}, {{"deaths", "", "", 1, 1, ""}, {"runs", "", "", 1, 1, ""}}, 2);
    table.put_all(1, DrawId::central(), std::vector<double>{1, 2});
    table.put_all(1, DrawId::numbered(0), std::vector<double>{3, 4});
    table.put(1, 1, DrawId::numbered(1), 5);
    CHECK(table.values(1, DrawId::central()) == std::vector<double>{1, 2});
    CHECK(table.central(1, 1) == 2);
    CHECK(table.draws_of(1, 1)[0] == 4);
    CHECK(table.value(1, 1, DrawId::numbered(1)) == 5);
    CHECK(table.values(0, DrawId::numbered(1)) == std::vector<double>{0, 0});
}

TEST_CASE("All draws are read once, by number and the central one last", "[experiment]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.draws = 3;
    const NearbySites nearby(harbor->reach, harbor->population.people.size());
    const Experiment experiment{&harbor->plan, &nearby, {}};
    const auto places =
        read_draws<std::uint32_t>(experiment, [](DrawId draw) { return draw.place(); });
    CHECK(places == std::vector<std::uint32_t>{1, 2, 3, 0});
}

TEST_CASE("A draw opens a site alike for every reader", "[experiment]") {
    const auto harbor = make_harbor(kFewRows);
    const NearbySites nearby(harbor->reach, harbor->population.people.size());
    const Experiment experiment{&harbor->plan, &nearby, {}};
    const PairedDraw one(experiment, DrawId::numbered(1)), same(experiment, DrawId::numbered(1)),
        other(experiment, DrawId::central());
    constexpr double kUsesWanted = 900; // above capacity: the queue is simulated
    const auto open = [&](const PairedDraw& draw) {
        return draw.open(harbor->site("S01"), one.setup().terms, kUsesWanted);
    };
    CHECK(open(one).acceptance == open(same).acceptance);
    CHECK_FALSE(open(one).acceptance == open(other).acceptance);
    CHECK(open(one).use.uses_a_day == open(one).use_over(one.setup().terms.months).uses_a_day);
    CHECK(open(one).use_over(12).uses_a_day < open(one).use.uses_a_day); // few have adopted yet
}

TEST_CASE("Where histories follow their control variate, what is left is its exact mean",
          "[experiment]") {
    std::vector<PairedFigures> replications;
    for (const double chance : {0.8, 1.3, 1.1}) {
        const SiteFigures<double> direct{{chance, 2 * chance}, 30 * chance, 5 * chance};
        // As simulated: each kind has a slope of its own.
        replications.push_back({{{0.5 * chance, chance}, 60 * chance, 5 * chance}, direct});
    }
    PooledSlopes pooled;
    add_replications(pooled, replications);
    const Slopes slopes = values_of(pooled);
    CHECK(slopes[kDeaths] == Approx(0.5));
    CHECK(slopes[kOverdosesOnSite] == Approx(2));
    CHECK(slopes[kRuns] == Approx(1));
    const SiteFigures<double> exact{{1, 2}, 30, 5};
    for (const PairedFigures& replication : replications) {
        const SiteFigures<double> left = controlled(replication, exact, slopes);
        CHECK(left.deaths_averted[kPrivate] == Approx(0.5));
        CHECK(left.deaths_averted[kPublic] == Approx(1));
        CHECK(left.overdoses_on_site == Approx(60));
        CHECK(left.runs_averted == Approx(5));
    }
}
