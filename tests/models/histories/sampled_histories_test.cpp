// Sampled futures beside expectations: the same means, whole people, and how much less noisy the
// other ways of measuring one site's benefit are. The study of variances prints its table.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>

#include "models/histories/sampled_histories.hpp"
#include "tests/length.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::sampled_histories_test {

using namespace careshed::test;

namespace {

struct Moments {
    double n = 0, sum = 0, squares = 0;
    void add(double value) { ++n, sum += value, squares += value * value; }
    [[nodiscard]] double mean() const { return sum / n; }
    [[nodiscard]] double variance() const { return (squares - sum * sum / n) / (n - 1); }
    [[nodiscard]] double error() const { return std::sqrt(variance() / n); }
};

struct CityHistories {
    std::unique_ptr<HarborStudy> harbor = make_harbor(kFewRows);
    NearbySites nearby{harbor->reach, harbor->population.people.size()};
    DrawSetup setup;
    HistorySetup histories;
    Attraction attraction;
    std::vector<BoothAcceptance> acceptances;

    CityHistories(const std::map<std::string, double>& overrides, History history)
        : setup(set_up_central(harbor->plan, overrides)),
          histories(set_up_histories(harbor->plan, setup, history)),
          attraction(attraction_curve(harbor->plan, setup, DecaySet::stated)) {
        for (std::size_t site = 0; site < harbor->reach.size(); ++site)
            acceptances.push_back(steady_acceptance(
                {setup.terms.booths, setup.terms.profile, setup.terms.hours,
                 effect_of(harbor->plan, setup, attraction, site).uses_wanted_a_day}));
    }
    [[nodiscard]] HistoriesPlan plan(std::uint64_t seed, std::uint32_t replication) const {
        return {&harbor->population, &nearby, &histories, {seed, replication}, {}};
    }
    [[nodiscard]] Arm arm(std::initializer_list<std::size_t> sites) const {
        Arm arm;
        for (const std::size_t site : sites)
            arm.push_back({site, &acceptances[site], &attraction});
        return arm;
    }
};

YearCounts all(const std::vector<YearCounts>& years) {
    YearCounts sum;
    for (const YearCounts& year : years)
        sum += year;
    return sum;
}

double deaths_of(const HistoryCounts& counts) {
    return events_of(counts.deaths[kPrivate]) + events_of(counts.deaths[kPublic]);
}

} // namespace

TEST_CASE("sampled futures have the means of expectations, with selection and two sites") {
    struct Case {
        History history;
        double selection;
    };
    for (const auto& [history, selection] :
         {Case{History::on, 1.6}, Case{History::on, 0.4}, Case{History::off, 1}}) {
        if (!is_long() && selection != 1.6)
            continue; // the everyday run tries the one in which most happens
        const CityHistories city({{"selection_residual", selection}}, history);
        const Arm arm = city.arm({0, 5});
        std::array<Moments, 4> sampled, expected;
        for (std::uint32_t replication = 0; replication < 40; ++replication) {
            const YearCounts sample = all(sample_years(city.plan(3, replication), arm));
            const HistoryCounts mean = count_all(city.plan(4, replication), arm);
            sampled[0].add(sample.deaths), expected[0].add(deaths_of(mean));
            sampled[1].add(sample.overdoses), expected[1].add(events_of(mean.overdoses));
            sampled[2].add(sample.on_site),
                expected[2].add(events_of(mean.simulated.overdoses_on_site));
            sampled[3].add(sample.runs), expected[3].add(events_of(mean.runs));
        }
        for (std::size_t k = 0; k < sampled.size(); ++k) {
            const double error = std::hypot(sampled[k].error(), expected[k].error());
            INFO("count " << k << ", selection " << selection << ": " << sampled[k].mean()
                          << " beside " << expected[k].mean() << " +- " << error);
            CHECK(std::abs(sampled[k].mean() - expected[k].mean()) < 4 * error);
            CHECK(error < (k == 2 ? 0.05 : 0.015) * expected[k].mean());
        }
    }
}

TEST_CASE("a further site moves only those who go there") {
    const CityHistories city({}, History::off);
    for (std::uint32_t replication = 0; replication < 10; ++replication) {
        const YearCounts one = all(sample_years(city.plan(1, replication), city.arm({0})));
        const YearCounts two = all(sample_years(city.plan(1, replication), city.arm({0, 7})));
        const YearCounts none = all(sample_years(city.plan(1, replication), {}));
        CHECK(one.overdoses == none.overdoses);
        CHECK(two.on_site >= one.on_site);
        CHECK(two.deaths <= none.deaths);
    }
}

TEST_CASE("one site's benefit: keyed streams and expectations against independent seeds") {
    const CityHistories city({}, History::on);
    const Arm site = city.arm({0});
    Moments independent, keyed, expected;
    for (std::uint32_t replication = 0; replication < 120; ++replication) {
        const HistoriesPlan plan = city.plan(21, replication);
        const double without = all(sample_years(plan, {})).deaths;
        independent.add(without - all(sample_years(city.plan(22, replication), site)).deaths);
        keyed.add(without - all(sample_years(plan, site)).deaths);
        expected.add(-deaths_of(count_paired(plan, {}, std::vector<Arm>{site}).changes[0]));
    }
    // A row of expectations stands for a part of a person here, a sampled person is whole: the same
    // comparison is at the same number of histories.
    double people = 0;
    for (const SimulatedPerson& person : city.histories.people)
        people += person.people;
    const double rows_for_people = static_cast<double>(city.histories.people.size()) / people;
    const double of_keys = independent.variance() / keyed.variance();
    const double of_expectation =
        keyed.variance() / (expected.variance() * std::max(rows_for_people, 1.0));
    std::printf(
        "deaths averted by one site in 5 years: variance %.1f with independent seeds, %.2f "
        "keyed (%.0f times less), %.4f as expectation of as many histories (%.1f times less)\n",
        independent.variance(), keyed.variance(), of_keys, expected.variance() * rows_for_people,
        of_expectation);
    CHECK(std::abs(keyed.mean() - expected.mean()) <
          4 * std::hypot(keyed.error(), expected.error()));
    CHECK(of_keys >= 100);
    CHECK(of_expectation >= 3);
}

} // namespace careshed::sampled_histories_test
