#include "engine/population/risk_fields.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace careshed;

namespace {

/// One area alone: the mean of its risk by integration over the log of it and its deviation.
struct Integrated {
    double mean = 0;
    Integrated(double count, double expected) {
        double weight = 0;
        for (std::size_t k = 0; k < kDeviations; ++k) {
            const double s = kLeastDeviation * std::pow(kMostDeviation / kLeastDeviation,
                                                        static_cast<double>(k) / (kDeviations - 1));
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
