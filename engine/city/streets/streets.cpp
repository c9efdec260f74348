#include "engine/city/streets/streets.hpp"

#include "engine/city/streets/along_shape.hpp"

namespace careshed {

namespace {

constexpr std::uint64_t kWhole = 65535; // Place::share of the far end

} // namespace

std::uint32_t part_before(std::uint32_t whole, Place place) {
    return static_cast<std::uint32_t>((std::uint64_t{whole} * place.share + kWhole / 2) / kWhole);
}

Point point_of(const Streets& streets, Place place) {
    const auto shape = streets.shape_of(streets.edges[place.edge]);
    return point_along(shape, shape_length_cm(shape) * place.share / double(kWhole));
}

std::span<const std::int32_t> heights_of(const Streets& streets, std::uint32_t edge) {
    if (streets.first_height.empty())
        return {};
    const std::uint32_t first = streets.first_height[edge];
    return std::span(streets.height_cm).subspan(first, streets.first_height[edge + 1] - first);
}

} // namespace careshed
