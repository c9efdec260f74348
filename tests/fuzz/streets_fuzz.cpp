// A layer of streets (GeoJSON) with what its columns say of them; lines meet at their ends, then
// wherever they cross.
#include <cstdint>

#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/kept_streets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    static const fuzz::FuzzedFile file("streets.geojson");
    StreetsSpec spec;
    spec.layer.source = file.holding(fuzz::text_of(data, size));
    spec.kind = "kind";
    spec.oneway = "oneway";
    spec.speed = "speed";
    fuzz::keep_streets_of(spec);
    spec.meet_at_crossings = true;
    fuzz::keep_streets_of(spec);
    return 0;
}
