// Arms side by side: simulated histories have the analytic expectation of several sites, an arm
// without uses has no effect, and no arm changes another's numbers.
#include "models/studies/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/studies/controlled_deaths.hpp"
#include "tests/length.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::comparison_test {

using namespace careshed::test;

namespace {

/// The sample city with what arms are made of.
struct ComparedHarbor {
    std::unique_ptr<HarborStudy> harbor = make_harbor(kFewRows);
    NearbySites nearby{harbor->reach, harbor->population.people.size()};

    explicit ComparedHarbor(int draws, const std::map<std::string, double>& overrides = {}) {
        harbor->scenario.run.draws = draws;
        harbor->scenario.model.overrides = overrides;
    }
    [[nodiscard]] NamedArm arm(const std::string& name, const std::vector<std::string>& ids,
                               const std::string& hours = "", int booths = 0) const {
        NamedArm arm{name, {}, harbor->scenario.site};
        for (const std::string& id : ids)
            arm.sites.push_back(harbor->site(id));
        std::ranges::sort(arm.sites);
        if (!hours.empty())
            arm.site.hours = parse_weekly_hours(hours, "test");
        if (booths > 0)
            arm.site.booths = booths;
        return arm;
    }
    [[nodiscard]] ArmsPlan plan(std::vector<NamedArm> arms, HistoriesSpec spec = {}) const {
        return {{&harbor->plan, &nearby, spec}, std::move(arms)};
    }
    [[nodiscard]] Comparison compare(std::vector<NamedArm> arms, HistoriesSpec spec = {},
                                     int threads = 0) const {
        StudyPlan study = harbor->plan;
        study.threads = {threads};
        return compare_arms({{&study, &nearby, spec}, std::move(arms)});
    }
};

/// All values of an arm, draws and central.
std::vector<double> values_of(const Comparison& comparison, const std::string& name) {
    const OutcomeTable& table = comparison.outcomes();
    const std::size_t arm =
        static_cast<std::size_t>(std::ranges::find(table.sites(), name) - table.sites().begin());
    REQUIRE(arm < table.sites().size());
    std::vector<double> values;
    for (std::size_t k = 0; k < table.outcomes().size(); ++k) {
        const auto draws = table.draws_of(arm, k);
        values.insert(values.end(), draws.begin(), draws.end());
        values.push_back(table.central(arm, k));
    }
    return values;
}

/// Ratio of an arm's simulated effect to its analytic expectation, over draws: 1 within Monte Carlo
/// error.
void check_mean(const std::vector<SimulatedArms>& draws, std::size_t arm,
                SiteFigures<double> PairedFigures::* counted) {
    std::array<std::vector<double>, 3> ratios;
    for (const SimulatedArms& draw : draws) {
        const SiteEffect& exact = draw.exact[arm];
        std::array<double, 3> simulated{};
        for (const std::vector<PairedFigures>& replication : draw.replications) {
            const SiteFigures<double>& figures = replication[arm].*counted;
            simulated[0] +=
                (figures.deaths_averted[0] + figures.deaths_averted[1]) / kArmReplications;
            simulated[1] += figures.overdoses_on_site / kArmReplications;
            simulated[2] += figures.runs_averted / kArmReplications;
        }
        ratios[0].push_back(simulated[0] / all_deaths(exact));
        ratios[1].push_back(simulated[1] / exact.overdoses_on_site);
        ratios[2].push_back(simulated[2] / exact.runs_averted);
    }
    for (const std::vector<double>& of_figure : ratios) {
        const MeanAndError found = mean_and_error(of_figure);
        INFO(found.mean << " +- " << found.error);
        CHECK(found.error < 0.02);
        CHECK(std::abs(found.mean - 1) < 4 * found.error);
    }
}

constexpr HistoriesSpec kNoHistory{History::off, true};

} // namespace

TEST_CASE("Histories have the analytic expectation of arms of several sites", "[comparison]") {
    // Above 1 a history may not move more than all of its risk; what it counts as direct may.
    for (const double selection : {0.9, 1.7})
        for (const bool queues : {true, false}) {
            if (!is_long() && queues != (selection < 1))
                continue; // two combinations stand for all
            const ComparedHarbor city(60, {{"selection_residual", selection}});
            const std::vector<NamedArm> arms{
                city.arm("one", {"S01"}), city.arm("two", {"S01", "S04"}),
                city.arm("three, few booths", {"S01", "S07", "S12"}, "", 1),
                city.arm("two by night", {"S07", "S10"}, "daily 20:00-06:00", 3)};
            const ArmsPlan plan = city.plan(arms, {History::off, queues});
            const auto draws = parallel_map<SimulatedArms>(
                60, {}, [&](std::size_t d) { return simulate_arms(plan, DrawId::numbered(d)); });
            for (std::size_t arm = 0; arm < arms.size(); ++arm) {
                INFO(arms[arm].name << ", selection " << selection);
                check_mean(draws, arm,
                           selection < 1 ? &PairedFigures::simulated : &PairedFigures::direct);
            }
        }
}

