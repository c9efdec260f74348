#include "engine/city/streets/snapping.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/city/streets/nearest_on_edge.hpp"

namespace careshed {

namespace {

constexpr std::int64_t kCellCm = 5000;
/// Beyond this many cells the grid is coarser, so that a few far streets cannot exhaust memory.
constexpr std::int64_t kMaxCells = std::int64_t{1} << 24;

struct Box {
    Point low, high;
};

Box box_of(const Streets& streets) {
    Box box{streets.nodes.front(), streets.nodes.front()};
    for (const Point p : streets.shape) {
        box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
        box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
    }
    return box;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/// Whether a closed square cell and a segment share a point: separating axes on exact integers. The
/// boxes are known to overlap, so only the segment's normal is left to try.
bool touches(Point a, Point b, Point cell, std::int64_t size) {
    const std::int64_t dx = std::int64_t{b.x} - a.x, dy = std::int64_t{b.y} - a.y;
    bool any_left = false, any_right = false;
    for (const std::int64_t cx : {std::int64_t{cell.x}, cell.x + size})
        for (const std::int64_t cy : {std::int64_t{cell.y}, cell.y + size}) {
            const std::int64_t side = dx * (cy - a.y) - dy * (cx - a.x);
            any_left |= side >= 0;
            any_right |= side <= 0;
        }
    return any_left && any_right;
}

/// Least and greatest x of a segment between two heights, a centimetre more on either side.
std::pair<std::int32_t, std::int32_t> reach_between(Point a, Point b, std::int64_t low,
                                                    std::int64_t high) {
    if (a.y == b.y)
        return std::minmax({a.x, b.x});
    const auto x_at = [&](std::int64_t y) {
        const double share = static_cast<double>(y - a.y) / (static_cast<double>(b.y) - a.y);
        return a.x + (static_cast<double>(b.x) - a.x) * share;
    };
    const auto [west, east] = std::minmax({static_cast<double>(a.x), static_cast<double>(b.x)});
    const auto [least, most] = std::minmax({x_at(low), x_at(high)});
    return {static_cast<std::int32_t>(std::clamp(std::floor(least) - 1, west, east)),
            static_cast<std::int32_t>(std::clamp(std::ceil(most) + 1, west, east))};
}

bool is_offered(const Streets& streets, const Edge& edge, TravelMode mode) {
    const bool is_main = streets.component[edge.from] == 0 || streets.component[edge.to] == 0;
    return is_main && (mode == TravelMode::on_foot ? edge.traffic.is_walkable : edge.is_drivable());
}

} // namespace

StreetIndex::StreetIndex(const Streets& streets, TravelMode mode)
    : streets_(&streets), cell_cm_(kCellCm) {
    if (streets.nodes.empty())
        return;
    const Box box = box_of(streets);
    origin_ = box.low;
    const std::int64_t width = std::int64_t{box.high.x} - box.low.x;
    const std::int64_t height = std::int64_t{box.high.y} - box.low.y;
    while ((width / cell_cm_ + 1) * (height / cell_cm_ + 1) > kMaxCells)
        cell_cm_ *= 2;
    columns_ = static_cast<std::int32_t>(width / cell_cm_ + 1);
    rows_ = static_cast<std::int32_t>(height / cell_cm_ + 1);
    fill_cells(mode);
}

template <class Visit> void StreetIndex::visit_cells(Point a, Point b, Visit&& visit) const {
    const auto column = [&](std::int32_t x) { return (std::int64_t{x} - origin_.x) / cell_cm_; };
    const auto row = [&](std::int32_t y) { return (std::int64_t{y} - origin_.y) / cell_cm_; };
    for (auto r = row(std::min(a.y, b.y)); r <= row(std::max(a.y, b.y)); ++r) {
        // Not the segment's whole box: a long slanted one would cost the square of its length.
        const std::int64_t low = origin_.y + r * cell_cm_;
        const auto [west, east] = reach_between(a, b, low, low + cell_cm_);
        for (auto c = column(west); c <= column(east); ++c) {
            const Point corner{static_cast<std::int32_t>(origin_.x + c * cell_cm_),
                               static_cast<std::int32_t>(low)};
            if (touches(a, b, corner, cell_cm_))
                visit(static_cast<std::size_t>(r * columns_ + c));
        }
    }
}

void StreetIndex::fill_cells(TravelMode mode) {
    // Pairs of cell and edge, sorted: an edge is listed once a cell however often it passes
    // through.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> entries;
    for (std::uint32_t e = 0; e < streets_->edges.size(); ++e) {
        if (!is_offered(*streets_, streets_->edges[e], mode))
            continue;
        const auto shape = streets_->shape_of(streets_->edges[e]);
        for (std::size_t i = 1; i < shape.size(); ++i)
            visit_cells(shape[i - 1], shape[i], [&](std::size_t cell) {
                entries.emplace_back(static_cast<std::uint32_t>(cell), e);
            });
    }
    std::ranges::sort(entries);
    const auto rest = std::ranges::unique(entries);
    entries.erase(rest.begin(), rest.end());
    first_.assign(static_cast<std::size_t>(columns_) * rows_ + 1, 0);
    edges_.reserve(entries.size());
    for (const auto& [cell, edge] : entries) {
        ++first_[cell + 1];
        edges_.push_back(edge);
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

void StreetIndex::try_cell(std::int64_t column, std::int64_t row, Point point,
                           std::optional<Snap>& best) const {
    const auto cell = static_cast<std::size_t>(row * columns_ + column);
    for (auto i = first_[cell]; i < first_[cell + 1]; ++i) {
        const Snap snap = nearest_on_edge(*streets_, edges_[i], point);
        const bool is_nearer =
            !best || snap.distance_cm < best->distance_cm ||
            (snap.distance_cm == best->distance_cm && snap.place.edge < best->place.edge);
        if (is_nearer)
            best = snap;
    }
}

std::optional<Snap> StreetIndex::nearest(Point point, double limit_cm) const {
    if (columns_ == 0)
        return std::nullopt;
    const std::int64_t column = floor_div(std::int64_t{point.x} - origin_.x, cell_cm_);
    const std::int64_t row = floor_div(std::int64_t{point.y} - origin_.y, cell_cm_);
    // Square rings of cells around the point; ring r is at least (r - 1) cells away, and the first
    // and last rings that meet the grid are known.
    const auto gap = [](std::int64_t at, std::int64_t size) {
        return std::max({std::int64_t{0}, -at, at - (size - 1)});
    };
    const std::int64_t first = std::max(gap(column, columns_), gap(row, rows_));
    const std::int64_t last =
        std::max({column, row, columns_ - 1 - column, rows_ - 1 - row, first});
    std::optional<Snap> best;
    for (std::int64_t ring = first; ring <= last; ++ring) {
        const double at_least = static_cast<double>((ring - 1) * cell_cm_);
        if (at_least > limit_cm || (best && at_least > best->distance_cm))
            break;
        for (std::int64_t r = std::max<std::int64_t>(0, row - ring);
             r <= std::min<std::int64_t>(rows_ - 1, row + ring); ++r) {
            const bool is_whole_row = r == row - ring || r == row + ring;
            const std::int64_t step = is_whole_row || ring == 0 ? 1 : 2 * ring;
            for (std::int64_t c = column - ring; c <= column + ring; c += step)
                if (c >= 0 && c < columns_)
                    try_cell(c, r, point, best);
        }
    }
    if (best && best->distance_cm > limit_cm)
        return std::nullopt;
    return best;
}

std::vector<std::uint32_t> StreetIndex::edges_near(Point low, Point high) const {
    const auto first = [&](std::int64_t cm) {
        return std::max(floor_div(cm, cell_cm_), std::int64_t{0});
    };
    const auto end = [&](std::int64_t cm, std::int32_t size) {
        return std::min(floor_div(cm, cell_cm_) + 1, std::int64_t{size});
    };
    std::vector<std::uint32_t> edges;
    const std::int64_t west = first(std::int64_t{low.x} - origin_.x);
    const std::int64_t east = end(std::int64_t{high.x} - origin_.x, columns_);
    const std::int64_t north = end(std::int64_t{high.y} - origin_.y, rows_);
    for (std::int64_t row = first(std::int64_t{low.y} - origin_.y); row < north && west < east;
         ++row) {
        const auto cells = first_.begin() + row * columns_;
        edges.insert(edges.end(), edges_.begin() + cells[west], edges_.begin() + cells[east]);
    }
    std::ranges::sort(edges);
    const auto rest = std::ranges::unique(edges);
    edges.erase(rest.begin(), rest.end());
    return edges;
}

} // namespace careshed
