// Streets and two areas for readers that put places on the ground, around 30 degrees west, 40
// north.
#pragma once

#include <vector>

#include "engine/city/areas.hpp"
#include "engine/city/ground.hpp"
#include "tests/engine/city/ascii_map.hpp"

namespace careshed::fuzz {

struct SmallGround {
    test::AsciiMap map = test::read_map(R"(
A---B---C
|  /|   |
D-E-F---G)",
                                        50);
    std::vector<Area> areas = {square("a1", -10'000), square("a2", 20'000)};
    ShapeIndex shapes{shapes_of(areas)};
    StreetIndex on_foot{map.streets}, by_car{map.streets, TravelMode::by_car};
    Ground ground{LocalGrid(-30, 40), {}, &map.streets, &on_foot, &by_car};

    SmallGround() {
        for (const Point node : map.streets.nodes)
            ground.extent.include(ground.grid.unproject(node));
    }
    SmallGround(const SmallGround&) = delete;
    SmallGround& operator=(const SmallGround&) = delete;

  private:
    /// 300 m wide and 400 m high.
    static Area square(const char* id, std::int32_t west) {
        const std::int32_t east = west + 30'000, south = -30'000, north = 10'000;
        Area area;
        area.id = id;
        area.population = 100;
        area.polygons = {
            {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
        return area;
    }
};

} // namespace careshed::fuzz
