#include "engine/report/arm_pairs.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

namespace careshed::arm_pairs_test {

namespace {

constexpr double kZone = 0.05;

/// Deaths averted, runs called and uses of some arms, the same values in each outcome.
OutcomeTable arms_with(const std::vector<std::vector<double>>& draws) {
    std::vector<std::string> names;
    for (std::size_t arm = 0; arm < draws.size(); ++arm)
        names.push_back(std::string(1, static_cast<char>('A' + arm)));
    OutcomeTable table(names,
                       {{"deaths_averted", "Deaths averted", "deaths a year", 1, 2, ""},
                        {"ems_runs_on_site", "EMS runs called on-site", "runs a year", -1, 1, ""},
                        {"uses_a_day", "Uses a day", "uses a day", 0, 0, ""}},
                       draws.front().size());
    for (std::size_t arm = 0; arm < draws.size(); ++arm)
        for (std::size_t k = 0; k < 3; ++k) {
            std::ranges::copy(draws[arm], table.draws_of(arm, k).begin());
            table.central(arm, k) = draws[arm].front();
        }
    return table;
}

std::vector<double> constant(double value) { return std::vector<double>(20, value); }

/// `value` in the first `count` of 20 draws, 0 in the others.
std::vector<double> first_draws(int count, double value) {
    std::vector<double> draws(20, 0.0);
    std::fill_n(draws.begin(), count, value);
    return draws;
}

std::string sentence(const OutcomeTable& table) {
    return arm_pair_sentence(table, arm_pairs(table, kZone).front(), kZone);
}

} // namespace

TEST_CASE("A pair is better, equally good or indistinguishable by the rules of a ranking",
          "[report]") {
    const auto says = [](const std::vector<double>& first, const std::vector<double>& second) {
        const auto pairs = arm_pairs(arms_with({first, second}), kZone);
        return std::vector<std::string>{pairs[0].interpretation, pairs[1].interpretation,
                                        pairs[2].interpretation};
    };
    using Words = std::vector<std::string>;
    CHECK(says(constant(1), constant(0)) == Words{"better", "worse", "larger"});
    CHECK(says(constant(0), constant(1)) == Words{"worse", "better", "smaller"});
    // 19 of 20 draws are 95 %, 18 are not.
    CHECK(says(first_draws(19, 1), constant(0))[0] == "better");
    CHECK(says(first_draws(18, 1), constant(0))[0] == "statistically indistinguishable");
    // The zone is of deaths averted alone.
    CHECK(says(constant(0.04), constant(0)) == Words{"equally good", "worse", "larger"});
    CHECK(says(constant(0), constant(0.06))[0] == "worse");
    const std::string same = "statistically indistinguishable";
    CHECK(says(constant(1), constant(1)) == Words{same, same, same});
}

TEST_CASE("A pair's figures are of the first less the second, whichever is ahead", "[report]") {
    const OutcomeTable table = arms_with({first_draws(5, 1), constant(0.5), constant(0.5)});
    const std::vector<ArmPair> pairs = arm_pairs(table, kZone);
    REQUIRE(pairs.size() == 9);
    CHECK(pairs[0].difference.mean == Approx(-0.25));
    CHECK(pairs[0].difference.low == Approx(-0.5));
    CHECK(pairs[0].difference.high == Approx(0.5));
    CHECK(pairs[0].central == Approx(0.5));
    CHECK(pairs[0].share_first_better == 0.25);
    CHECK(pairs[1].share_first_better == 0.75); // fewer runs are better
    CHECK(pairs[2].share_first_better == 0.25);
    const ArmPair& equal = pairs[6];
    CHECK((equal.first == 1 && equal.second == 2));
    CHECK(equal.difference.mean == 0);
    CHECK(equal.share_first_better == 0.5);
}

TEST_CASE("A council can read what a pair says", "[report]") {
    CHECK(sentence(arms_with({constant(0.3), constant(0.1)})) ==
          "\"A\" averts 0.20 deaths a year more than \"B\" (95 % interval 0.20 to 0.20), and more "
          "in 20 of 20 draws.");
    CHECK(sentence(arms_with({constant(0), first_draws(19, 0.3)})) ==
          "\"B\" averts 0.28 deaths a year more than \"A\" (95 % interval 0.00 to 0.30), and more "
          "in 19 of 20 draws.");
    CHECK(sentence(arms_with({constant(0.1), first_draws(10, 0.4)})) ==
          "\"B\" and \"A\" cannot be told apart: the first averts 0.10 deaths a year more on "
          "average (95 % interval -0.10 to 0.30), and more in 10 of 20 draws.");
    CHECK(sentence(arms_with({constant(0.104), constant(0.1)})) ==
          "\"A\" and \"B\" are equally good: the first averts 0.0040 deaths a year more (95 % "
          "interval 0.0040 to 0.0040), and more in 20 of 20 draws, but by no more than the 0.05 "
          "that count as equal.");
    CHECK(sentence(arms_with({constant(0.1), constant(0.1)})) ==
          "\"A\" and \"B\" avert the same deaths in every draw.");
}

} // namespace careshed::arm_pairs_test
