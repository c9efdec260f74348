// Walksheds of every Chicago candidate, where the city's layers are at hand: valid, nested, and how
// well they separate people within the time from people outside.
#include <ctime>
#include <filesystem>

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include "engine/access/walkshed.hpp"
#include "engine/city/build_city.hpp"
#include "engine/core/random.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tests/engine/access/polygon_truth.hpp"
#include "tests/real_layers.hpp"

namespace careshed::walkshed_real_test {

using careshed::test::PolygonTruth;

namespace {

constexpr std::array<std::uint32_t, 4> kMinutes = {5, 10, 15, 20};
constexpr int kPoints = 25'000;
constexpr Deciseconds kLimit(20 * 600);

/// Of points drawn and of points counted, those in both.
struct Score {
    std::size_t drawn = 0, counted = 0, both = 0;

    void add(bool is_drawn, bool is_counted) {
        drawn += is_drawn;
        counted += is_counted;
        both += is_drawn && is_counted;
    }
    [[nodiscard]] double precision() const { return double(both) / double(drawn); }
    [[nodiscard]] double recall() const { return double(both) / double(counted); }
};

struct NearPoint {
    Point point;
    Snap snap;
};

/// Uniform in the disc that 20 minutes could reach, within 60 m of a street.
std::vector<NearPoint> points_near(const StreetIndex& index, Point middle, std::size_t count,
                                   DrawStream& draws) {
    constexpr std::int32_t kRadius = 160800 + kOffStreetCapCm;
    std::vector<NearPoint> points;
    while (points.size() < count) {
        const auto offset = [&] {
            return static_cast<std::int32_t>(draws.below(2 * kRadius + 1)) - kRadius;
        };
        const Point p{middle.x + offset(), middle.y + offset()};
        if (distance_cm(p, middle) > kRadius)
            continue;
        if (const auto snap = index.nearest(p, kOffStreetCapCm))
            points.push_back({p, *snap});
    }
    return points;
}

/// The arc-projection truth: off-street leg and street time of the point's own nearest place.
std::vector<std::uint32_t> true_times(const WalkNetwork& network, const Reach& reach,
                                      const std::vector<NearPoint>& points) {
    std::vector<Place> places;
    for (const NearPoint& near : points)
        places.push_back(near.snap.place);
    auto times = times_from_places(network, reach, kLimit, places);
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] != kUnreached)
            times[i] += walk_open(points[i].snap.distance_cm, network.pace);
    return times;
}

void score(const WalkGround& ground, const Reach& reach, const std::vector<Walkshed>& sheds,
           const std::vector<NearPoint>& points, std::array<Score, 4>& scores) {
    std::vector<Point> where;
    for (const NearPoint& near : points)
        where.push_back(near.point);
    const auto times = true_times(*ground.network, reach, points);
    for (std::size_t s = 0; s < sheds.size(); ++s) {
        const auto drawn = PolygonTruth().covered(sheds[s].polygons, where);
        for (std::size_t i = 0; i < points.size(); ++i)
            scores[s].add(drawn[i] != 0, times[i] <= sheds[s].minutes * 600);
    }
}

void expect_valid_and_nested(const std::vector<Walkshed>& sheds) {
    const PolygonTruth truth;
    for (std::size_t i = 0; i < sheds.size(); ++i) {
        CHECK(truth.fault(sheds[i].polygons).empty());
        if (i > 0)
            CHECK(truth.area_outside(sheds[i - 1].polygons, sheds[i].polygons) ==
                  Approx(0).margin(1));
    }
}

} // namespace

TEST_CASE("Walksheds of every Chicago candidate are valid, nested and hold the people counted",
          "[access][real]") {
    const auto data = test::real_layers("chicago");
    if (!data)
        return;
    const City city = build_city(read_scenario(
        std::filesystem::path(CARESHED_SOURCE_DIR) / "scenarios/chicago/scenario.toml", *data));
    const StreetIndex index(city.streets);
    const WalkNetwork network = walk_network(city.streets);
    const WalkGround ground{&network, &index};
    const auto walk = compute_walk_times(network, city.candidates, kLimit, Threads{2});

    std::vector<std::vector<Walkshed>> sheds;
    const std::clock_t start = std::clock(); // of this process: the machine may be busy
    for (const Reach& reach : walk.to_candidate)
        sheds.push_back(walksheds_of(ground, reach, kMinutes));
    const double spent_ms = 1000 * double(std::clock() - start) / CLOCKS_PER_SEC;
    fmt::print("{:.2f} ms a candidate\n", spent_ms / double(sheds.size()));

    std::array<Score, 4> scores;
    DrawStream draws({45, Purpose::test, 1, 0});
    for (std::size_t i = 0; i < sheds.size(); ++i) {
        expect_valid_and_nested(sheds[i]);
        const auto share = [&](std::size_t n) { return kPoints * n / sheds.size(); };
        const auto points =
            points_near(index, city.candidates[i].point, share(i + 1) - share(i), draws);
        score(ground, walk.to_candidate[i], sheds[i], points, scores);
    }
    for (std::size_t s = 0; s < kMinutes.size(); ++s) {
        fmt::print("{} minutes: precision {:.2f} %, recall {:.2f} % ({} points counted)\n",
                   kMinutes[s], 100 * scores[s].precision(), 100 * scores[s].recall(),
                   scores[s].counted);
        CHECK(scores[s].precision() >= 0.92);
        CHECK(scores[s].recall() >= 0.98);
    }
}

} // namespace careshed::walkshed_real_test
