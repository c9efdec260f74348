// Properties of the kernel on the sample city: paired evaluations equal full runs, a site without
// uses has no effect, no person changes another's history, and no trend under constant inputs.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/histories/histories.hpp"
#include "models/mechanisms/purposes.hpp"
#include "tests/length.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::histories_test {

using namespace careshed::test;

namespace {

/// Everything needed to simulate the histories of one draw of the sample city.
struct HarborHistories {
    std::unique_ptr<HarborStudy> harbor;
    NearbySites nearby;
    DrawSetup setup;
    HistorySetup histories;
    std::array<Attraction, kDecaySets> attractions;
    std::vector<BoothAcceptance> acceptances; ///< by site, for the stated decay

    HarborHistories(std::unique_ptr<HarborStudy> made,
                    const std::map<std::string, double>& overrides, History history)
        : harbor(std::move(made)), nearby(harbor->reach, harbor->population.people.size()),
          setup(set_up_central(harbor->plan, overrides)),
          histories(set_up_histories(harbor->plan, setup, history)),
          attractions{attraction_curve(harbor->plan, setup, DecaySet::stated),
                      attraction_curve(harbor->plan, setup, DecaySet::revealed)} {
        for (std::size_t site = 0; site < harbor->reach.size(); ++site)
            acceptances.push_back(
                simulated_acceptance(demand(site), {1, purpose::booth_queue, site, 0}));
    }
    [[nodiscard]] SiteDemand demand(std::size_t site) const {
        // Forty times the city's own demand, so that booths are full.
        const double wanted =
            40 * effect_of(harbor->plan, setup, attractions[0], site).uses_wanted_a_day;
        return {setup.terms.booths, setup.terms.profile, setup.terms.hours, wanted};
    }
    [[nodiscard]] HistoriesPlan plan(std::uint32_t replication) const {
        return {&harbor->population, &nearby, &histories, {9, replication}, {}};
    }
    [[nodiscard]] OpenSite open(std::size_t site, std::size_t decay = 0) const {
        return {site, &acceptances[site], &attractions[decay]};
    }
};

const std::map<std::string, double> kEverything{
    {"supply_shocks_a_year", 3.0}, {"releases_a_year", 0.8}, {"selection_residual", 1.7}};

double deaths_of(const HistoryCounts& counts) {
    return events_of(counts.deaths[kPrivate]) + events_of(counts.deaths[kPublic]);
}

} // namespace

TEST_CASE(
    "paired evaluations equal full runs bit for bit, every candidate and pairs, with history or "
    "without") {
    for (const History history : {History::on, History::off}) {
        const HarborHistories city(make_harbor(kFewRows), kEverything, history);
        const std::size_t sites = city.harbor->reach.size();
        std::vector<Arm> arms;
        for (std::size_t site = 0; site < sites; ++site) {
            arms.push_back({city.open(site)});
            arms.push_back({city.open(site, 1)});
            arms.push_back({city.open(site), city.open((site + 5) % sites)});
        }
        const BoothAcceptance fuller = steady_acceptance(city.demand(3));
        REQUIRE(!(fuller == city.acceptances[3]));
        arms.push_back({{3, &fuller, &city.attractions[0]}, city.open(8)});
        arms.push_back({city.open(3)});
        arms.push_back({});
        const HistoriesPlan plan = city.plan(4);
        for (const Arm& baseline : {Arm{}, Arm{city.open(3)}}) {
            const PairedCounts paired = count_paired(plan, baseline, arms);
            const HistoryCounts as_it_is = count_all(plan, baseline);
            CHECK(paired.baseline == as_it_is);
            for (std::size_t a = 0; a < arms.size(); ++a) {
                HistoryCounts change = count_all(plan, arms[a]);
                change -= as_it_is;
                INFO("arm " << a);
                CHECK(paired.changes[a] == change);
                GroupCounts by_group;
                for (const GroupCounts& group : paired.groups[a]) {
                    by_group.simulated += group.simulated;
                    by_group.direct += group.direct;
                }
                CHECK(by_group.simulated == all_averted(change.simulated));
                CHECK(by_group.direct == all_averted(change.direct));
            }
        }
    }
}

