// Heights of a raster around the small ground, read as every verb does that knows slopes.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "engine/inputs/elevation.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

/// Whether its first word is one of an ASCII grid's header (ncols, nrows, xllcorner, ...).
inline bool looks_like_ascii_grid(std::string_view bytes) {
    return !bytes.empty() && std::string_view("nxydcNXYDC").find(bytes.front()) != bytes.npos;
}

inline void read_heights_of(const RasterSpec& spec) {
    constexpr double kMostCells = 1e6; // more are read as well, but for seconds each
    constexpr std::int32_t kHighestCm = 900'000;
    const std::vector<LonLat> places = {
        {-30, 40}, {-29.999, 39.999}, {-29.9951, 39.9953}, {-30.004, 40.004}, {10, 10}};
    const auto read = [&]() -> std::vector<std::int32_t> {
        const RasterSource source(spec);
        if (static_cast<double>(source.width()) * source.height() > kMostCells ||
            source.block_cells() > kMostCells)
            return {};
        return Elevation(spec, {-30.005, 39.995, -29.995, 40.005}).heights_cm(places);
    };
    const auto one = verdict_of(read), other = verdict_of(read);
    claim(one.words == other.words && one.value == other.value, "heights are read twice alike");
    if (one.value)
        for (const std::int32_t height : *one.value)
            claim(height == Elevation::kNoHeight || std::abs(height) <= kHighestCm,
                  "a height is one that there is, or none");
}

} // namespace careshed::fuzz
