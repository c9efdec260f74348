// The study with individual histories: the analytic expectation without history, the plain mean of
// many replications with it, and the same bits on any number of threads.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "models/studies/histories_study.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::histories_study_test {

using namespace careshed::test;

namespace {

struct SimulatedHarbor {
    std::unique_ptr<HarborStudy> harbor = make_harbor(kFewRows);
    NearbySites nearby{harbor->reach, harbor->population.people.size()};
    ExpectedStudy expected;

    explicit SimulatedHarbor(int draws, const std::map<std::string, double>& overrides = {}) {
        harbor->scenario.run.draws = draws;
        harbor->scenario.model.overrides = overrides;
        expected = evaluate_study(harbor->plan);
    }
    [[nodiscard]] HistoriesStudy simulate(const HistoriesSpec& spec, int threads = 0,
                                          RunJournal* journal = nullptr) const {
        StudyPlan plan = harbor->plan;
        plan.threads = {threads};
        return simulate_study({&plan, &nearby, spec}, expected, journal);
    }
};

void check_same_bits(const HistoriesStudy& one, const HistoriesStudy& other) {
    CHECK(one.chance_share == other.chance_share);
    CHECK(one.slope == other.slope);
    CHECK(one.replications == other.replications);
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < one.by_decay[d].sites().size(); ++site)
            for (std::size_t k = 0; k < one.by_decay[d].outcomes().size(); ++k) {
                const auto a = one.by_decay[d].draws_of(site, k);
                const auto b = other.by_decay[d].draws_of(site, k);
                CHECK(std::equal(a.begin(), a.end(), b.begin()));
            }
}

double sum_of_draws(const OutcomeTable& table, std::size_t site, const char* outcome) {
    double sum = 0;
    for (const double value : table.draws_of(site, table.outcome(outcome)))
        sum += value;
    return sum;
}

} // namespace

TEST_CASE("without history or a simulated queue the study is the analytic expectation") {
    const SimulatedHarbor city(3, {{"selection_residual", 0.9}}); // above 1 histories have a cap
    const HistoriesStudy histories = city.simulate({History::off, false});
    CHECK(histories.slope == Approx(1).epsilon(1e-9));
    CHECK(histories.chance_share < 1e-12);
    CHECK(histories.replications == kFewestReplications);
    for (std::size_t d = 0; d < kDecaySets; ++d) {
        const OutcomeTable &found = histories.by_decay[d], &exact = city.expected.by_decay[d];
        for (std::size_t site = 0; site < found.sites().size(); ++site) {
            for (std::size_t k = 0; k < found.outcomes().size(); ++k) {
                INFO(found.outcomes()[k].id << " of site " << site);
                CHECK(found.central(site, k) == Approx(exact.central(site, k)).epsilon(2e-4));
                for (std::size_t draw = 0; draw < found.draws(); ++draw)
                    CHECK(found.draws_of(site, k)[draw] ==
                          Approx(exact.draws_of(site, k)[draw]).epsilon(2e-4));
            }
            const OutcomeTable& groups = histories.groups_by_decay[d];
            for (std::size_t k = 0; k < groups.outcomes().size(); ++k)
                CHECK(groups.central(site, k) ==
                      Approx(city.expected.groups_by_decay[d].central(site, k)).epsilon(2e-4));
        }
    }
}

