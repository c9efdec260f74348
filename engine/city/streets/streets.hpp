// The street network of one city as compact columns: nodes in Hilbert order, edges between them,
// and the arcs that leave each node (CSR). Geometry and what may move on it; how long it takes
// depends on who walks or drives, and is asked of access.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/inputs/projection.hpp"

namespace careshed {

/// What kind of street a line is, from the fastest roads to steps.
enum class StreetClass : std::uint8_t {
    motorway,
    trunk,
    primary,
    secondary,
    tertiary,
    local, ///< residential, and every line of a layer that says no class
    service,
    footway, ///< paths, pedestrian streets
    steps
};
inline constexpr std::size_t kStreetClasses = 9;

/// What may move on a piece of street.
struct Traffic {
    StreetClass kind = StreetClass::local;
    bool is_walkable = true;
    bool drives_along = true;   ///< from -> to
    bool drives_against = true; ///< to -> from
    bool is_level = false;      ///< bridge or tunnel: the ground below is not its own
    std::uint8_t speed_kmh = 0; ///< signed, or of its class; 0: not known
    auto operator<=>(const Traffic&) const = default;
};

/// One end-to-end piece of street. Its shape runs from node `from` to node `to`.
struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t length_cm = 0;
    std::uint32_t first_shape = 0; ///< into Streets::shape
    std::uint32_t shape_size = 0;  ///< vertices, both ends included
    Traffic traffic;
    [[nodiscard]] bool is_drivable() const {
        return traffic.drives_along || traffic.drives_against;
    }
};

/// A way out of a node.
struct Arc {
    std::uint32_t head = 0;
    std::uint32_t edge = 0;
};

/// A place on an edge: `share` / 65535 of its length from the `from` end.
struct Place {
    std::uint32_t edge = 0;
    std::uint16_t share = 0;
    auto operator<=>(const Place&) const = default;
};

struct Streets {
    std::vector<Point> nodes;             ///< canonical order: Hilbert curve, then x, y
    std::vector<Edge> edges;              ///< canonical order: from, to, length, shape, traffic
    std::vector<std::uint32_t> first_arc; ///< nodes + 1 entries
    std::vector<Arc> arcs;                ///< of node n: first_arc[n] .. first_arc[n + 1]
    std::vector<Point> shape;
    std::vector<std::uint32_t> component; ///< of a node, on foot; 0 is the largest
    /// Heights at equal steps along each edge, `from` to `to`, both ends included: those of edge e
    /// are first_height[e] .. first_height[e + 1]. Empty where nothing is known: level.
    std::vector<std::uint32_t> first_height;
    std::vector<std::int32_t> height_cm;

    [[nodiscard]] std::span<const Arc> arcs_of(std::uint32_t node) const {
        return std::span(arcs).subspan(first_arc[node], first_arc[node + 1] - first_arc[node]);
    }
    [[nodiscard]] std::span<const Point> shape_of(const Edge& edge) const {
        return std::span(shape).subspan(edge.first_shape, edge.shape_size);
    }
};

/// Part of a whole that lies on the `from` side of a place, rounded.
[[nodiscard]] std::uint32_t part_before(std::uint32_t whole, Place place);
/// Where a place lies on the grid.
[[nodiscard]] Point point_of(const Streets& streets, Place place);

/// Heights of an edge, at equal steps from its `from` end; empty when the city is flat.
[[nodiscard]] std::span<const std::int32_t> heights_of(const Streets& streets, std::uint32_t edge);

} // namespace careshed
