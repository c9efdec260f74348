#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "engine/choose/rank_correlation.hpp"
#include "engine/choose/ranking.hpp"
#include "engine/choose/verdict.hpp"
#include "engine/core/distributions.hpp"
#include "engine/core/error.hpp"
#include "engine/core/random.hpp"

namespace careshed::ranking_test {

namespace {

OutcomeInfo deaths() {
    return {"deaths_averted", "Deaths averted", "deaths a year", 1, 2, "Deaths averted a year."};
}

std::vector<std::string> letters(std::size_t sites) {
    std::vector<std::string> names;
    for (std::size_t site = 0; site < sites; ++site)
        names.push_back(std::string(1, static_cast<char>('a' + site)));
    return names;
}

OutcomeTable table_of(const std::vector<std::vector<double>>& values, int better = 1) {
    OutcomeInfo info = deaths();
    info.better = better;
    OutcomeTable table(letters(values.size()), {info}, values.front().size());
    for (std::size_t site = 0; site < values.size(); ++site)
        std::copy(values[site].begin(), values[site].end(), table.draws_of(site, 0).begin());
    return table;
}

/// Random table with many exact ties.
std::vector<std::vector<double>> random_values(std::uint32_t trial, std::size_t sites,
                                               std::size_t draws) {
    DrawStream stream({9, Purpose::test, 5, trial});
    std::vector<std::vector<double>> values(sites, std::vector<double>(draws));
    for (auto& site : values)
        for (double& value : site)
            value = static_cast<double>(stream.below(6)) / 4;
    return values;
}

/// The literal twin: P(best), P(top 5) and expected rank by counting who is above and equal.
struct Literal {
    double p_best = 0, p_top5 = 0, rank = 0, regret = 0;
};
Literal literal(const std::vector<std::vector<double>>& values, std::size_t site) {
    Literal sum;
    const double draws = static_cast<double>(values[site].size());
    for (std::size_t draw = 0; draw < values[site].size(); ++draw) {
        double above = 0, equal = 0, most = values[site][draw];
        for (const auto& other : values) {
            above += other[draw] > values[site][draw];
            equal += other[draw] == values[site][draw];
            most = std::max(most, other[draw]);
        }
        sum.p_best += above == 0 ? 1 / equal : 0;
        double in_top = 0; // of the places this site may take, those among the first five
        for (double place = above + 1; place <= above + equal; ++place)
            in_top += place <= 5 ? 1 / equal : 0;
        sum.p_top5 += in_top;
        sum.rank += above + (equal + 1) / 2;
        sum.regret += most - values[site][draw];
    }
    return {sum.p_best / draws, sum.p_top5 / draws, sum.rank / draws, sum.regret / draws};
}

const RankedSite& of_site(const Ranking& ranking, std::size_t site) {
    return *std::find_if(ranking.sites.begin(), ranking.sites.end(),
                         [&](const RankedSite& ranked) { return ranked.site == site; });
}

std::string verdict(const OutcomeTable& table, const Ranking& ranking) {
    return verdict_sentence(table, ranking, table.sites());
}

} // namespace

TEST_CASE("Chances and ranks agree with counting who is above, ties and all", "[choose]") {
    for (std::uint32_t trial = 0; trial < 50; ++trial) {
        const std::size_t sites = 1 + trial % 9;
        const auto values = random_values(trial, sites, 23);
        const Ranking ranking = rank_sites(table_of(values), "deaths_averted", 0.05);
        double p_best = 0, p_top5 = 0;
        for (const RankedSite& ranked : ranking.sites) {
            const Literal twin = literal(values, ranked.site);
            CHECK(ranked.p_best == Approx(twin.p_best));
            CHECK(ranked.p_top5 == Approx(twin.p_top5));
            CHECK(ranked.expected_rank == Approx(twin.rank));
            CHECK(ranked.expected_regret == Approx(twin.regret).margin(1e-12));
            CHECK(ranked.rank_low <= ranked.expected_rank);
            CHECK(ranked.rank_high >= ranked.expected_rank);
            p_best += ranked.p_best;
            p_top5 += ranked.p_top5;
        }
        CHECK(p_best == Approx(1));
        CHECK(p_top5 == Approx(std::min<double>(5, static_cast<double>(sites))));
    }
}

TEST_CASE("Relabelled sites give the same answers under their new rows", "[choose]") {
    const auto values = random_values(1000, 8, 101);
    std::vector<std::size_t> order{3, 7, 0, 5, 1, 6, 2, 4};
    OutcomeTable table = table_of(values);
    OutcomeTable permuted(
        [&] {
            std::vector<std::string> names;
            for (const std::size_t site : order)
                names.push_back(table.sites()[site]);
            return names;
        }(),
        {deaths()}, 101);
    for (std::size_t row = 0; row < order.size(); ++row)
        std::copy(values[order[row]].begin(), values[order[row]].end(),
                  permuted.draws_of(row, 0).begin());
    const Ranking before = rank_sites(table, "deaths_averted", 0.05);
    const Ranking after = rank_sites(permuted, "deaths_averted", 0.05);
    REQUIRE(before.sites.size() == after.sites.size());
    for (std::size_t place = 0; place < before.sites.size(); ++place) {
        const RankedSite &x = before.sites[place], &y = after.sites[place];
        CHECK(x.site == order[y.site]);
        CHECK(x.benefit.mean == y.benefit.mean);
        CHECK(x.p_best == y.p_best);
        CHECK(x.p_top5 == y.p_top5);
        CHECK(x.expected_rank == y.expected_rank);
        CHECK(x.expected_regret == y.expected_regret);
        CHECK(x.group == y.group);
    }
    CHECK(verdict(table, before) == verdict(permuted, after));
}

TEST_CASE("One more, worse candidate changes nothing of any other but the rank below it",
          "[choose]") {
    auto values = random_values(2000, 6, 64);
    const OutcomeTable six = table_of(values);
    const Ranking before = rank_sites(six, "deaths_averted", 0.05);
    values.emplace_back(64, -1.0);
    const OutcomeTable seven = table_of(values);
    const Ranking after = rank_sites(seven, "deaths_averted", 0.05);
    CHECK(after.sites.back().site == 6);
    CHECK(verdict(seven, after) == verdict(six, before));
    for (std::size_t place = 0; place < before.sites.size(); ++place) {
        const RankedSite &x = before.sites[place], &y = after.sites[place];
        CHECK(x.site == y.site);
        CHECK(x.benefit.mean == y.benefit.mean);
        CHECK(x.benefit.low == y.benefit.low);
        CHECK(x.benefit.high == y.benefit.high);
        CHECK(x.benefit.standard_error == y.benefit.standard_error);
        CHECK(x.p_best == y.p_best);
        CHECK(x.expected_rank == y.expected_rank);
        CHECK(x.expected_regret == y.expected_regret);
    }
}

TEST_CASE("P(best) of two normals meets the exact formula within 4 standard errors", "[choose]") {
    // P(X > Y) = Phi(d / sqrt(s^2 + t^2)); with d = normal_quantile(0.8) * 5, s = 3, t = 4 it is
    // 0.8.
    const std::size_t draws = 40000;
    std::vector<std::vector<double>> values(2, std::vector<double>(draws));
    DrawStream stream({4, Purpose::test, 6, 0});
    for (std::size_t draw = 0; draw < draws; ++draw) {
        values[0][draw] = 5 * normal_quantile(0.8) + 3 * sample_normal(stream);
        values[1][draw] = 4 * sample_normal(stream);
    }
    const Ranking ranking = rank_sites(table_of(values), "deaths_averted", 0);
    const double error = std::sqrt(0.8 * 0.2 / static_cast<double>(draws));
    CHECK(std::abs(of_site(ranking, 0).p_best - 0.8) < 4 * error);
}

TEST_CASE("A site joins the leader's group until it is surely beaten", "[choose]") {
    // b is beaten in 94 of 100 draws, c in 95, d only by 0.04 (inside the zone) but every time.
    std::vector<double> a(100, 2.0), b(100, 1.0), c(100, 1.0), d(100, 1.96);
    std::fill(b.begin(), b.begin() + 6, 2.1);
    std::fill(c.begin(), c.begin() + 5, 2.1);
    const OutcomeTable table = table_of({a, b, c, d});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0.05);
    CHECK(of_site(ranking, 0).group == 1);
    CHECK(of_site(ranking, 3).group == 1);
    CHECK(of_site(ranking, 1).group == 1);
    CHECK(of_site(ranking, 2).group == 2);
    CHECK_FALSE(ranking.has_winner);
    // d is not the same as b: its order is sure and does not matter.
    CHECK(of_site(ranking, 0).standing == Standing::first);
    CHECK(of_site(ranking, 1).standing == Standing::tied);
    CHECK(of_site(ranking, 2).standing == Standing::behind);
    CHECK(of_site(ranking, 3).standing == Standing::close);
    const std::string said = verdict(table, ranking);
    CHECK(said.find("these 2 sites cannot be told apart: a; b.") != std::string::npos);
    CHECK(said.find("a is better than 1 other by no more than 0.05 deaths a year on "
                    "average, which counts as equally good: d.") != std::string::npos);
}

