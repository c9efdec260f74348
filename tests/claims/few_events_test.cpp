// A plain map of a few hundred deaths is a poor predictor of the best address: the benchmark
// measures and reports how poor.
#include <cmath>
#include <random>

#include <catch2/catch.hpp>

#include "models/expected/top_rank_stability.hpp"
#include "models/expected/transparent_benchmark.hpp"
#include "models/studies/controlled_deaths.hpp"
#include "tests/claims/known_city.hpp"
#include "tests/length.hpp"

namespace careshed::few_events_test {

using namespace careshed::test;

namespace {

/// Every death again as Poisson of 1, every distance measured again, by another generator.
double literal_top_rank_stability(const KnownCity& known, int resamples) {
    std::mt19937_64 generator(7);
    std::poisson_distribution<int> again(1);
    const auto counts = [&](const std::vector<int>& copies) {
        std::vector<double> near(known.city.candidates.size(), 0.0);
        std::size_t row = 0;
        for (const Incident& incident : known.city.incidents) {
            if (incident.held_out)
                continue;
            const Point where = point_of(known.city.streets, *incident.place);
            for (std::size_t site = 0; site < near.size(); ++site) {
                const Point door = known.city.candidates[site].point;
                if (std::hypot(where.x - door.x, where.y - door.y) <= 80000)
                    near[site] += copies[row];
            }
            ++row;
        }
        return near;
    };
    std::vector<int> copies(known.city.incidents.size(), 1);
    const std::vector<double> recorded = counts(copies);
    const auto first = std::ranges::max_element(recorded) - recorded.begin();
    double kept = 0;
    for (int resample = 0; resample < resamples; ++resample) {
        for (int& copy : copies)
            copy = again(generator);
        const std::vector<double> near = counts(copies);
        const double most = *std::ranges::max_element(near);
        if (near[static_cast<std::size_t>(first)] == most)
            kept += 1.0 / static_cast<double>(std::ranges::count(near, most));
    }
    return kept / resamples;
}

/// Some 570 deaths in four years, forty addresses.
std::unique_ptr<KnownCity> city_of_570_deaths(std::uint64_t seed) {
    KnownCityPlan plan;
    plan.seed = seed;
    plan.deaths_a_year = 570.0 / 4;
    plan.addresses = 40;
    plan.size = 2;
    return make_known_city(plan);
}

} // namespace

TEST_CASE("First place is kept as often as a literal resampling says", "[calibration]") {
    for (std::uint64_t seed = 1; seed <= (is_long() ? 4 : 1); ++seed) {
        const auto known = city_of_570_deaths(seed);
        const double kept =
            top_rank_stability(nearby_deaths(known->population), known->city.candidates.size(), 1);
        CAPTURE(seed);
        CHECK(kept == Approx(literal_top_rank_stability(*known, 2000)).margin(0.03));
    }
}

TEST_CASE("With some 570 deaths a plain map's first address is often luck", "[calibration]") {
    std::vector<double> kept;
    for (std::uint64_t seed = 1; seed <= (is_long() ? 12 : 4); ++seed) {
        const auto known = city_of_570_deaths(seed);
        kept.push_back(top_rank_stability(nearby_deaths(known->population),
                                          known->city.candidates.size(), 1, 500));
    }
    const MeanAndError mean = mean_and_error(kept);
    WARN("kept " << mean.mean << " (SE " << mean.error << ")");
    CHECK(mean.mean < 0.8);
}

} // namespace careshed::few_events_test
