// The raster of walking times against its literal twin: every node snapped by itself, then asked
// for its time.
#include <catch2/catch.hpp>

#include "engine/access/time_raster.hpp"
#include "tests/engine/access/irregular_town.hpp"

namespace careshed::time_raster_test {

using careshed::test::irregular_town;
using careshed::test::random_walkable;
using careshed::test::uneven_network;

namespace {

Candidate random_site(const Streets& streets, DrawStream& draws) {
    Candidate site;
    do
        site.place = random_walkable(streets, draws);
    while (streets.component[streets.edges[site.place.edge].from] != 0);
    site.off_street_cm = draws.below(4000);
    return site;
}

} // namespace

TEST_CASE("Raster times are those of the nearest place of every node", "[access]") {
    DrawStream draws({42, Purpose::test, 1, 0});
    std::size_t within_cap = 0, unreached = 0;
    for (int town = 0; town < 20; ++town) {
        const Streets streets = irregular_town(draws, 12);
        const WalkNetwork network = uneven_network(streets, draws);
        const StreetIndex index(streets);
        const Candidate site = random_site(streets, draws);
        const Deciseconds limit(1500 + draws.below(3000));
        const auto walk = compute_walk_times(network, {&site, 1}, limit, Threads{1});
        const Reach& reach = walk.to_candidate[0];
        const Point goal = point_of(streets, reach.goal);
        const TimeRaster times =
            time_raster({&network, &index}, reach, {{goal.x - 40000, goal.y - 31000}, goal});
        const RasterField field = within(times, limit);
        REQUIRE(times.raster.node(0, 0).x % kRasterCellCm == 0);
        for (std::size_t i = 0; i < times.raster.size(); ++i) {
            const auto columns = static_cast<std::size_t>(times.raster.columns);
            const Point node = times.raster.node(static_cast<std::int32_t>(i % columns),
                                                 static_cast<std::int32_t>(i / columns));
            const auto snap = index.nearest(node, kOffStreetCapCm);
            if (!snap) {
                REQUIRE(times.leg_cm[i] > kOffStreetCapCm);
                REQUIRE(field.value[i] > 0);
                continue;
            }
            const auto street = times_from_places(network, reach, Deciseconds(kUnreached - 1),
                                                  {&snap->place, 1})[0];
            const std::uint32_t leg = walk_open(snap->distance_cm, network.pace);
            REQUIRE(times.time_ds[i] == (street == kUnreached ? street : street + leg));
            const bool is_within = street != kUnreached && street + leg <= limit.value();
            REQUIRE((field.value[i] <= 0) == is_within);
            ++(is_within ? within_cap : unreached);
        }
    }
    REQUIRE(within_cap > 3000);
    REQUIRE(unreached > 1000);
}

} // namespace careshed::time_raster_test
