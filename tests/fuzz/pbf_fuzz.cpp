// An extract of OpenStreetMap as PBF. Tags with a zero byte leave the memory that libosmium walks
// unless they are looked at before: until our check of them stands, findings there are known.
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
