// A raster of heights: GeoTIFF or Erdas Imagine, told by their first bytes.
#include <cstdint>

#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/heights_read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    static const fuzz::FuzzedFile file("heights.tif");
    const auto bytes = fuzz::text_of(data, size);
    if (!fuzz::looks_like_ascii_grid(bytes))
        fuzz::read_heights_of({file.holding(bytes), "", "", ""});
    return 0;
}
