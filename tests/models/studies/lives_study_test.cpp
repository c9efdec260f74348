// The study with lives: the closed form where nothing is remembered, the plain mean of many worlds
// where it is, and the same bits on any number of threads.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "models/studies/lives_study.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::lives_study_test {

using namespace careshed::test;

namespace {

struct LivedHarbor {
    std::unique_ptr<HarborStudy> harbor = make_harbor(kFewRows);
    NearbySites nearby{harbor->reach, harbor->population.people.size()};
    ExpectedStudy expected;

    explicit LivedHarbor(int draws, const std::map<std::string, double>& overrides = {}) {
        harbor->scenario.run.draws = draws;
        harbor->scenario.model.overrides = overrides;
        expected = evaluate_study(harbor->plan);
    }
    [[nodiscard]] LivesStudy live(const LivesSpec& spec, int threads = 0,
                                  RunJournal* journal = nullptr) const {
        StudyPlan plan = harbor->plan;
        plan.threads = {threads};
        return live_study({&plan, &nearby, spec}, expected, journal);
    }
};

void check_same_bits(const LivesStudy& one, const LivesStudy& other) {
    CHECK(one.chance_share == other.chance_share);
    CHECK(one.slope == other.slope);
    CHECK(one.worlds == other.worlds);
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

TEST_CASE("without history or a played queue a study with lives is the closed form's") {
    const LivedHarbor city(3, {{"selection_residual", 0.9}}); // above 1 lives have a cap
    const LivesStudy lives = city.live({History::off, false});
    CHECK(lives.slope == Approx(1).epsilon(1e-9));
    CHECK(lives.chance_share < 1e-12);
    CHECK(lives.worlds == kFewestWorlds);
    for (std::size_t d = 0; d < kDecaySets; ++d) {
        const OutcomeTable &found = lives.by_decay[d], &exact = city.expected.by_decay[d];
        for (std::size_t site = 0; site < found.sites().size(); ++site) {
            for (std::size_t k = 0; k < found.outcomes().size(); ++k) {
                INFO(found.outcomes()[k].id << " of site " << site);
                CHECK(found.central(site, k) == Approx(exact.central(site, k)).epsilon(2e-4));
                for (std::size_t draw = 0; draw < found.draws(); ++draw)
                    CHECK(found.draws_of(site, k)[draw] ==
                          Approx(exact.draws_of(site, k)[draw]).epsilon(2e-4));
            }
            const OutcomeTable& groups = lives.groups_by_decay[d];
            for (std::size_t k = 0; k < groups.outcomes().size(); ++k)
                CHECK(groups.central(site, k) ==
                      Approx(city.expected.groups_by_decay[d].central(site, k)).epsilon(2e-4));
        }
    }
}

TEST_CASE("the closed form as control leaves the mean of many worlds where it is") {
    const LivedHarbor city(1);
    const LivesSpec spec;
    const Experiment experiment{&city.harbor->plan, &city.nearby, spec};
    const LivedWorlds lived(experiment, city.expected, nullptr,
                            {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    const WorldLayout& layout = lived.layout();
    const DrawOfLives central = lived.set_up(DrawId::central());
    constexpr std::uint32_t kWorlds = 400; // numbers beyond the draw's own: other chance
    std::vector<WorldValues> worlds(kWorlds);
    for_each_index(kWorlds, {}, [&](std::size_t k) {
        worlds[k] = lived.values(central, kMostWorlds + static_cast<std::uint32_t>(k));
    });
    const LivesStudy study = city.live(spec);
    const auto mean_and_variance = [&](auto&& figure) {
        double mean = 0, squares = 0;
        for (const WorldValues& values : worlds) {
            mean += figure(values) / kWorlds;
            squares += figure(values) * figure(values) / kWorlds;
        }
        return std::pair(mean, squares - mean * mean);
    };
    const std::size_t column = study.by_decay[0].outcome("deaths_averted");
    for (std::size_t site = 0; site < layout.sites; ++site) {
        const auto averted = [](const WorldValues& values, std::size_t first) {
            return total(read_figures(std::span(values).subspan(first)), kDeaths);
        };
        const auto lived_of = [&](const WorldValues& values) {
            return averted(values, layout.lived(0, site));
        };
        const auto left_of = [&](const WorldValues& values) {
            return lived_of(values) - study.slope * averted(values, layout.direct(0, site));
        };
        const auto [mean, variance] = mean_and_variance(lived_of);
        const double left = mean_and_variance(left_of).second;
        const double error = std::sqrt(variance / kWorlds + left / kCentralWorlds);
        const double found = study.by_decay[0].central(site, column);
        INFO("site " << site << ": " << found << " beside " << mean << " +- " << error);
        CHECK(left < 0.35 * variance);
        CHECK(error < 0.04 * mean);
        CHECK(std::abs(found - mean) < 4 * error);
    }
}

TEST_CASE("parts of a site's benefit add up, and each setting's is a gain") {
    const LivedHarbor city(12);
    const LivesStudy lives = city.live({});
    CHECK(std::abs(lives.control.mean - 1) < 4 * lives.control.error);
    CHECK(lives.control.error < 0.02);
    for (std::size_t site = 0; site < city.harbor->reach.size(); ++site) {
        const OutcomeTable& table = lives.by_decay[0];
        const double at_home = sum_of_draws(table, site, "deaths_averted_private");
        const double in_public = sum_of_draws(table, site, "deaths_averted_public");
        CHECK(at_home > 0);
        CHECK(in_public > 0);
        CHECK(at_home + in_public ==
              Approx(sum_of_draws(table, site, "deaths_averted")).epsilon(1e-12));
        // Who is saved may die later: less than the closed form, and more than nothing.
        CHECK(at_home + in_public <
              sum_of_draws(city.expected.by_decay[0], site, "deaths_averted"));
    }
}

TEST_CASE("a study with lives is the same bits on any threads and from a journal, round by round") {
    LivedHarbor city(6);
    // Two sites that hardly differ, and nothing is equally good: chance asks for more worlds.
    city.harbor->scenario.run.indifference = 0;
    std::erase_if(city.harbor->city.candidates, [](const Candidate& site) {
        return !site.name.starts_with("Heron") && !site.name.starts_with("Ropewalk");
    });
    REQUIRE(city.harbor->city.candidates.size() == 2);
    city.harbor->walk();
    city.nearby = NearbySites(city.harbor->reach, city.harbor->population.people.size());
    city.expected = evaluate_study(city.harbor->plan);
    const LivesStudy one = city.live({}, 1);
    REQUIRE(one.worlds > kFewestWorlds);
    for (const int threads : {2, 3})
        check_same_bits(one, city.live({}, threads));

    const auto file = std::filesystem::temp_directory_path() /
                      ("careshed-lives-" + std::to_string(::getpid()) + ".resume");
    const std::string run(64, '0');
    {
        RunJournal journal(file, run);
        check_same_bits(one, city.live({}, 2, &journal));
    }
    // As if stopped within the second round, and once more in the first.
    for (const std::uintmax_t share : {3U, 6U}) {
        std::filesystem::resize_file(file, std::filesystem::file_size(file) * share / 8);
        RunJournal journal(file, run);
        CHECK(journal.pieces() > 0);
        check_same_bits(one, city.live({}, 2, &journal));
    }
    std::filesystem::remove(file);
}

TEST_CASE("lived sequentially, the first sites and what is said of them stay the same") {
    LivedHarbor city(60);
    const LivesStudy even = city.live({});
    city.harbor->scenario.run.allocation = Allocation::sequential;
    const LivesStudy sequential = city.live({}, 2);
    check_same_bits(sequential, city.live({}, 1));
    CHECK(even.site_worlds == even.all_site_worlds);
    CHECK(sequential.site_worlds < 0.9 * sequential.all_site_worlds);
    const std::size_t deaths = even.by_decay[0].outcome("deaths_averted");
    std::size_t stayed = 0;
    for (std::size_t site = 0; site < city.harbor->reach.size(); ++site) {
        stayed += sequential.lived_draws[site] == 60 ? 1 : 0;
        for (std::size_t d = 0; d < kDecaySets; ++d) {
            INFO(even.by_decay[d].sites()[site]);
            const double of_even = sum_of_draws(even.by_decay[d], site, "deaths_averted");
            const double of_sequential =
                sum_of_draws(sequential.by_decay[d], site, "deaths_averted");
            CHECK(of_sequential == Approx(of_even).epsilon(0.05));
            double miss = 0, size = 0; // chance in a draw's few worlds among it
            for (std::size_t draw = 0; draw < 60; ++draw) {
                const double value = even.by_decay[d].draws_of(site, deaths)[draw];
                miss += std::pow(sequential.by_decay[d].draws_of(site, deaths)[draw] - value, 2);
                size += value * value;
            }
            CHECK(std::sqrt(miss / size) < 0.15);
        }
    }
    CHECK(stayed >= Contenders::kFirst);
    CHECK(stayed < city.harbor->reach.size());
    CHECK(sequential.lived_draws[city.harbor->site("S01")] == 60);
}

TEST_CASE("one more candidate changes nobody else's figures, be it the last or the best") {
    LivedHarbor with(5);
    with.harbor->scenario.run.worlds = 4; // else their number hangs on which two sites lead
    const LivesStudy all = with.live({});
    for (const char* more : {"S15", "S01"}) {
        LivedHarbor without(5);
        without.harbor->scenario.run.worlds = 4;
        auto& candidates = without.harbor->city.candidates;
        std::erase_if(candidates, [&](const Candidate& site) { return site.id == more; });
        REQUIRE(candidates.size() + 1 == with.harbor->city.candidates.size());
        without.harbor->walk();
        without.nearby =
            NearbySites(without.harbor->reach, without.harbor->population.people.size());
        without.expected = evaluate_study(without.harbor->plan);
        const LivesStudy fewer = without.live({});
        REQUIRE(fewer.worlds == 4);
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

} // namespace careshed::lives_study_test
