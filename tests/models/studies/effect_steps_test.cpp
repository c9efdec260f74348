#include <catch2/catch.hpp>

#include "models/studies/effect_steps.hpp"
#include "models/studies/outcome_list.hpp"

namespace careshed::effect_steps_test {

TEST_CASE("A step is what at least six recorded deaths make of an effect", "[studies]") {
    // 1.7 deaths averted a year where 180 are recorded nearby: six of them stand for 0.057.
    CHECK(effect_step(1.7, 180) == 0.1);
    CHECK(effect_step(-1.7, 180) == 0.1);
    // Of fewer than 11 nearby, as of 11: the effect comes from farther away then.
    CHECK(effect_step(1, 3) == effect_step(1, 11));
    CHECK(effect_step(0, 180) == 0);
}

TEST_CASE("Whatever is recorded, six deaths more never cross more than one step", "[studies]") {
    for (double effect = 0.01; effect < 100; effect *= 1.37)
        for (double recorded = 11; recorded < 5000; recorded *= 1.61) {
            const double step = effect_step(effect, recorded);
            CHECK(6 * effect / recorded <= step * (1 + 1e-12));
            CHECK(step <= 2.5 * 6 * effect / recorded * (1 + 1e-12));
        }
}

TEST_CASE("What follows from use alone has no step, all else has one", "[studies]") {
    OutcomeTable table({"A"}, site_outcomes(), 1);
    for (std::size_t k = 0; k < site_outcomes().size(); ++k)
        table.central(0, k) = 3;
    const std::vector<double> recorded{100};
    const ToldSteps steps = effect_steps(table, recorded);
    const auto step = [&](const char* id) { return steps.of_outcome[table.outcome(id)]; };
    CHECK(step("deaths_averted") > 0);
    CHECK(step("ems_runs_net") > 0);
    CHECK(step("dollars_average") > 0);
    CHECK(step("uses_a_day") == 0);
    CHECK(step("acceptance") == 0);
    CHECK(step("ems_runs_on_site") == 0);
    CHECK(steps.of_site == std::vector{6.0 / 100});
}

TEST_CASE("Six recorded deaths are hidden in every figure that is told", "[studies]") {
    OutcomeTable table({"A"}, site_outcomes(), 40);
    for (std::size_t k = 0; k < site_outcomes().size(); ++k) {
        table.central(0, k) = 1.7;
        for (std::size_t draw = 0; draw < 40; ++draw)
            table.draws_of(0, k)[draw] = 0.05 + 0.09 * static_cast<double>(draw);
    }
    constexpr double kRecorded = 180;
    const OutcomeTable told = table.in_steps(effect_steps(table, std::vector{kRecorded}));
    for (std::size_t k = 0; k < site_outcomes().size(); ++k) {
        if (told.outcomes()[k].step == 0)
            continue;
        const Summary summary = summarise(table.draws_of(0, k));
        for (const double figure : {table.central(0, k), summary.mean, summary.low, summary.high}) {
            INFO(told.outcomes()[k].id << " " << figure);
            CHECK(told.step_of(0, k, figure) >= 6 * figure / kRecorded * (1 - 1e-12));
        }
    }
}

} // namespace careshed::effect_steps_test
