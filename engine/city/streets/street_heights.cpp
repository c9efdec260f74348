#include "engine/city/streets/street_heights.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/city/streets/along_shape.hpp"
#include "engine/city/streets/bridge_heights.hpp"
#include "engine/city/streets/crossing_heights.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr std::int32_t kNoHeight = Elevation::kNoHeight;

/// Bridges, tunnels and steps: the ground beside them is not theirs.
bool runs_straight(const Edge& edge) {
    return edge.traffic.is_level || edge.traffic.kind == StreetClass::steps;
}

std::uint32_t steps_of(const Edge& edge) {
    return std::max(1U, (edge.length_cm + kHeightStepCm - 1) / kHeightStepCm);
}

/// Appends the places at equal steps along the edge, without its ends.
void append_inner_places(const Streets& streets, const Edge& edge, std::vector<Point>& places) {
    const auto shape = streets.shape_of(edge);
    const double length = shape_length_cm(shape);
    const std::uint32_t steps = steps_of(edge);
    for (std::uint32_t k = 1; k < steps; ++k)
        places.push_back(point_along(shape, length * k / steps));
}

/// Steps that lie before the first or after the last known height.
std::size_t count_unknown(std::span<const std::int32_t> heights) {
    std::size_t first = 0, last = heights.size() - 1;
    while (first < last && heights[first] == kNoHeight)
        ++first;
    while (first < last && heights[last] == kNoHeight)
        --last;
    const std::size_t known = heights[first] == kNoHeight ? 0 : last - first;
    return heights.size() - 1 - known;
}

/// Gaps between known heights, the ends among them, are bridged evenly.
void bridge_gaps(std::span<std::int32_t> heights) {
    std::size_t known = 0;
    for (std::size_t i = 1; i < heights.size(); ++i) {
        if (heights[i] == kNoHeight)
            continue;
        for (std::size_t gap = known + 1; gap < i; ++gap)
            heights[gap] =
                between(heights[known], heights[i], double(gap - known) / double(i - known));
        known = i;
    }
}

/// Steps of the edge that are steeper than kSteepestSlope.
std::size_t count_steep(const Edge& edge, std::span<const std::int32_t> heights) {
    const double run = double(edge.length_cm) / double(heights.size() - 1);
    std::size_t steep = 0;
    for (std::size_t i = 1; i < heights.size(); ++i)
        steep += std::abs(double(heights[i]) - heights[i - 1]) > kSteepestSlope * run ? 1 : 0;
    return steep;
}

/// Places of the heights that the ground gives, in the order of the edges.
std::vector<Point> inner_places(const Streets& streets) {
    std::vector<Point> places;
    for (const Edge& edge : streets.edges)
        if (!runs_straight(edge))
            append_inner_places(streets, edge, places);
    return places;
}

std::span<std::int32_t> heights_at(Streets& streets, std::size_t edge) {
    const std::uint32_t first = streets.first_height[edge];
    return std::span(streets.height_cm).subspan(first, streets.first_height[edge + 1] - first);
}

/// Every edge with what the ground gives, kNoHeight where it gives nothing.
void lay_out(Streets& streets, const GroundHeights& ground,
             std::span<const std::int32_t> node_height) {
    streets.first_height = {0};
    for (const Edge& edge : streets.edges)
        streets.first_height.push_back(streets.first_height.back() + steps_of(edge) + 1);
    streets.height_cm.assign(streets.first_height.back(), kNoHeight);
    const std::vector<std::int32_t> inner = ground(inner_places(streets));
    auto next = inner.begin();
    for (std::size_t e = 0; e < streets.edges.size(); ++e) {
        const auto heights = heights_at(streets, e);
        heights.front() = node_height[streets.edges[e].from];
        heights.back() = node_height[streets.edges[e].to];
        if (runs_straight(streets.edges[e]))
            continue;
        std::copy_n(next, heights.size() - 2, heights.begin() + 1);
        next += static_cast<std::ptrdiff_t>(heights.size() - 2);
    }
}

} // namespace

GroundHeights ground_heights(const LocalGrid& grid, const Elevation& elevation) {
    return [&](std::span<const Point> points) {
        constexpr std::size_t kAtOnce = 65536;
        std::vector<std::int32_t> heights;
        heights.reserve(points.size());
        std::vector<LonLat> places;
        for (std::size_t first = 0; first < points.size(); first += kAtOnce) {
            places.clear();
            for (const Point point :
                 points.subspan(first, std::min(kAtOnce, points.size() - first)))
                places.push_back(grid.unproject(point));
            const auto found = elevation.heights_cm(places);
            heights.insert(heights.end(), found.begin(), found.end());
        }
        return heights;
    };
}

HeightFaults add_heights(Streets& streets, const GroundHeights& ground) {
    std::vector<std::int32_t> node_height = ground(streets.nodes);
    lift_bridge_nodes(streets, node_height);
    lay_out(streets, ground, node_height);
    fill_crossings(streets, node_height);
    HeightFaults faults;
    for (std::size_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        const auto heights = heights_at(streets, e);
        const std::size_t steps = heights.size() - 1;
        faults.length_cm += edge.length_cm;
        faults.unknown_cm += edge.length_cm * count_unknown(heights) / steps;
        heights.front() = node_height[edge.from];
        heights.back() = node_height[edge.to];
        bridge_gaps(heights);
        if (!runs_straight(edge))
            faults.steep_cm += edge.length_cm * count_steep(edge, heights) / steps;
    }
    return faults;
}

void report_heights(const HeightFaults& faults, const Elevation& elevation,
                    std::vector<Finding>& findings) {
    const auto km = [](std::uint64_t length_cm) { return pretty(double(length_cm) / 1e5, 1); };
    add_note(findings, "heights",
             fmt::format("{} km of streets have heights of {}",
                         km(faults.length_cm - faults.unknown_cm), elevation.title()));
    for (const std::string& note : elevation.notes())
        add_note(findings, "heights", elevation.title() + ": " + note);
    if (faults.unknown_cm > 0)
        add_warning(findings, "heights",
                    fmt::format("{} of {} km of streets have no height and are taken as level",
                                km(faults.unknown_cm), km(faults.length_cm)));
    if (faults.steep_cm > 0)
        add_note(findings, "heights",
                 fmt::format("{} km of streets are steeper than {:.0f} % and are walked as if they "
                             "were {:.0f} %; bridges that are not marked as such and rasters that "
                             "show roofs and trees do that",
                             km(faults.steep_cm), kSteepestSlope * 100, kSteepestSlope * 100));
}

void lay_on_ground(StreetsRead& read, const RasterSpec& elevation, std::vector<Finding>& findings) {
    const StreetsExtent& extent = read.extent;
    const Elevation heights(elevation, {extent.west, extent.south, extent.east, extent.north});
    report_heights(add_heights(read.streets, ground_heights(read.grid, heights)), heights,
                   findings);
}

} // namespace careshed