TEST_CASE("A surely better site wins and the verdict says so", "[choose]") {
    const OutcomeTable table =
        table_of({std::vector<double>(40, 0.2), std::vector<double>(40, 1.7)});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0.05);
    CHECK(ranking.has_winner);
    CHECK(ranking.sites.front().site == 1);
    CHECK(ranking.sites.front().p_best == 1);
    const std::vector<std::string> names{"First Street", "Second Street"};
    CHECK(verdict_sentence(table, ranking, names) ==
          "Second Street comes first for deaths averted (1.70 deaths a year, 95 % interval 1.70 to "
          "1.70) and can be told apart from every other site.");
}

TEST_CASE("A site that always leads is distinguished though some leads are small", "[choose]") {
    // The lead is 0.04 in half of the draws and 0.4 in the others: first every time, 0.22 on
    // average.
    std::vector<double> a(100, 1.04), b(100, 1.0);
    std::fill(a.begin(), a.begin() + 50, 1.4);
    const Ranking ranking = rank_sites(table_of({a, b}), "deaths_averted", 0.05);
    CHECK(ranking.has_winner);
}

TEST_CASE("A site that always leads by too little to matter is reported as such", "[choose]") {
    std::vector<double> a(100, 1.04), b(100, 1.0);
    const OutcomeTable table = table_of({a, b});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0.05);
    CHECK_FALSE(ranking.has_winner);
    const std::string said = verdict(table, ranking);
    CHECK(said.find("a comes first in 100 % of the draws, but leads by no more "
                    "than 0.05 deaths a year on average") == 0);
    CHECK(said.find("cannot be told apart") == std::string::npos);
    CHECK(of_site(ranking, 1).standing == Standing::close);
    CHECK(standing_name(Standing::close) == "close");
}

