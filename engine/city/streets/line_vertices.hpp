// New vertices for lines: where along a segment they lie, and the line with them in it. On whole
// centimetres, exact within 1,000 km of the grid's centre.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/city/streets/segment_pairs.hpp"

namespace careshed {

/// Bridges, tunnels and freeways pass over or under what they cross.
[[nodiscard]] inline bool is_apart(const StreetLine& line) {
    return line.traffic.is_level || line.traffic.kind == StreetClass::motorway;
}

/// Twice the area of a, b, c: positive when c lies left of a -> b.
[[nodiscard]] inline std::int64_t turn(Point a, Point b, Point c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

/// How far along a -> b, times the length of a -> b.
[[nodiscard]] inline std::int64_t along(Point a, Point b, Point c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.x} - a.x) +
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.y} - a.y);
}

/// A vertex that a line is to have between those of its segment.
struct AddedVertex {
    std::uint32_t line = 0, segment = 0;
    std::int64_t along = 0;
    Point point;
    auto operator<=>(const AddedVertex&) const = default;
};

/// The ends of a segment, and a vertex to be added on it.
[[nodiscard]] std::pair<Point, Point> ends_of(const std::vector<StreetLine>& lines, Segment s);
[[nodiscard]] AddedVertex vertex_at(const std::vector<StreetLine>& lines, Segment s, Point point);

/// The line with the vertices in it, each of them once.
[[nodiscard]] std::vector<Point> with_vertices(const std::vector<Point>& shape,
                                               std::span<const AddedVertex> added);
/// A line without repeated vertices; a mere point stays the two vertices that say so.
[[nodiscard]] std::vector<Point> without_repeats(const std::vector<Point>& shape);

} // namespace careshed
