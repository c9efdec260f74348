#include "engine/city/streets/nearest_on_edge.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

namespace {

/// Foot of the perpendicular on a segment, as a share of it, and the distance to it.
struct Foot {
    double share = 0;
    double distance_cm = 0;
};

Foot foot_on(Point a, Point b, Point p) {
    const double dx = double(b.x) - a.x, dy = double(b.y) - a.y;
    const double px = double(p.x) - a.x, py = double(p.y) - a.y;
    const double length2 = dx * dx + dy * dy;
    // The ends are tested first: there the distance is that of two grid points, the same for every
    // edge that meets there, so that ties are ties.
    if (length2 == 0 || px * dx + py * dy <= 0)
        return {0, distance_cm(a, p)};
    if (px * dx + py * dy >= length2)
        return {1, distance_cm(b, p)};
    const double share = (px * dx + py * dy) / length2;
    const double ex = px - share * dx, ey = py - share * dy;
    return {share, std::sqrt(ex * ex + ey * ey)};
}

} // namespace

Snap nearest_on_edge(const Streets& streets, std::uint32_t edge, Point point) {
    const auto shape = streets.shape_of(streets.edges[edge]);
    double walked = 0, best_at = 0, best_distance = -1;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const Foot foot = foot_on(shape[i - 1], shape[i], point);
        const double step = distance_cm(shape[i - 1], shape[i]);
        if (best_distance < 0 || foot.distance_cm < best_distance) {
            best_distance = foot.distance_cm;
            best_at = walked + foot.share * step;
        }
        walked += step;
    }
    const double share = walked > 0 ? std::clamp(best_at / walked, 0.0, 1.0) : 0;
    return {{edge, static_cast<std::uint16_t>(std::floor(share * 65535 + 0.5))}, best_distance};
}

} // namespace careshed
