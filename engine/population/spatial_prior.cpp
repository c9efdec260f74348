#include "engine/population/spatial_prior.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/core/interrupt.hpp"
#include "engine/core/portable_math.hpp"
#include "engine/population/sparse_factor.hpp"

namespace careshed {

namespace {

/// Added to the variance, so that two areas with the same middle are no contradiction.
constexpr double kOfItself = 1e-6;

std::int64_t squared_distance(Point a, Point b) {
    const std::int64_t dx = std::int64_t{a.x} - b.x, dy = std::int64_t{a.y} - b.y;
    return dx * dx + dy * dy;
}

double covariance(Point a, Point b, const Smoothness& smoothness) {
    const double metres = std::sqrt(static_cast<double>(squared_distance(a, b))) / 100;
    const double far = metres / smoothness.range_metres;
    return (1 - smoothness.own_share) * (1 + far) * portable::exp(-far);
}

Point middle_of_all(const std::vector<Point>& places) {
    std::int64_t x = 0, y = 0;
    for (const Point& place : places) {
        x += place.x;
        y += place.y;
    }
    const auto count = static_cast<std::int64_t>(places.size());
    return {static_cast<std::int32_t>(x / count), static_cast<std::int32_t>(y / count)};
}

/// Rows of `places`: the one nearest to the middle of all, then always the one farthest from those
/// taken.
std::vector<std::size_t> spread_out(const std::vector<Point>& places) {
    std::vector<std::size_t> order, left(places.size());
    std::vector<std::int64_t> gap(places.size());
    const Point middle = places.empty() ? Point{} : middle_of_all(places);
    for (std::size_t k = 0; k < places.size(); ++k) {
        left[k] = k;
        gap[k] = -squared_distance(places[k], middle);
    }
    while (!left.empty()) {
        stop_if_interrupted();
        const auto next = std::ranges::max_element(left, {}, [&](std::size_t k) {
            return std::tuple(gap[k], places[k].x, places[k].y, places.size() - k);
        });
        const std::size_t taken = *next;
        left.erase(next);
        for (const std::size_t k : left) {
            const std::int64_t distance = squared_distance(places[k], places[taken]);
            gap[k] = order.empty() ? distance : std::min(gap[k], distance);
        }
        order.push_back(taken);
    }
    return order;
}

} // namespace

AreaOrder::AreaOrder(const std::vector<std::optional<Point>>& middles)
    : places_(middles.size()), before_(middles.size()) {
    std::vector<std::uint32_t> areas;
    std::vector<Point> places;
    for (std::uint32_t a = 0; a < middles.size(); ++a)
        if (const std::optional<Point>& middle = middles[a]) {
            areas.push_back(a);
            places.push_back(*middle);
            places_[a] = *middle;
        }
    const std::vector<std::size_t> order = spread_out(places);
    for (std::size_t k = 0; k < order.size(); ++k) {
        stop_if_interrupted();
        const Point here = places[order[k]];
        std::vector<std::size_t> nearest(order.begin(), order.begin() + static_cast<long>(k));
        const std::size_t count = std::min(k, kNearestBefore);
        std::ranges::partial_sort(nearest, nearest.begin() + static_cast<long>(count), {},
                                  [&](std::size_t other) {
                                      return std::tuple(squared_distance(here, places[other]),
                                                        places[other].x, places[other].y, other);
                                  });
        for (std::size_t n = 0; n < count; ++n)
            before_[areas[order[k]]].push_back(areas[nearest[n]]);
    }
}

std::vector<Innovation> AreaOrder::innovations(const Smoothness& smoothness) const {
    std::vector<Innovation> all;
    for (std::uint32_t area = 0; area < places_.size(); ++area) {
        stop_if_interrupted();
        all.push_back(innovation(area, smoothness));
    }
    return all;
}

/// From the conditional normal: what those before say, and what is left.
Innovation AreaOrder::innovation(std::uint32_t area, const Smoothness& smoothness) const {
    const std::vector<std::uint32_t>& before = before_[area];
    if (before.empty())
        return {{{area, 1}}};
    SparseSymmetric among{before.size(), {}};
    std::vector<double> with;
    for (std::uint32_t j = 0; j < before.size(); ++j) {
        with.push_back(covariance(places_[area], places_[before[j]], smoothness));
        for (std::uint32_t k = 0; k < j; ++k)
            among.add(j, k, covariance(places_[before[j]], places_[before[k]], smoothness));
        among.add(j, j, 1 + kOfItself);
    }
    const std::vector<double> factors = SparseFactor(among).solved(with);
    double left = 1 + kOfItself;
    for (std::size_t k = 0; k < factors.size(); ++k)
        left -= factors[k] * with[k];
    const double scale = 1 / std::sqrt(left);
    Innovation innovation{{{area, scale}}};
    for (std::size_t k = 0; k < factors.size(); ++k)
        innovation.terms.push_back({before[k], -factors[k] * scale});
    return innovation;
}

} // namespace careshed