TEST_CASE("the analytic expectation as control variate leaves the mean unchanged") {
    const SimulatedHarbor city(1);
    const HistoriesSpec spec;
    const Experiment experiment{&city.harbor->plan, &city.nearby, spec};
    const SiteReplications simulated(experiment, city.expected, nullptr,
                                     {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    const ReplicationLayout& layout = simulated.layout();
    const OpenedDraw central = simulated.set_up(DrawId::central());
    constexpr std::uint32_t kReplications = 400; // beyond the draw's own: other random numbers
    std::vector<ReplicationValues> replications(kReplications);
    for_each_index(kReplications, {}, [&](std::size_t k) {
        replications[k] =
            simulated.values(central, kMostReplications + static_cast<std::uint32_t>(k));
    });
    const HistoriesStudy study = city.simulate(spec);
    const auto mean_and_variance = [&](auto&& figure) {
        double mean = 0, squares = 0;
        for (const ReplicationValues& values : replications) {
            mean += figure(values) / kReplications;
            squares += figure(values) * figure(values) / kReplications;
        }
        return std::pair(mean, squares - mean * mean);
    };
    const std::size_t column = study.by_decay[0].outcome("deaths_averted");
    for (std::size_t site = 0; site < layout.sites; ++site) {
        const auto averted = [](const ReplicationValues& values, std::size_t first) {
            return total(read_figures(std::span(values).subspan(first)), kDeaths);
        };
        const auto simulated_of = [&](const ReplicationValues& values) {
            return averted(values, layout.simulated(0, site));
        };
        const auto left_of = [&](const ReplicationValues& values) {
            return simulated_of(values) - study.slope * averted(values, layout.direct(0, site));
        };
        const auto [mean, variance] = mean_and_variance(simulated_of);
        const double left = mean_and_variance(left_of).second;
        const double error = std::sqrt(variance / kReplications + left / kCentralReplications);
        const double found = study.by_decay[0].central(site, column);
        INFO("site " << site << ": " << found << " beside " << mean << " +- " << error);
        CHECK(left < 0.35 * variance);
        CHECK(error < 0.04 * mean);
        CHECK(std::abs(found - mean) < 4 * error);
    }
}

TEST_CASE("parts of a site's benefit add up, and each setting's is a gain") {
    const SimulatedHarbor city(12);
    const HistoriesStudy histories = city.simulate({});
    CHECK(std::abs(histories.control.mean - 1) < 4 * histories.control.error);
    CHECK(histories.control.error < 0.02);
    for (std::size_t site = 0; site < city.harbor->reach.size(); ++site) {
        const OutcomeTable& table = histories.by_decay[0];
        const double at_home = sum_of_draws(table, site, "deaths_averted_private");
        const double in_public = sum_of_draws(table, site, "deaths_averted_public");
        CHECK(at_home > 0);
        CHECK(in_public > 0);
        CHECK(at_home + in_public ==
              Approx(sum_of_draws(table, site, "deaths_averted")).epsilon(1e-12));
        // People who survive may die later: below the analytic expectation, above zero.
        CHECK(at_home + in_public <
              sum_of_draws(city.expected.by_decay[0], site, "deaths_averted"));
    }
}

TEST_CASE("a study of histories is the same bits on any threads and resumed from a journal") {
    SimulatedHarbor city(6);
    // Two sites that hardly differ, without indifference zone: more replications are needed.
    city.harbor->scenario.run.indifference = 0;
    std::erase_if(city.harbor->city.candidates, [](const Candidate& site) {
        return !site.name.starts_with("Heron") && !site.name.starts_with("Ropewalk");
    });
    REQUIRE(city.harbor->city.candidates.size() == 2);
    city.harbor->walk();
    city.nearby = NearbySites(city.harbor->reach, city.harbor->population.people.size());
    city.expected = evaluate_study(city.harbor->plan);
    const HistoriesStudy one = city.simulate({}, 1);
    REQUIRE(one.replications > kFewestReplications);
    for (const int threads : {2, 3})
        check_same_bits(one, city.simulate({}, threads));

    const auto file = std::filesystem::temp_directory_path() /
                      ("careshed-histories-" + std::to_string(::getpid()) + ".resume");
    const std::string run(64, '0');
    {
        RunJournal journal(file, run);
        check_same_bits(one, city.simulate({}, 2, &journal));
    }
    // As if stopped within the second round, and once more in the first.
    for (const std::uintmax_t share : {3U, 6U}) {
        std::filesystem::resize_file(file, std::filesystem::file_size(file) * share / 8);
        RunJournal journal(file, run);
        CHECK(journal.pieces() > 0);
        check_same_bits(one, city.simulate({}, 2, &journal));
    }
    std::filesystem::remove(file);
}

TEST_CASE("under sequential elimination the first sites and their figures stay the same") {
    SimulatedHarbor city(60);
    const HistoriesStudy even = city.simulate({});
    city.harbor->scenario.run.allocation = Allocation::sequential;
    const HistoriesStudy sequential = city.simulate({}, 2);
    check_same_bits(sequential, city.simulate({}, 1));
    CHECK(even.site_replications == even.all_site_replications);
    CHECK(sequential.site_replications < 0.9 * sequential.all_site_replications);
    const std::size_t deaths = even.by_decay[0].outcome("deaths_averted");
    std::size_t stayed = 0;
    for (std::size_t site = 0; site < city.harbor->reach.size(); ++site) {
        stayed += sequential.simulated_draws[site] == 60 ? 1 : 0;
        for (std::size_t d = 0; d < kDecaySets; ++d) {
            INFO(even.by_decay[d].sites()[site]);
            const double of_even = sum_of_draws(even.by_decay[d], site, "deaths_averted");
            const double of_sequential =
                sum_of_draws(sequential.by_decay[d], site, "deaths_averted");
            CHECK(of_sequential == Approx(of_even).epsilon(0.05));
            double miss = 0, size = 0; // with Monte Carlo error of few replications
            for (std::size_t draw = 0; draw < 60; ++draw) {
                const double value = even.by_decay[d].draws_of(site, deaths)[draw];
                miss += std::pow(sequential.by_decay[d].draws_of(site, deaths)[draw] - value, 2);
                size += value * value;
            }
            CHECK(std::sqrt(miss / size) < 0.15);
        }
    }
    CHECK(stayed >= SequentialElimination::kFirst);
    CHECK(stayed < city.harbor->reach.size());
    CHECK(sequential.simulated_draws[city.harbor->site("S01")] == 60);
}

TEST_CASE("one more candidate changes nobody else's figures, be it the last or the best") {
    SimulatedHarbor with(5);
    with.harbor->scenario.run.replications = 4; // else it depends on which two sites lead
    const HistoriesStudy all = with.simulate({});
    for (const char* more : {"S15", "S01"}) {
        SimulatedHarbor without(5);
        without.harbor->scenario.run.replications = 4;
        auto& candidates = without.harbor->city.candidates;
        std::erase_if(candidates, [&](const Candidate& site) { return site.id == more; });
        REQUIRE(candidates.size() + 1 == with.harbor->city.candidates.size());
        without.harbor->walk();
        without.nearby =
            NearbySites(without.harbor->reach, without.harbor->population.people.size());
        without.expected = evaluate_study(without.harbor->plan);
        const HistoriesStudy fewer = without.simulate({});
        REQUIRE(fewer.replications == 4);
        for (std::size_t site = 0; site < candidates.size(); ++site) {
            const std::size_t same = with.harbor->site(candidates[site].id);
            INFO(more << " is one more beside " << candidates[site].id);
            for (std::size_t d = 0; d < kDecaySets; ++d)
                for (std::size_t k = 0; k < all.by_decay[d].outcomes().size(); ++k) {
                    const auto one = fewer.by_decay[d].draws_of(site, k);
                    const auto other = all.by_decay[d].draws_of(same, k);
                    CHECK(std::equal(one.begin(), one.end(), other.begin()));
                }
        }
    }
}

} // namespace careshed::histories_study_test
