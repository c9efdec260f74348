#include "engine/population/spatial_prior.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "engine/core/random.hpp"
#include "engine/population/sparse_factor.hpp"
#include "tests/engine/population/precision_of.hpp"

namespace careshed::spatial_prior_test {

using namespace careshed::test;

namespace {

std::vector<std::optional<Point>> random_middles(std::uint32_t areas, std::uint32_t seed) {
    DrawStream draws({seed, Purpose::test, 4, 0});
    std::vector<std::optional<Point>> middles;
    for (std::uint32_t a = 0; a < areas; ++a)
        middles.push_back(Point{static_cast<std::int32_t>(draws.below(300000)),
                                static_cast<std::int32_t>(draws.below(200000))});
    return middles;
}

double matern(Point a, Point b, const Smoothness& smoothness) {
    const double far = std::hypot(a.x - b.x, a.y - b.y) / 100 / smoothness.range_metres;
    return (1 - smoothness.own_share) * (1 + far) * std::exp(-far);
}

std::vector<double> covariances_with(const SparseFactor& factor, std::size_t areas,
                                     std::size_t area) {
    std::vector<double> unit(areas, 0.0);
    unit[area] = 1;
    return factor.solved(unit);
}

} // namespace

TEST_CASE("Areas that are all neighbours are correlated exactly as asked", "[smooth]") {
    const auto middles = random_middles(kNearestBefore + 1, 2);
    const AreaOrder order(middles);
    for (const Smoothness smoothness : {Smoothness{300, 0}, {1200, 0.25}}) {
        const SparseFactor factor(precision_of(order.innovations(smoothness)));
        for (std::size_t a = 0; a < middles.size(); ++a) {
            const auto with = covariances_with(factor, middles.size(), a);
            for (std::size_t b = 0; b < middles.size(); ++b)
                CHECK(
                    with[b] ==
                    Approx(a == b ? 1 : matern(*middles[a], *middles[b], smoothness)).margin(1e-5));
        }
    }
}

TEST_CASE("Many areas are correlated nearly as asked", "[smooth]") {
    const auto middles = random_middles(150, 3);
    const AreaOrder order(middles);
    for (const double range : {150.0, 600.0, 2400.0}) {
        const Smoothness smoothness{range, 0};
        const SparseFactor factor(precision_of(order.innovations(smoothness)));
        double squares = 0, worst = 0;
        for (std::size_t a = 0; a < middles.size(); ++a) {
            const auto with = covariances_with(factor, middles.size(), a);
            for (std::size_t b = 0; b < a; ++b) {
                const double off = with[b] - matern(*middles[a], *middles[b], smoothness);
                squares += off * off / (0.5 * 150 * 149);
                worst = std::max(worst, std::abs(off));
            }
            CHECK(with[a] == Approx(1).epsilon(0.03));
        }
        INFO("range " << range << ", rms " << std::sqrt(squares) << ", worst " << worst);
        CHECK(std::sqrt(squares) < 0.02);
        CHECK(worst < 0.1);
    }
}

TEST_CASE("Where areas stand decides on whom they hang, not their rows", "[smooth]") {
    const auto middles = random_middles(60, 5);
    auto turned = middles;
    std::reverse(turned.begin(), turned.end());
    const auto one = AreaOrder(middles).innovations({600, 0.25});
    const auto other = AreaOrder(turned).innovations({600, 0.25});
    for (std::size_t a = 0; a < 60; ++a) {
        REQUIRE(one[a].terms.size() == other[59 - a].terms.size());
        for (std::size_t k = 0; k < one[a].terms.size(); ++k) {
            CHECK(one[a].terms[k].area == 59 - other[59 - a].terms[k].area);
            CHECK(one[a].terms[k].factor == Approx(other[59 - a].terms[k].factor).epsilon(1e-9));
        }
    }
}

TEST_CASE("Areas without a place stand alone, and two in the same place are one", "[smooth]") {
    const Point here{100, 200};
    const auto innovations =
        AreaOrder({std::nullopt, here, here, std::nullopt}).innovations({600, 0});
    CHECK(innovations[0].terms.size() == 1);
    CHECK(innovations[3].terms.size() == 1);
    const SparseFactor factor(precision_of(innovations));
    CHECK(covariances_with(factor, 4, 1)[2] == Approx(1).epsilon(1e-5));
}

} // namespace careshed::spatial_prior_test
