#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/simulate/replicates.hpp"

namespace careshed::replicates_test {

namespace {

std::vector<ReplicatedDraw> with(std::vector<ReplicatedDraw> draws,
                                 const std::vector<std::uint32_t>& replicates) {
    for (std::size_t d = 0; d < draws.size(); ++d)
        draws[d].replicates = replicates[d];
    return draws;
}

double sum(const std::vector<std::uint32_t>& counts) {
    double all = 0;
    for (const std::uint32_t count : counts)
        all += count;
    return all;
}

} // namespace

TEST_CASE("replicates follow spread and reach the target with less than equal shares need") {
    std::vector<ReplicatedDraw> draws;
    for (int d = 0; d < 50; ++d)
        draws.push_back({2, d == 7 ? 100.0 : 0.01 * (d + 1)});
    const double target = 0.02;
    const auto wanted = replicates_wanted(draws, target, 10000);
    CHECK(mean_error_variance(with(draws, wanted)) <= target);
    CHECK(wanted[7] > 10 * wanted[6]);
    const std::vector<std::uint32_t> equal(50, static_cast<std::uint32_t>(sum(wanted) / 50));
    CHECK(mean_error_variance(with(draws, equal)) > 3 * target);
}

TEST_CASE("no draw loses a replicate or has more than the most") {
    const std::vector<ReplicatedDraw> draws{{6, 0}, {6, 1e-14}, {4, 5}, {8, 1e12}};
    const auto wanted = replicates_wanted(draws, 1, 16);
    CHECK(wanted[0] == 6);
    CHECK(wanted[1] == 6);
    CHECK(wanted[2] == 16);
    CHECK(wanted[3] == 16);
    CHECK(replicates_wanted(with(draws, {16, 16, 16, 16}), 1, 16) ==
          std::vector<std::uint32_t>(4, 16));
}

TEST_CASE("a draw that needs more gets half as many at least") {
    const std::vector<ReplicatedDraw> draws{{4, 1.0}, {4, 1.0}};
    CHECK(replicates_wanted(draws, 1 / 4.5, 32) == std::vector<std::uint32_t>{6, 6});
    CHECK(replicates_wanted(draws, 1 / 4.0, 32) == std::vector<std::uint32_t>{4, 4});
}

} // namespace careshed::replicates_test
