// A raster of heights as an Arc/Info ASCII grid, which is checked whole before GDAL opens it: its
// reader starts over without end in some damaged ones.
#include <cstdint>

#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/heights_read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    static const fuzz::FuzzedFile file("heights.asc");
    const auto bytes = fuzz::text_of(data, size);
    if (fuzz::looks_like_ascii_grid(bytes))
        fuzz::read_heights_of({file.holding(bytes), "EPSG:4326", "", ""});
    return 0;
}
