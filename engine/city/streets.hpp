// The street network of one city as compact columns: nodes in Hilbert order, edges between them,
// and the arcs that leave each node (CSR). Walking time is the edge's length at the default pace,
// in deciseconds.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/inputs/projection.hpp"

namespace careshed {

/// Default flat walking speed in metres a second (parameter walking_speed).
inline constexpr double kWalkingSpeed = 1.34;

/// One end-to-end piece of street. Its shape runs from node `from` to node `to`.
struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t length_cm = 0;
    std::uint32_t walk_ds = 0;     ///< length / kWalkingSpeed, rounded to a decisecond, at least 1
    std::uint32_t first_shape = 0; ///< into Streets::shape
    std::uint32_t shape_size = 0;  ///< vertices, both ends included
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
    std::vector<Edge> edges;              ///< canonical order: from, to, length, shape
    std::vector<std::uint32_t> first_arc; ///< nodes + 1 entries
    std::vector<Arc> arcs;                ///< of node n: first_arc[n] .. first_arc[n + 1]
    std::vector<Point> shape;
    std::vector<std::uint32_t> component; ///< of a node; 0 is the largest

    [[nodiscard]] std::span<const Arc> arcs_of(std::uint32_t node) const {
        return std::span(arcs).subspan(first_arc[node], first_arc[node + 1] - first_arc[node]);
    }
    [[nodiscard]] std::span<const Point> shape_of(const Edge& edge) const {
        return std::span(shape).subspan(edge.first_shape, edge.shape_size);
    }
};

/// Deciseconds from a place to the `from` and to the `to` end of its edge (rounded, sum = walk_ds).
struct EndTimes {
    std::uint32_t to_from = 0;
    std::uint32_t to_to = 0;
};
[[nodiscard]] EndTimes end_times(const Edge& edge, Place place);
/// Where a place lies on the grid.
[[nodiscard]] Point point_of(const Streets& streets, Place place);

} // namespace careshed
