#include "engine/city/streets.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

namespace {

constexpr std::uint64_t kWhole = 65535; // Place::share of the far end

std::int32_t between(std::int32_t a, std::int32_t b, double share) {
    return static_cast<std::int32_t>(std::floor(a + (double(b) - a) * share + 0.5));
}

} // namespace

std::uint32_t part_before(std::uint32_t whole, Place place) {
    return static_cast<std::uint32_t>((std::uint64_t{whole} * place.share + kWhole / 2) / kWhole);
}

Point point_of(const Streets& streets, Place place) {
    const Edge& edge = streets.edges[place.edge];
    const auto shape = streets.shape_of(edge);
    double length = 0;
    for (std::size_t i = 1; i < shape.size(); ++i)
        length += distance_cm(shape[i - 1], shape[i]);
    double left = length * place.share / double(kWhole);
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const double step = distance_cm(shape[i - 1], shape[i]);
        if (left <= step && step > 0) {
            const double share = left / step;
            return {between(shape[i - 1].x, shape[i].x, share),
                    between(shape[i - 1].y, shape[i].y, share)};
        }
        left -= step;
    }
    return shape.back();
}

} // namespace careshed