TEST_CASE("Without history each draw of an arm is its expectation, without Monte Carlo error",
          "[comparison]") {
    const ComparedHarbor city(4, {{"selection_residual", 0.9}});
    const std::vector<NamedArm> arms{city.arm("two", {"S01", "S04"}), city.arm("one", {"S07"})};
    const Comparison comparison = city.compare(arms, kNoHistory);
    const ArmsPlan plan = city.plan(arms, kNoHistory);
    const std::size_t deaths = comparison.outcomes().outcome("deaths_averted");
    for (std::size_t d = 0; d < 4; ++d) {
        const SimulatedArms simulated = simulate_arms(plan, DrawId::numbered(d));
        for (std::size_t arm = 0; arm < arms.size(); ++arm)
            CHECK(comparison.outcomes().draws_of(arm, deaths)[d] ==
                  Approx(all_deaths(simulated.exact[arm])).epsilon(1e-5));
    }
    CHECK(comparison.chance_in_draw(0, 1, deaths) < 1e-5);
}

TEST_CASE("The same arm under two names differs by exactly nothing, and nothing is nothing",
          "[comparison]") {
    const ComparedHarbor city(5);
    const Comparison comparison = city.compare(
        {city.arm("a", {"S01", "S07"}), city.arm("b", {"S07", "S01"}), city.arm("nothing", {})});
    CHECK(values_of(comparison, "a") == values_of(comparison, "b"));
    const OutcomeTable& table = comparison.outcomes();
    for (std::size_t k = 0; k < table.outcomes().size(); ++k) {
        CHECK(comparison.chance_in_draw(0, 1, k) == 0);
        // Of nobody who comes, nobody is turned away.
        const double value = table.outcomes()[k].id == "acceptance" ? 1 : 0;
        CHECK(table.central(2, k) == value);
        for (const double drawn : table.draws_of(2, k))
            CHECK(drawn == value);
    }
    const std::size_t deaths = table.outcome("deaths_averted");
    CHECK(comparison.chance_in_draw(0, 2, deaths) > 0);
    CHECK(comparison.chance_in_mean(0, 2, deaths) ==
          Approx(comparison.chance_in_draw(2, 0, deaths) / std::sqrt(5.0)));
}

TEST_CASE("One more arm, another order and other threads leave an arm's bits as they are",
          "[comparison]") {
    const ComparedHarbor city(4);
    const NamedArm one = city.arm("one", {"S01"}), two = city.arm("two", {"S01", "S10"}),
                   night = city.arm("night", {"S01"}, "always", 20);
    const Comparison first = city.compare({one, two}, {}, 1);
    const Comparison more = city.compare({night, two, city.arm("far", {"S12"}), one}, {}, 2);
    for (const char* name : {"one", "two"})
        CHECK(values_of(first, name) == values_of(more, name));
    const std::size_t deaths = first.outcomes().outcome("deaths_averted");
    CHECK(first.chance_in_draw(0, 1, deaths) == more.chance_in_draw(3, 1, deaths));
    const Comparison threads = city.compare({one, two}, {}, 2);
    for (const char* name : {"one", "two"})
        CHECK(values_of(first, name) == values_of(threads, name));
}

TEST_CASE("Longer hours and more booths never serve fewer uses, in any draw", "[comparison]") {
    const ComparedHarbor city(12);
    const Comparison comparison =
        city.compare({city.arm("short", {"S01", "S04"}, "Mon-Fri 10:00-16:00", 1),
                      city.arm("long", {"S01", "S04"}, "daily 08:00-20:00", 1),
                      city.arm("always", {"S01", "S04"}, "always", 1),
                      city.arm("roomy", {"S01", "S04"}, "always", 20)},
                     {History::on, false});
    const OutcomeTable& table = comparison.outcomes();
    for (std::size_t arm = 1; arm < 4; ++arm)
        for (std::size_t d = 0; d < table.draws(); ++d) {
            const std::size_t uses = table.outcome("uses_a_day");
            CHECK(table.draws_of(arm, uses)[d] > table.draws_of(arm - 1, uses)[d]);
        }
}

} // namespace careshed::comparison_test
