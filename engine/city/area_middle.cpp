#include "engine/city/area_middle.hpp"

#include <cmath>

namespace careshed {

namespace {

/// Sums over the triangles between a first corner and each side: twice the extent, and six times
/// what it weighs along either axis.
struct Moments {
    double extent = 0, x = 0, y = 0;

    void add(const std::vector<Point>& ring, Point from, bool is_hole) {
        Moments of;
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const Point& a = ring[k];
            const Point& b = ring[(k + 1) % ring.size()];
            const double ax = 1.0 * a.x - from.x, ay = 1.0 * a.y - from.y;
            const double bx = 1.0 * b.x - from.x, by = 1.0 * b.y - from.y;
            const double cross = ax * by - bx * ay;
            of.extent += cross;
            of.x += cross * (ax + bx);
            of.y += cross * (ay + by);
        }
        const double sign = (of.extent < 0) == is_hole ? 1 : -1; // rings turn either way
        extent += sign * of.extent;
        x += sign * of.x;
        y += sign * of.y;
    }
};

Point moved(Point from, double right, double up) {
    return {from.x + static_cast<std::int32_t>(std::lround(right)),
            from.y + static_cast<std::int32_t>(std::lround(up))};
}

Point mean_corner(const Area& area, Point from) {
    double x = 0, y = 0, corners = 0;
    for (const auto& rings : area.polygons)
        for (const Point& corner : rings.front()) {
            x += 1.0 * corner.x - from.x;
            y += 1.0 * corner.y - from.y;
            corners += 1;
        }
    return moved(from, x / corners, y / corners);
}

} // namespace

std::optional<Point> middle_of(const Area& area) {
    if (area.polygons.empty() || area.polygons.front().front().empty())
        return std::nullopt;
    const Point from = area.polygons.front().front().front();
    Moments all;
    for (const auto& rings : area.polygons)
        for (std::size_t k = 0; k < rings.size(); ++k)
            all.add(rings[k], from, k > 0);
    if (all.extent <= 0)
        return mean_corner(area, from);
    return moved(from, all.x / (3 * all.extent), all.y / (3 * all.extent));
}

std::vector<std::optional<Point>> middles_of(const std::vector<Area>& areas) {
    std::vector<std::optional<Point>> middles;
    for (const Area& area : areas)
        middles.push_back(middle_of(area));
    return middles;
}

} // namespace careshed
