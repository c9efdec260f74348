// The field of an event process: Poisson counts, the same points for every query, and room for
// rates far above the usual.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/simulate/poisson_field.hpp"

namespace careshed::poisson_field_test {

namespace {

PoissonField field_of(std::uint64_t entity, double lowest_strip = 0.125) {
    return PoissonField({7, Purpose::test, entity, 3}, lowest_strip);
}

std::vector<FieldPoint> points_of(const PoissonField& field, double from, double to,
                                  double ceiling) {
    std::vector<FieldPoint> points;
    field.append_points(from, to, ceiling, points);
    return points;
}

bool same(const FieldPoint& a, const FieldPoint& b) {
    return a.time == b.time && a.rate == b.rate && a.marks == b.marks;
}

} // namespace

TEST_CASE("counts below a ceiling are Poisson, in mean and in variance") {
    struct Case {
        double years, ceiling, lowest;
    };
    for (const Case c : {Case{5, 0.05, 0.125}, Case{5, 0.42, 0.125}, Case{1, 7.3, 0.125},
                         Case{10, 0.3, 0.5}, Case{0.04, 60, 0.125}}) {
        constexpr int kFields = 40000;
        double sum = 0, squares = 0;
        for (std::uint64_t e = 0; e < kFields; ++e) {
            const auto n =
                static_cast<double>(points_of(field_of(e, c.lowest), 0, c.years, c.ceiling).size());
            sum += n;
            squares += n * n;
        }
        const double mean = c.years * c.ceiling, found = sum / kFields;
        const double variance = squares / kFields - found * found;
        INFO("ceiling " << c.ceiling << " over " << c.years);
        CHECK(std::abs(found - mean) < 4 * std::sqrt(mean / kFields));
        // Var of the sample variance of a Poisson: (mu + 2 mu^2) / n.
        CHECK(std::abs(variance - mean) < 4 * std::sqrt((mean + 2 * mean * mean) / kFields));
    }
}

TEST_CASE("times and rates are even over the window and below the ceiling") {
    double time = 0, rate = 0, n = 0;
    for (std::uint64_t e = 0; e < 20000; ++e)
        for (const FieldPoint& point : points_of(field_of(e), 0.3, 2.7, 1.9)) {
            time += (point.time - 0.3) / 2.4;
            rate += point.rate / 1.9;
            ++n;
        }
    const double error = std::sqrt(1.0 / 12 / n);
    CHECK(std::abs(time / n - 0.5) < 4 * error);
    CHECK(std::abs(rate / n - 0.5) < 4 * error);
}

TEST_CASE(
    "a window shows the points that the whole has there, and a lower ceiling a part of them") {
    for (std::uint64_t e = 0; e < 300; ++e) {
        const PoissonField field = field_of(e);
        const auto whole = points_of(field, -1, 6, 9);
        CHECK(std::is_sorted(whole.begin(), whole.end(),
                             [](const auto& a, const auto& b) { return a.time < b.time; }));
        const auto part = points_of(field, 1.234, 3.21, 2.5);
        std::vector<FieldPoint> expected;
        for (const FieldPoint& point : whole)
            if (point.time >= 1.234 && point.time < 3.21 && point.rate < 2.5)
                expected.push_back(point);
        REQUIRE(part.size() == expected.size());
        CHECK(std::equal(part.begin(), part.end(), expected.begin(), same));
    }
}

TEST_CASE("below a ceiling that changes stand the points of the whole field that are below it") {
    const std::vector<RateStep> steps{{0, 1}, {0.7, 9},  {0.72, 1}, {1.9, 0},
                                      {2, 4}, {2.5, 20}, {4, 1}};
    const double base = 0.6;
    for (std::uint64_t e = 0; e < 300; ++e) {
        const PoissonField field = field_of(e);
        const auto ceiling_at = [&](double time) {
            double ratio = 0;
            for (const RateStep& step : steps)
                ratio = time >= step.time ? step.ratio : ratio;
            return base * ratio;
        };
        const auto below = [&](std::vector<FieldPoint> points) {
            std::erase_if(points, [&](const FieldPoint& point) {
                return point.rate >= ceiling_at(point.time);
            });
            sort_by_time(points);
            return points;
        };
        std::vector<FieldPoint> found;
        field.append_below(steps, base, 5, found);
        found = below(found);
        const auto expected = below(points_of(field, 0, 5, 32));
        REQUIRE(found.size() == expected.size());
        CHECK(std::equal(found.begin(), found.end(), expected.begin(), same));
    }
}

TEST_CASE("fields of other people, replications and purposes are independent") {
    const auto first_time = [](const DrawKey& key) {
        std::vector<FieldPoint> points;
        PoissonField(key, 0.5).append_points(0, 20, 3, points);
        return points.front().time;
    };
    constexpr int kPairs = 20000;
    for (const DrawKey step : {DrawKey{1, Purpose::test, 0, 0}, DrawKey{0, Purpose::test, 1, 0},
                               DrawKey{0, Purpose::test, 0, 1}}) {
        double ab = 0, a = 0, b = 0, aa = 0, bb = 0;
        for (std::uint32_t k = 0; k < kPairs; ++k) {
            const DrawKey key{5, Purpose::test, 2ULL * k, 2 * k};
            const double x = first_time(key);
            const double y = first_time({key.seed + step.seed, key.purpose,
                                         key.entity + step.entity, key.replicate + step.replicate});
            ab += x * y, a += x, b += y, aa += x * x, bb += y * y;
        }
        const double n = kPairs;
        const double correlation = (ab / n - a / n * b / n) /
                                   std::sqrt((aa / n - a / n * a / n) * (bb / n - b / n * b / n));
        CHECK(std::abs(correlation) < 4 / std::sqrt(n));
    }
}

TEST_CASE("each point has draws of its own") {
    std::vector<std::uint32_t> words;
    for (const FieldPoint& point : points_of(field_of(1), 0, 200, 8))
        words.insert(words.end(), point.marks.begin(), point.marks.end());
    REQUIRE(words.size() > 2000);
    std::sort(words.begin(), words.end());
    // Birthday: 3,200 words of 32 bits meet 1.2e-3 times.
    CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
}

TEST_CASE("very high rates have room, and absurd ones are refused") {
    const double rate = 40000;
    const auto points = points_of(field_of(2), 3, 3.05, rate);
    CHECK(std::abs(static_cast<double>(points.size()) - 0.05 * rate) < 4 * std::sqrt(0.05 * rate));
    std::vector<FieldPoint> none;
    CHECK_THROWS_AS(field_of(2).append_points(9.99, 10, 1e9, none), Error);
}

TEST_CASE("an empty window or a ceiling of nothing has no points") {
    CHECK(points_of(field_of(3), 2, 2, 5).empty());
    CHECK(points_of(field_of(3), 3, 2, 5).empty());
    CHECK(points_of(field_of(3), 0, 5, 0).empty());
}

} // namespace careshed::poisson_field_test