TEST_CASE("a site that admits nobody, or nobody walks to, changes exactly nothing") {
    const HarborHistories city(make_harbor(kFewRows), kEverything, History::on);
    const BoothAcceptance closed;
    Attraction nobody = city.attractions[0];
    for (double& attraction : nobody.by_ds)
        attraction = 0;
    const std::vector<Arm> arms{
        {{0, &closed, &city.attractions[0]}},
        {{0, &city.acceptances[0], &nobody}},
        {{0, &closed, &city.attractions[0]}, {5, &closed, &city.attractions[0]}}};
    for (std::uint32_t replication = 0; replication < 5; ++replication)
        for (const HistoryCounts& change : count_paired(city.plan(replication), {}, arms).changes)
            CHECK(change == HistoryCounts{});
}

TEST_CASE("effects of a site are the difference between the city with and without it") {
    for (const History history : {History::on, History::off}) {
        const HarborHistories city(make_harbor(kFewRows), kEverything, history);
        for (const Arm& arm : {Arm{city.open(2)}, Arm{city.open(0), city.open(7, 1)}}) {
            const HistoryCounts with = count_all(city.plan(3), arm);
            const HistoryCounts without = count_all(city.plan(3), {});
            CHECK(without.simulated == SiteFigures<EventUnits>{});
            CHECK(events_of(all_averted(with.simulated)) ==
                  Approx(deaths_of(without) - deaths_of(with)).epsilon(1e-8));
            CHECK(events_of(with.simulated.runs_averted) ==
                  Approx(events_of(without.runs - with.runs)).epsilon(1e-8));
            CHECK(with.simulated.deaths_averted[kPrivate] > 0);
            CHECK(with.simulated.deaths_averted[kPublic] > 0);
        }
    }
}

TEST_CASE("counted directly, histories have the analytic expectation, with history and selection") {
    for (const double selection : {0.6, 1.7}) {
        if (!is_long() && selection < 1)
            continue; // the harder one stands for both
        std::map<std::string, double> overrides = kEverything;
        overrides["selection_residual"] = selection;
        const HarborHistories city(make_harbor(kFewRows), overrides, History::on);
        const std::size_t sites = city.harbor->reach.size();
        std::vector<BoothAcceptance> acceptances;
        std::vector<SiteEffect> exact;
        std::vector<Arm> arms;
        for (std::size_t site = 0; site < sites; ++site) {
            exact.push_back(effect_of(city.harbor->plan, city.setup, city.attractions[0], site));
            SiteDemand demand = city.demand(site);
            demand.uses_a_day = exact.back().uses_wanted_a_day;
            acceptances.push_back(steady_acceptance(demand));
        }
        for (std::size_t site = 0; site < sites; ++site)
            arms.push_back({{site, &acceptances[site], &city.attractions[0]}});
        constexpr int kReplications = 60;
        std::array<double, 3> sum{}, squares{}, truth{};
        for (const SiteEffect& effect : exact) {
            truth[0] += all_deaths(effect);
            truth[1] += effect.overdoses_on_site;
            truth[2] += effect.runs_averted;
        }
        for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
            std::array<double, 3> figures{};
            for (const HistoryCounts& change :
                 count_paired(city.plan(replication), {}, arms).changes) {
                figures[0] += events_of(all_averted(change.direct)) / 5;
                figures[1] += events_of(change.direct.overdoses_on_site) / 5;
                figures[2] += events_of(change.direct.runs_averted) / 5;
            }
            for (std::size_t k = 0; k < figures.size(); ++k) {
                sum[k] += figures[k] / kReplications;
                squares[k] += figures[k] * figures[k] / kReplications;
            }
        }
        for (std::size_t k = 0; k < sum.size(); ++k) {
            const double error = std::sqrt((squares[k] - sum[k] * sum[k]) / (kReplications - 1));
            INFO("figure " << k << ": " << sum[k] << " +- " << error << " of " << truth[k]);
            CHECK(error < 0.01 * truth[k]);
            CHECK(std::abs(sum[k] - truth[k]) < 4 * error);
        }
    }
}

TEST_CASE("years add up to the whole run but for rounding") {
    const HarborHistories city(make_harbor(kFewRows), kEverything, History::on);
    const Arm arm{city.open(2)};
    HistoryCounts sum;
    const auto years = count_years(city.plan(1), arm);
    REQUIRE(years.size() == 5);
    for (const HistoryCounts& year : years)
        sum += year;
    const HistoryCounts whole = count_all(city.plan(1), arm);
    CHECK(deaths_of(sum) == Approx(deaths_of(whole)).epsilon(1e-9));
    CHECK(events_of(sum.runs) == Approx(events_of(whole.runs)).epsilon(1e-9));
}

