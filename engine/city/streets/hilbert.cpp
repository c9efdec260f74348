#include "engine/city/streets/hilbert.hpp"

#include <utility>

namespace careshed {

std::uint64_t hilbert_position(Point point) {
    // Shift signed centimetres to unsigned, keeping their order.
    std::uint32_t x = static_cast<std::uint32_t>(point.x) ^ 0x80000000U;
    std::uint32_t y = static_cast<std::uint32_t>(point.y) ^ 0x80000000U;
    std::uint64_t position = 0;
    for (std::uint32_t side = 0x80000000U; side > 0; side >>= 1U) {
        const std::uint32_t right = (x & side) != 0 ? 1 : 0;
        const std::uint32_t upper = (y & side) != 0 ? 1 : 0;
        position = (position << 2U) | ((3U * right) ^ upper);
        // Turn the quadrant so that the curve inside it starts where the last one ended.
        if (upper == 0) {
            if (right == 1) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return position;
}

} // namespace careshed
