#include "models/expected/top_rank_stability.hpp"

#include <catch2/catch.hpp>

namespace careshed::top_rank_stability_test {

namespace {

/// `count` recorded deaths near one candidate, each with weight one.
void add(std::vector<NearbyDeaths>& records, std::uint32_t candidate, int count) {
    for (int n = 0; n < count; ++n)
        records.push_back({1, {{candidate, 1}}});
}

} // namespace

TEST_CASE("Two equal counts keep first place half of the time", "[benchmark]") {
    std::vector<NearbyDeaths> records;
    add(records, 0, 30);
    add(records, 1, 30);
    CHECK(top_rank_stability(records, 2, 1, 20000) == Approx(0.5).margin(0.015));
}

TEST_CASE("A lead of twenty over a hundred is kept as two Poissons say", "[benchmark]") {
    // Difference of Poissons 120 and 100: mean 20, sd 14.83; above 0 in 0.9115, level in 0.01.
    std::vector<NearbyDeaths> records;
    add(records, 0, 100);
    add(records, 1, 120);
    CHECK(top_rank_stability(records, 2, 1, 20000) == Approx(0.911).margin(0.01));
}

TEST_CASE("Deaths that two addresses share do not distinguish them", "[benchmark]") {
    std::vector<NearbyDeaths> records;
    add(records, 0, 20);
    add(records, 1, 10);
    const double before = top_rank_stability(records, 2, 1, 20000);
    for (int n = 0; n < 50; ++n)
        records.push_back({1, {{0, 1}, {1, 1}}});
    CHECK(top_rank_stability(records, 2, 1, 20000) == Approx(before).margin(0.015));
}

TEST_CASE("One row of forty deaths is resampled as forty rows of one", "[benchmark]") {
    std::vector<NearbyDeaths> rows, one{{40, {{0, 1}}}, {30, {{1, 1}}}};
    add(rows, 0, 40);
    add(rows, 1, 30);
    CHECK(top_rank_stability(one, 2, 1, 20000) ==
          Approx(top_rank_stability(rows, 2, 2, 20000)).margin(0.015));
}

TEST_CASE("Nothing recorded, or nobody to compare, keeps its place evenly", "[benchmark]") {
    CHECK(top_rank_stability({}, 0, 1) == 1);
    CHECK(top_rank_stability({}, 4, 1) == Approx(0.25));
    std::vector<NearbyDeaths> records;
    add(records, 0, 3);
    CHECK(top_rank_stability(records, 1, 1) == Approx(1));
}

} // namespace careshed::top_rank_stability_test
