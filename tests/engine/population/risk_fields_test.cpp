#include "engine/population/risk_fields.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "engine/core/distributions.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/population/precision_of.hpp"

namespace careshed::risk_fields_test {

using namespace careshed::test;

namespace {

/// One area alone: the mean of its risk by integration over the log of it and its deviation.
struct Integrated {
    double mean = 0;
    Integrated(double count, double expected) {
        double weight = 0;
        for (int k = 0; k < kDeviations; ++k) {
            const double s = kLeastDeviation * std::pow(kMostDeviation / kLeastDeviation,
                                                        1.0 * k / (kDeviations - 1));
            const double variance = s * s + kLevelDeviation * kLevelDeviation;
            for (double x = -8; x <= 8; x += 0.001) {
                const double density =
                    s * s * std::exp(-kDeviationRate * s) / std::sqrt(variance) *
                    std::exp(-x * x / 2 / variance + count * x - expected * (std::exp(x) - 1));
                mean += density * std::exp(x);
                weight += density;
            }
        }
        mean /= weight;
    }
};

} // namespace

TEST_CASE("One area's mean risk is near that integrated the slow way", "[smooth]") {
    for (const double count : {0.0, 1.0, 3.0, 30.0}) {
        const CountedRisk record{{count}, {2.0}};
        double mean = 0, weights = 0;
        for (const RiskField& field : risk_fields_of(record, AreaOrder({std::nullopt}))) {
            mean += field.weight * std::exp(field.mean[0] + field.variance[0] / 2);
            weights += field.weight;
        }
        CAPTURE(count);
        CHECK(weights == Approx(1).epsilon(1e-12));
        // A normal in place of a skewed posterior: most off where nobody died.
        CHECK(mean == Approx(Integrated(count, 2).mean).epsilon(0.25 / (1 + count)));
    }
}

TEST_CASE("A field's mean balances counts and the prior", "[smooth]") {
    const CountedRisk record{{4, 0, 7, 1}, {2, 3, 2, 4}};
    const AreaOrder order({Point{0, 0}, Point{30000, 0}, Point{0, 40000}, Point{90000, 0}});
    for (const RiskField& field : risk_fields_of(record, order)) {
        REQUIRE(field.mean.size() == 5);
        REQUIRE(field.variance.size() == 5);
        // Precision is that of the prior and the expected counts: it cannot be less than these.
        for (std::size_t a = 0; a < 4; ++a) {
            CHECK(field.variance[a] > 0);
            CHECK(field.variance[a] < kMostDeviation * kMostDeviation + 1);
        }
        // What counts say beyond expectation is what the level's own prior holds back.
        double beyond = 0;
        for (std::size_t a = 0; a < 4; ++a)
            beyond += record.counts[a] -
                      record.expected[a] * std::exp(field.mean[a] + field.variance[a] / 2);
        CHECK(beyond == Approx(field.mean[4] / (kLevelDeviation * kLevelDeviation)).margin(5e-3));
    }
}

namespace {

/// Counts of areas in a square, 300 m apart, whose logs of risk were drawn at a given smoothness.
struct DrawnSquare {
    CountedRisk record;
    AreaOrder order;

    DrawnSquare(int side, double deaths, double deviation, double range, std::uint64_t seed)
        : order(places_of(side)) {
        DrawStream draws({seed, Purpose::test, 0, 0});
        const SparseSymmetric precision = precision_of(order.innovations({range, 0}));
        std::vector<double> normals;
        for (std::size_t a = 0; a < precision.size; ++a)
            normals.push_back(sample_normal(draws));
        for (const double x : SparseFactor(precision).scattered(normals)) {
            record.expected.push_back(deaths);
            record.counts.push_back(
                static_cast<double>(sample_poisson(draws, deaths * std::exp(deviation * x))));
        }
    }

  private:
    static std::vector<std::optional<Point>> places_of(int side) {
        std::vector<std::optional<Point>> places;
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column)
                places.emplace_back(Point{30000 * column, 30000 * row});
        return places;
    }
};

} // namespace

TEST_CASE("How much risk varies and how far it goes together is found again", "[smooth]") {
    // A number of the grid, since these records leave little between its numbers.
    const double much = 0.1 * std::pow(30, 5.0 / 8);
    const DrawnSquare far(20, 20, much, 600, 7), near(20, 20, much, 150, 7),
        even(20, 20, 0.1, 600, 7);
    const RiskPattern of_far = pattern_of(risk_fields_of(far.record, far.order));
    const RiskPattern of_near = pattern_of(risk_fields_of(near.record, near.order));
    const RiskPattern of_even = pattern_of(risk_fields_of(even.record, even.order));
    CHECK(of_far.deviation == Approx(much).epsilon(0.1));
    CHECK(of_near.deviation == Approx(much).epsilon(0.1));
    CHECK(of_even.deviation < 0.2);
    CHECK(of_far.range_metres == Approx(600).epsilon(0.1));
    CHECK(of_near.range_metres < 200);
    CHECK(of_far.unsettled == 0);
    CHECK(of_near.unsettled == 0);
    CHECK(of_even.unsettled == 0);
}

TEST_CASE("The correlation of risk is one half at the distance reported", "[smooth]") {
    RiskPattern pattern;
    pattern.range_metres = 600;
    const double far = pattern.half_metres() / pattern.range_metres;
    CHECK((1 + far) * std::exp(-far) == Approx(0.5).epsilon(1e-12));
}

} // namespace careshed::risk_fields_test
