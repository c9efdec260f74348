#include "engine/choose/enough_draws.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "engine/choose/ranking.hpp"
#include "engine/core/distributions.hpp"

namespace careshed::enough_draws_test {

namespace {

constexpr const char* kObjective = "averted";

/// Three sites; the second does better than the first in a share of draws.
OutcomeTable random_table(std::size_t draws, double lead, std::uint32_t trial = 0) {
    OutcomeTable table({"a", "b", "c"}, {{kObjective, "Averted", "a year", 1, 2, ""}}, draws);
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
        DrawStream stream({trial, Purpose::test, 8, draw});
        table.draws_of(0, 0)[draw] = lead + sample_normal(stream);
        table.draws_of(1, 0)[draw] = sample_normal(stream);
        table.draws_of(2, 0)[draw] = -50;
    }
    return table;
}

/// Standard deviation over tables of a function of each.
template <class Value> double spread_of(int tables, Value&& value) {
    std::vector<double> values;
    for (int trial = 0; trial < tables; ++trial)
        values.push_back(value(random_table(200, 3, static_cast<std::uint32_t>(trial))));
    return summarise(values).standard_error * std::sqrt(tables);
}

} // namespace

TEST_CASE("The standard errors are how far repeated runs scatter", "[choose]") {
    const OutcomeTable many = random_table(200, 3, 10000);
    const double p = spread_of(400, [](const OutcomeTable& table) {
        return rank_sites(table, kObjective, 0).sites.front().p_best;
    });
    CHECK(standard_error_of({StopOn::p_best, 0}, many, kObjective, 200) == Approx(p).epsilon(0.5));
    const double end = spread_of(400, [](const OutcomeTable& table) {
        const Summary summary = summarise(table.draws_of(0, 0));
        return summary.high / 3.92; // its width when known
    });
    double error = 0;
    for (std::uint32_t trial = 0; trial < 50; ++trial)
        error +=
            standard_error_of({StopOn::interval, 0}, random_table(200, 3, trial), kObjective, 200);
    CHECK(error / 50 == Approx(end).epsilon(0.3)); // both ends alike
}

TEST_CASE("Draws end at the first look that is precise enough", "[choose]") {
    const OutcomeTable table = random_table(1000, 1);
    CHECK(enough_draws({StopOn::draws, 1}, table, kObjective) == 1000);
    for (const StopOn on : {StopOn::p_best, StopOn::p_top, StopOn::interval}) {
        const StopRule rule{on, 0.03};
        const std::size_t draws = enough_draws(rule, table, kObjective);
        CAPTURE(name_of(on), draws);
        CHECK((draws == 1000 || standard_error_of(rule, table, kObjective, draws) <= 0.03));
        if (draws > kFewestDraws && draws < 1000)
            CHECK(standard_error_of(rule, table, kObjective, draws / 2) > 0.03);
    }
    // sqrt(0.76 x 0.24 / n) <= 0.025 from n = 292 on.
    CHECK(enough_draws({StopOn::p_best, 0.025}, table, kObjective) == 400);
    CHECK(enough_draws({StopOn::p_best, 0.0001}, table, kObjective) == 1000);
    CHECK(enough_draws({StopOn::p_best, 0.5}, table, kObjective) == kFewestDraws);
}

TEST_CASE("What all draws say alike is not taken as certain", "[choose]") {
    const OutcomeTable table = random_table(60, 100);
    CHECK(standard_error_of({StopOn::p_best, 0}, table, kObjective, 50) ==
          Approx(std::sqrt(51.0 / 52 / 52 / 50)));
}

} // namespace careshed::enough_draws_test