TEST_CASE("deaths after release, counted, are the share that the windows' time and ratio give") {
    const HarborHistories city(make_harbor(kFewRows), {{"releases_a_year", 0.8}}, History::on);
    const RiskWindow& release = city.histories.terms.release;
    const double formula = release.share_of_time() * release.ratio / release.mean_ratio();
    REQUIRE(formula > 0.02);
    constexpr int kReplications = 120;
    double mean = 0, squares = 0;
    for (int replication = 0; replication < kReplications; ++replication) {
        const HistoryCounts counts =
            count_all(city.plan(static_cast<std::uint32_t>(replication)), {});
        const double share = events_of(counts.deaths_after_release) / deaths_of(counts);
        mean += share / kReplications;
        squares += share * share / kReplications;
    }
    const double error = std::sqrt((squares - mean * mean) / (kReplications - 1));
    INFO(mean << " +- " << error << " of " << formula);
    CHECK(error < 0.02 * formula);
    CHECK(std::abs(mean - formula) < 4 * error);

    HarborHistories nobody_released(make_harbor(kFewRows), {{"releases_a_year", 0.0}}, History::on);
    CHECK(count_all(nobody_released.plan(0), {}).deaths_after_release == 0);
}

TEST_CASE("one more person changes nobody else's history") {
    const HarborHistories city(make_harbor(kFewRows), kEverything, History::on);
    HistorySetup fewer = city.histories;
    fewer.people.pop_back();
    HistoriesPlan plan = city.plan(2);
    const HistoryCounts all = count_all(plan, {city.open(1)});
    const std::size_t last = fewer.people.size();
    plan.rows = {last, 1};
    const HistoryCounts alone = count_all(plan, {city.open(1)});
    plan.rows = {};
    plan.draw = &fewer;
    HistoryCounts sum = count_all(plan, {city.open(1)});
    sum += alone;
    CHECK(sum == all);
}

TEST_CASE("rows simulated in turns are the rows simulated at once") {
    const HarborHistories city(make_harbor(kFewRows), kEverything, History::on);
    double parts = 0;
    for (std::size_t first = 0; first < 4; ++first) {
        HistoriesPlan plan = city.plan(2);
        plan.rows = {first, 4};
        parts += deaths_of(count_all(plan, {})) / 4;
    }
    CHECK(parts == Approx(deaths_of(count_all(city.plan(2), {}))).epsilon(1e-10));
}

TEST_CASE("under constant inputs baseline deaths meet the recorded deaths, without trend") {
    auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.years = 10;
    const HarborHistories city(std::move(harbor), {{"supply_shocks_a_year", 3.0}}, History::on);
    constexpr std::uint32_t kReplications = 60;
    std::vector<double> slopes, totals;
    for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
        const auto years = count_years(city.plan(replication), {});
        double slope = 0, total = 0;
        for (std::size_t year = 0; year < years.size(); ++year) {
            slope += (static_cast<double>(year) - 4.5) * deaths_of(years[year]) / 82.5;
            total += deaths_of(years[year]) / 10;
        }
        slopes.push_back(slope);
        totals.push_back(total);
    }
    const auto mean_with_error = [&](const std::vector<double>& values) {
        double mean = 0, variance = 0;
        for (const double value : values)
            mean += value / kReplications;
        for (const double value : values)
            variance += (value - mean) * (value - mean) / (kReplications - 1);
        return std::pair(mean, std::sqrt(variance / kReplications));
    };
    const double recorded = city.setup.fit.baseline_deaths;
    const auto [slope, slope_error] = mean_with_error(slopes);
    const auto [total, total_error] = mean_with_error(totals);
    INFO("a year " << total << " +- " << total_error << " of " << recorded << ", trend " << slope
                   << " +- " << slope_error << " a year");
    CHECK(slope_error < 0.001 * recorded);
    CHECK(std::abs(slope) < 4 * slope_error);
    CHECK(total_error < 0.004 * recorded);
    CHECK(std::abs(total - recorded) < 4 * total_error);
}

TEST_CASE("the fit's long run has the recorded deaths in every area") {
    const HarborHistories city(make_harbor(kFewRows), kEverything, History::on);
    CHECK(city.histories.fitted_deaths == Approx(city.setup.fit.baseline_deaths).epsilon(1e-10));
}

} // namespace careshed::histories_test
