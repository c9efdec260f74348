#include <catch2/catch.hpp>

#include "engine/outcomes/outcomes.hpp"

namespace careshed::outcomes_test {

namespace {

const ToldSteps kSteps{{0.1, 0}, {0.2, 0.15}};

OutcomeTable two_sites() {
    OutcomeTable table({"A", "B"},
                       {{"deaths_averted", "", "", 1, 2, ""}, {"uses", "", "", 0, 0, ""}}, 4);
    const double deaths[2][4]{{0.31, 0.36, 0.44, 0.49}, {0.11, 0.12, 0.13, 0.14}};
    for (std::size_t site = 0; site < 2; ++site) {
        for (std::size_t draw = 0; draw < 4; ++draw) {
            table.draws_of(site, 0)[draw] = deaths[site][draw];
            table.draws_of(site, 1)[draw] = 12.3456;
        }
        table.central(site, 0) = deaths[site][1];
    }
    return table;
}

} // namespace

TEST_CASE("A table in steps tells means, ends and central figures in multiples", "[outcomes]") {
    const OutcomeTable exact = two_sites(), told = exact.in_steps(kSteps);
    CHECK(exact.summary(0, 0).mean == Approx(0.4));
    CHECK(told.summary(0, 0).mean == 0.4);
    CHECK(told.summary(0, 0).low == 0.3);
    CHECK(told.central(0, 0) == 0.4);
    CHECK(told.outcomes()[0].decimals == 1);
    CHECK(told.summary(1, 0).mean == 0.12); // in steps of 0.02, since nearby is half as much
}

TEST_CASE("A difference of effects is told by its step, however small it is", "[outcomes]") {
    OutcomeTable exact({"A"}, {{"net", "", "", 1, 2, "", 0, true}}, 1);
    exact.central(0, 0) = 0.04;
    CHECK(exact.in_steps({{0.5}, {0.2}}).central(0, 0) == 0);
    CHECK(exact.in_steps({{0.5}, {0.2}}).step_of(0, 0, 9) == 0.5);
}

TEST_CASE("Without a step, and in its draws, a table in steps is the exact one", "[outcomes]") {
    const OutcomeTable exact = two_sites(), told = exact.in_steps(kSteps);
    CHECK(told.summary(0, 1).mean == exact.summary(0, 1).mean);
    CHECK(told.outcomes()[1].decimals == exact.outcomes()[1].decimals);
    for (std::size_t draw = 0; draw < exact.draws(); ++draw)
        CHECK(told.draws_of(0, 0)[draw] == exact.draws_of(0, 0)[draw]);
}

} // namespace careshed::outcomes_test
