#include "engine/city/streets.hpp"

#include "engine/city/along_shape.hpp"

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

} // namespace careshed
