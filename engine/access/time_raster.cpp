#include "engine/access/time_raster.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/city/streets/nearest_on_edge.hpp"

namespace careshed {

namespace {

/// Beyond any walk; a step over open ground after it still does not overflow.
constexpr Deciseconds kAnyTime(kUnreached / 2);
constexpr std::int32_t kFar = std::numeric_limits<std::int32_t>::max();
/// A node within the cap has neighbours at most a cell's diagonal farther from the street: they are
/// known too, so that the contour falls where the cap is.
constexpr std::int32_t kStampCm = kOffStreetCapCm + kRasterCellCm * 3 / 2;

std::int32_t floor_to_cell(std::int64_t cm) {
    const std::int64_t rest = ((cm % kRasterCellCm) + kRasterCellCm) % kRasterCellCm;
    return static_cast<std::int32_t>(cm - rest);
}

Raster raster_over(Box box) {
    const std::int64_t margin = kOffStreetCapCm + kRasterCellCm;
    const Point low{floor_to_cell(box.low.x - margin), floor_to_cell(box.low.y - margin)};
    const auto nodes = [&](std::int32_t from, std::int32_t to) {
        return static_cast<std::int32_t>((to + margin - from) / kRasterCellCm + 2);
    };
    return {low, kRasterCellCm, nodes(low.x, box.high.x), nodes(low.y, box.high.y)};
}

/// First and one past the last column (or row) at most kStampCm outside an interval of an axis.
struct Span {
    std::int32_t first = 0, end = 0;
};

Span span_around(std::int64_t low, std::int64_t high, std::int64_t origin, std::int32_t nodes) {
    const std::int64_t cell = kRasterCellCm;
    const std::int64_t first = std::max<std::int64_t>(low - kStampCm - origin + cell - 1, 0) / cell;
    const std::int64_t last = high + kStampCm - origin;
    const std::int64_t end = last < 0 ? 0 : last / cell + 1;
    return {static_cast<std::int32_t>(std::min<std::int64_t>(first, nodes)),
            static_cast<std::int32_t>(std::min<std::int64_t>(end, nodes))};
}

Box box_of(std::span<const Point> shape) {
    Box box{shape.front(), shape.front()};
    for (const Point p : shape) {
        box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
        box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
    }
    return box;
}

/// A lower bound of the distance to anything in the box.
double distance_to_box(Point p, Box box) {
    const auto gap = [](std::int32_t at, std::int32_t low, std::int32_t high) {
        return std::max({double(low) - at, double(at) - high, 0.0});
    };
    const double dx = gap(p.x, box.low.x, box.high.x), dy = gap(p.y, box.low.y, box.high.y);
    return std::sqrt(dx * dx + dy * dy);
}

/// Gives every node near an edge its nearest place there, if no edge before was as near.
void stamp(const Streets& streets, std::uint32_t edge, const Raster& raster,
           std::vector<Snap>& nearest) {
    const Box box = box_of(streets.shape_of(streets.edges[edge]));
    const Span columns = span_around(box.low.x, box.high.x, raster.origin.x, raster.columns);
    const Span rows = span_around(box.low.y, box.high.y, raster.origin.y, raster.rows);
    for (std::int32_t row = rows.first; row < rows.end; ++row)
        for (std::int32_t column = columns.first; column < columns.end; ++column) {
            Snap& best = nearest[static_cast<std::size_t>(row) * raster.columns + column];
            const Point node = raster.node(column, row);
            // A centimetre of grace, so that last bits cannot decide.
            if (distance_to_box(node, box) >= best.distance_cm + 1)
                continue;
            const Snap snap = nearest_on_edge(streets, edge, node);
            if (snap.distance_cm < best.distance_cm)
                best = snap;
        }
}

/// Of every node, as StreetIndex::nearest finds it; farther than kStampCm where there is none.
std::vector<Snap> nearest_places(const WalkGround& ground, const Raster& raster) {
    std::vector<Snap> nearest(raster.size(), Snap{{}, double{kStampCm} + 1});
    const Point high = raster.node(raster.columns - 1, raster.rows - 1);
    const Point low{raster.origin.x - kStampCm, raster.origin.y - kStampCm};
    for (const std::uint32_t edge :
         ground.index->edges_near(low, {high.x + kStampCm, high.y + kStampCm}))
        stamp(*ground.network->streets, edge, raster, nearest);
    return nearest;
}

} // namespace

TimeRaster time_raster(const WalkGround& ground, const Reach& reach, Box box) {
    const Raster raster = raster_over(box);
    const auto nearest = nearest_places(ground, raster);
    std::vector<Place> places;
    places.reserve(nearest.size());
    for (const Snap& snap : nearest)
        places.push_back(snap.place);
    const auto street_ds = times_from_places(*ground.network, reach, kAnyTime, places);
    const Pace& pace = ground.network->pace;
    TimeRaster times{raster, {}, {}, pace.flat_mps * 10};
    times.time_ds.assign(raster.size(), kUnreached);
    times.leg_cm.assign(raster.size(), kFar);
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        if (nearest[i].distance_cm > kStampCm)
            continue;
        times.leg_cm[i] = static_cast<std::int32_t>(std::ceil(nearest[i].distance_cm));
        if (street_ds[i] != kUnreached)
            times.time_ds[i] = street_ds[i] + walk_open(nearest[i].distance_cm, pace);
    }
    return times;
}

RasterField within(const TimeRaster& times, Deciseconds limit) {
    constexpr double kCell = kRasterCellCm;
    RasterField field{times.raster, std::vector<std::int32_t>(times.time_ds.size(), kRasterCellCm)};
    for (std::size_t i = 0; i < times.time_ds.size(); ++i) {
        if (times.time_ds[i] == kUnreached)
            continue;
        const double over_ds = double(times.time_ds[i]) - limit.value();
        const double over_cm =
            std::max(over_ds * times.cm_a_decisecond, double(times.leg_cm[i]) - kOffStreetCapCm);
        field.value[i] = static_cast<std::int32_t>(std::ceil(std::clamp(over_cm, -kCell, kCell)));
    }
    return field;
}

} // namespace careshed
