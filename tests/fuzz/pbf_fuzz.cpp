// An extract of OpenStreetMap as PBF, whose texts are checked before libosmium walks them: one that
// holds a zero byte would lead it out of its memory.
#include <cstdint>

#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/kept_streets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    static const fuzz::FuzzedFile file("city.osm.pbf");
    StreetsSpec spec;
    spec.layer.source = file.holding(fuzz::text_of(data, size));
    spec.is_osm = true;
    fuzz::keep_streets_of(spec);
    return 0;
}
