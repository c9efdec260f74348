// A layer of areas (GeoJSON): polygons, ids, residents.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

#include "engine/city/areas.hpp"
#include "engine/city/incidents.hpp"
#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/small_ground.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

namespace {

void check(const AreaTable& table, const SmallGround& town) {
    claim(!table.areas.empty(), "a layer that is read holds areas");
    claim(std::ranges::adjacent_find(table.areas, std::ranges::greater_equal(), &Area::id) ==
              table.areas.end(),
          "ids ascend and are unique");
    for (const Area& area : table.areas)
        claim(area.district < table.districts.size() && std::isfinite(area.population) &&
                  area.population >= 0 && std::isfinite(area.advantage.value_or(0)),
              "an area has residents and a district");
    const ShapeIndex shapes(shapes_of(table.areas));
    for (const Point node : town.map.streets.nodes)
        if (const auto area = area_of(shapes, node))
            claim(*area < table.areas.size(), "a place lies in an area that is there");
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    using namespace careshed::fuzz;
    static const SmallGround town;
    static const FuzzedFile file("areas.geojson");
    AreasSpec spec;
    spec.layer.source = file.holding(text_of(data, size));
    spec.id = "id";
    spec.population = "people";
    spec.district = "district";
    spec.advantage = "income";
    const auto read = [&] {
        std::vector<Finding> findings;
        return read_areas(spec, town.ground, findings);
    };
    const auto one = verdict_of(read), other = verdict_of(read);
    claim(one.words == other.words, "a layer is refused twice in the same words");
    if (!one.value)
        return 0;
    check(*one.value, town);
    claim(std::ranges::equal(one.value->areas, other.value->areas, {}, &Area::polygons,
                             &Area::polygons),
          "areas are read twice alike");
    return 0;
}
