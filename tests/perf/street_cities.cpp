#include "tests/perf/street_cities.hpp"

#include <cmath>
#include <numeric>

#include "engine/city/ground.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_network.hpp"
#include "engine/core/random.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tools/synthetic_city/street_plan.hpp"

namespace careshed::test {

namespace {

using synthetic::CityPlan;
using synthetic::Disc;
using synthetic::Spot;

/// Residents of the largest harbor that `careshed synth` draws, and the corners it has then.
constexpr std::uint64_t kMostResidents = 10'000'000;
constexpr double kMostCorners = 133'000;

void grow(Disc& disc, double by) {
    disc = {{disc.centre.x * by, disc.centre.y * by}, disc.radius * by};
}

/// Land, water and parks `by` times as long and wide; blocks and the river's width stay.
void grow(CityPlan& plan, double by) {
    const auto longer = [by](int lines) { return static_cast<int>(std::floor(lines * by + 0.5)); };
    plan.columns = longer(plan.columns);
    plan.rows = longer(plan.rows);
    plan.river->x0 *= by;
    plan.river->amplitude *= by;
    plan.river->wavelength *= by;
    for (double& bridge : plan.river->bridges)
        bridge *= by;
    grow(*plan.hill, by);
    for (Disc& park : plan.parks)
        grow(park, by);
}

Point grid_point(Spot spot) {
    const auto centimetres = [](double metres) {
        return static_cast<std::int32_t>(std::floor(metres * 100 + 0.5));
    };
    return {centimetres(spot.x), centimetres(spot.y)};
}

} // namespace

Streets harbor_streets(std::size_t corners) {
    const double share = static_cast<double>(corners) / kMostCorners;
    const auto residents = static_cast<double>(kMostResidents) * std::min(share, 1.0);
    CityPlan plan = synthetic::plan_of("harbor", static_cast<std::uint64_t>(residents));
    if (share > 1)
        grow(plan, std::sqrt(share));
    std::vector<StreetLine> lines;
    for (const synthetic::Street& street : synthetic::draw_streets(plan, 1).streets) {
        StreetLine& line = lines.emplace_back();
        for (const Spot spot : street.shape)
            line.shape.push_back(grid_point(spot));
    }
    return build_network(std::move(lines)).streets;
}

Streets chicago_streets(const std::filesystem::path& data) {
    const Scenario scenario =
        read_scenario(CARESHED_SOURCE_DIR "/scenarios/chicago/scenario.toml", data);
    std::vector<Finding> findings;
    return read_streets(scenario.streets, findings).streets;
}

std::vector<std::uint32_t> every_corner(const Streets& streets) {
    std::vector<std::uint32_t> corners(streets.nodes.size());
    std::iota(corners.begin(), corners.end(), 0U);
    std::erase_if(corners, [&](std::uint32_t node) { return streets.component[node] != 0; });
    return corners;
}

std::vector<std::uint32_t> some_corners(const Streets& streets, std::size_t count) {
    const std::vector<std::uint32_t> all = every_corner(streets);
    DrawStream draws({1, Purpose::test, 0, 0});
    std::vector<std::uint32_t> corners;
    for (std::size_t i = 0; i < count; ++i)
        corners.push_back(all[draws.below(static_cast<std::uint32_t>(all.size()))]);
    return corners;
}

std::vector<Place> places_of(const Streets& streets, const std::vector<std::uint32_t>& corners) {
    std::vector<Place> places;
    for (const std::uint32_t corner : corners) {
        const std::uint32_t edge = streets.arcs_of(corner).front().edge;
        const bool is_start = streets.edges[edge].from == corner;
        places.push_back({edge, static_cast<std::uint16_t>(is_start ? 0 : 65535)});
    }
    return places;
}

} // namespace careshed::test
