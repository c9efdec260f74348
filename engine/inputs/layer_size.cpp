#include "engine/inputs/layer_size.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr std::size_t kMostFeatures = 20'000'000;
constexpr std::size_t kMostVertices = 100'000'000;
constexpr std::size_t kMostBytes = 2'000'000'000;
constexpr std::size_t kMostVerticesOfOne = 5'000'000;
constexpr std::size_t kMostRingsOfOne = 1'000'000; // a city's streets as one polygon: 50,000 blocks
constexpr std::size_t kLongestCell = 1 << 20;      // bytes

constexpr const char* kSimpler =
    "make it simpler, for example: ogr2ogr -simplify 1 simpler.gpkg the-layer's-file";
constexpr const char* kFewer = "take the features of the city with where = \"...\"";

std::string more_than(std::size_t most, const char* what) {
    return fmt::format("more than {} {}", pretty(static_cast<double>(most), 0), what);
}

Refusal refuse_one(const RawFeature& feature, std::size_t most, const char* what,
                   const char* hint) {
    return {fmt::format("feature {} holds {}", feature.number, more_than(most, what)), hint};
}

} // namespace

std::optional<Refusal> LayerSize::add(const RawFeature& feature) {
    std::size_t vertices = 0, rings = 0, longest = 0;
    for (const Part& part : feature.parts) {
        rings += 1 + part.rings.size();
        for (const Ring& ring : part.rings)
            vertices += ring.size();
    }
    for (const std::string& cell : feature.values) {
        longest = std::max(longest, cell.size());
        bytes_ += cell.size();
    }
    vertices_ += vertices;
    ++features_;
    if (vertices > kMostVerticesOfOne)
        return refuse_one(feature, kMostVerticesOfOne, "vertices", kSimpler);
    if (rings > kMostRingsOfOne)
        return refuse_one(feature, kMostRingsOfOne, "parts and rings", kSimpler);
    if (longest > kLongestCell)
        return refuse_one(feature, kLongestCell, "bytes in one cell",
                          "name the column that holds the value");
    if (features_ > kMostFeatures)
        return Refusal{more_than(kMostFeatures, "features"), kFewer};
    if (vertices_ > kMostVertices)
        return Refusal{more_than(kMostVertices, "vertices"), kSimpler};
    if (bytes_ > kMostBytes)
        return Refusal{more_than(kMostBytes, "bytes in its columns"), kFewer};
    return std::nullopt;
}

} // namespace careshed
