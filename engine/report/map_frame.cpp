#include "engine/report/map_frame.hpp"

#include <algorithm>

namespace careshed {

MapFrame frame_around(Point low, Point high, int longest) {
    // A place without extent still gets a frame of 2 km.
    constexpr std::int64_t kSmallest = 200'000;
    const std::int64_t wide = std::int64_t{high.x} - low.x, tall = std::int64_t{high.y} - low.y;
    const std::int64_t side = std::max({wide, tall, kSmallest});
    const std::int64_t margin = side * 3 / 100 + std::max<std::int64_t>(0, kSmallest - side) / 2;
    const auto moved = [&](Point point, std::int64_t by) {
        return Point{static_cast<std::int32_t>(point.x + by),
                     static_cast<std::int32_t>(point.y + by)};
    };
    MapFrame frame{moved(low, -margin), moved(high, margin), 1};
    frame.cm_per_unit = std::max<std::int64_t>(1, (side + 2 * margin + longest - 1) / longest);
    return frame;
}

} // namespace careshed
