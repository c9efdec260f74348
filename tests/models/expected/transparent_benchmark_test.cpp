#include "models/expected/transparent_benchmark.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/expected/top_rank_stability.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::transparent_benchmark_test {

using namespace careshed::test;

TEST_CASE("The benchmark counts recorded deaths within its radius", "[benchmark]") {
    const auto harbor = make_harbor(0x1000);
    const std::vector<double> nearby =
        deaths_nearby(nearby_deaths(harbor->population), harbor->city.candidates.size());
    REQUIRE(nearby.size() == harbor->city.candidates.size());
    for (std::size_t site = 0; site < nearby.size(); ++site) {
        const Point door = harbor->city.candidates[site].point;
        double count = 0;
        for (const Incident& incident : harbor->city.incidents) {
            if (!incident.fatal || incident.held_out)
                continue;
            REQUIRE(incident.place);
            const Point where = point_of(harbor->city.streets, *incident.place);
            count += std::hypot(where.x - door.x, where.y - door.y) <= 100 * kBenchmarkRadiusMetres;
        }
        CHECK(nearby[site] == count);
    }
}

TEST_CASE("The benchmark weighs recorded deaths by the decay of their walk", "[benchmark]") {
    const auto harbor = make_harbor(0x1000);
    const UptakeParameters p = default_parameters({}).uptake;
    const auto weighed =
        decay_weighted_deaths(harbor->population, harbor->times, p, DecaySet::stated);
    for (std::size_t site = 0; site < weighed.size(); ++site) {
        double sum = 0;
        for (const Incident& incident : harbor->city.incidents) {
            if (!incident.fatal || incident.held_out)
                continue;
            const std::vector<Place> place{*incident.place};
            const std::uint32_t ds = times_from_places(
                harbor->network, harbor->times.to_candidate[site], harbor->times.limit, place)[0];
            const double km = ds / 10.0 * p.walking_speed / 1000;
            if (ds != kUnreached)
                sum += km <= 0.45 ? 1 : std::exp(-0.451 * (km - 0.45));
        }
        CHECK(weighed[site] == Approx(sum).epsilon(1e-11));
    }
}

} // namespace careshed::transparent_benchmark_test
