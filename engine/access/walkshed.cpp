#include "engine/access/walkshed.hpp"

#include <algorithm>

namespace careshed {

namespace {

Deciseconds deciseconds_of(std::uint32_t minutes) { return Deciseconds(minutes * 600); }

Box box_of(const std::vector<ReachedLine>& lines) {
    Box box{lines.front().shape.front(), lines.front().shape.front()};
    for (const ReachedLine& line : lines)
        for (const Point p : line.shape) {
            box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
            box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
        }
    return box;
}

} // namespace

std::vector<Walkshed> walksheds_of(const WalkGround& ground, const Reach& reach,
                                   std::span<const std::uint32_t> minutes) {
    std::vector<Walkshed> sheds;
    for (const std::uint32_t t : minutes)
        sheds.push_back({t, {}, reached_lines(*ground.network, reach, deciseconds_of(t))});
    const auto largest = std::ranges::max_element(sheds, {}, &Walkshed::minutes);
    if (largest == sheds.end() || largest->lines.empty())
        return sheds;
    const TimeRaster times = time_raster(ground, reach, box_of(largest->lines));
    for (Walkshed& shed : sheds)
        shed.polygons = contours_of(within(times, deciseconds_of(shed.minutes)));
    return sheds;
}

} // namespace careshed