TEST_CASE("Twins are statistically indistinguishable in either order of names", "[choose]") {
    const OutcomeTable table =
        table_of({std::vector<double>(100, 1.0), std::vector<double>(100, 1.0)});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0.05);
    CHECK(of_site(ranking, 1).standing == Standing::tied);
    CHECK(verdict(table, ranking)
              .find("No single winner: these 2 sites cannot be told apart: a; b.") == 0);
}

TEST_CASE("A site of a later group that spreads widely still denies rank 1 its win", "[choose]") {
    // b is always 0.1 behind a; c, last by mean, beats a in 30 of 100 draws.
    std::vector<double> a(100, 2.0), b(100, 1.9), c(100, 1.0);
    std::fill(c.begin(), c.begin() + 30, 2.5);
    const OutcomeTable table = table_of({a, b, c});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0.05);
    CHECK(of_site(ranking, 1).group == 2);
    CHECK(of_site(ranking, 2).group == 2);
    CHECK(of_site(ranking, 2).standing == Standing::tied);
    CHECK_FALSE(ranking.has_winner);
    CHECK(verdict(table, ranking).find("these 2 sites cannot be told apart: a; c.") !=
          std::string::npos);
    CHECK(places_standing(ranking, Standing::behind) == std::vector<std::size_t>{1});
}

TEST_CASE("Sites without effect have no winner, by any number of draws", "[choose]") {
    const OutcomeTable table =
        table_of({std::vector<double>(40, 0.0), std::vector<double>(40, 0.0)});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0.05);
    CHECK_FALSE(ranking.has_winner);
    CHECK(ranking.sites[0].p_best == 0.5);
    CHECK(ranking.sites[1].p_best == 0.5);
    CHECK(ranking.sites[0].expected_rank == 1.5);
    CHECK(verdict(table, ranking).rfind("No effect", 0) == 0);
}

TEST_CASE("Less is better where the outcome says so", "[choose]") {
    const Ranking ranking =
        rank_sites(table_of({{5, 5, 5}, {1, 1, 1}, {3, 3, 3}}, -1), "deaths_averted", 0.05);
    CHECK(ranking.sites[0].site == 1);
    CHECK(ranking.sites[1].site == 2);
    CHECK(ranking.sites[2].expected_regret == 4);
}

TEST_CASE("Paired differences are taken draw by draw", "[choose]") {
    const OutcomeTable table = table_of({{3, 1, 2, 4}, {1, 1, 3, 0}});
    const Ranking ranking = rank_sites(table, "deaths_averted", 0);
    const auto pairs = differences_to_best(table, ranking);
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].site == 0);
    CHECK(pairs[0].other == 1);
    CHECK(pairs[0].difference.mean == Approx(1.25)); // 2, 0, -1, 4
    CHECK(pairs[0].p_larger == Approx(2.5 / 4));
}

TEST_CASE("Spearman's correlation with ties agrees with values worked out by hand", "[choose]") {
    CHECK(rank_correlation({1, 2, 3, 4}, {10, 20, 30, 40}) == Approx(1));
    CHECK(rank_correlation({1, 2, 3, 4}, {4, 3, 2, 1}) == Approx(-1));
    // Ranks 4, 2.5, 2.5, 1 against 3, 4, 2, 1: sums 4.5, 5 and 4.
    CHECK(rank_correlation({1, 2, 2, 3}, {2, 1, 3, 4}) == Approx(3.0 / std::sqrt(4.5 * 5)));
    CHECK(std::isnan(rank_correlation({1, 1, 1}, {1, 2, 3})));
    CHECK_THROWS_AS(rank_correlation({1}, {1, 2}), Error);
}

TEST_CASE("Top overlap counts shared leaders and breaks ties by row", "[choose]") {
    CHECK(top_overlap({9, 8, 7, 1, 0}, {0, 8, 7, 9, 1}, 3) == 2);
    CHECK(top_overlap({1, 1, 1, 1}, {0, 0, 5, 5}, 2) == 0);
    CHECK(top_overlap({1, 2}, {2, 1}, 5) == 2);
}

TEST_CASE("An unknown objective is our own mistake and is named", "[choose]") {
    CHECK_THROWS_WITH(rank_sites(table_of({{1, 2}}), "nonsense", 0), Catch::Contains("nonsense"));
}

} // namespace careshed::ranking_test
