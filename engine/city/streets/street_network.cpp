#include "engine/city/streets/street_network.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/city/streets/along_shape.hpp"
#include "engine/city/streets/components.hpp"
#include "engine/city/streets/street_nodes.hpp"

namespace careshed {

namespace {

struct RawEdge {
    std::uint32_t from = 0, to = 0;
    std::uint32_t length_cm = 0;
    std::vector<Point> shape;
    Traffic traffic;
    auto operator<=>(const RawEdge&) const = default; ///< in this order
};

std::uint32_t length_of(const std::vector<Point>& shape) {
    return static_cast<std::uint32_t>(std::floor(shape_length_cm(shape) + 0.5));
}

/// Lines as edges that run from the smaller node row; loops and points are left out.
std::vector<RawEdge> orient(std::vector<StreetLine>& lines, const NodeTable& nodes,
                            StreetFaults& faults) {
    std::vector<RawEdge> edges;
    edges.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        StreetLine& line = lines[i];
        const auto from = nodes.row_of_end[2 * i], to = nodes.row_of_end[2 * i + 1];
        if (from == to) {
            ++(length_of(line.shape) == 0 ? faults.zero_length : faults.self_loops);
            continue;
        }
        RawEdge edge{std::min(from, to), std::max(from, to), 0, std::move(line.shape),
                     line.traffic};
        if (from > to) {
            std::ranges::reverse(edge.shape);
            std::swap(edge.traffic.drives_along, edge.traffic.drives_against);
        }
        edge.shape.front() = nodes.points[edge.from];
        edge.shape.back() = nodes.points[edge.to];
        edge.length_cm = length_of(edge.shape);
        if (edge.length_cm == 0)
            ++faults.zero_length;
        else
            edges.push_back(std::move(edge));
    }
    return edges;
}

void keep_one_of_equals(std::vector<RawEdge>& edges, StreetFaults& faults) {
    std::ranges::sort(edges);
    const auto rest = std::ranges::unique(edges);
    faults.duplicates = rest.size();
    edges.erase(rest.begin(), rest.end());
}

/// Nodes that no kept edge touches are gone; the others keep their order.
std::vector<Point> drop_unused(std::vector<RawEdge>& edges, const std::vector<Point>& points) {
    std::vector<std::uint32_t> row(points.size(), 0);
    for (const RawEdge& edge : edges)
        row[edge.from] = row[edge.to] = 1;
    std::vector<Point> kept;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (row[i] != 0) {
            row[i] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(points[i]);
        }
    for (RawEdge& edge : edges) {
        edge.from = row[edge.from];
        edge.to = row[edge.to];
    }
    return kept;
}

void fill_arcs(Streets& streets) {
    streets.first_arc.assign(streets.nodes.size() + 1, 0);
    for (const Edge& edge : streets.edges) {
        ++streets.first_arc[edge.from + 1];
        ++streets.first_arc[edge.to + 1];
    }
    std::partial_sum(streets.first_arc.begin(), streets.first_arc.end(), streets.first_arc.begin());
    std::vector<std::uint32_t> next(streets.first_arc.begin(), streets.first_arc.end() - 1);
    streets.arcs.resize(streets.edges.size() * 2);
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        streets.arcs[next[edge.from]++] = {edge.to, e};
        streets.arcs[next[edge.to]++] = {edge.from, e};
    }
}

} // namespace

StreetNetwork build_network(std::vector<StreetLine> lines) {
    StreetNetwork network;
    NodeTable nodes = order_nodes(lines, network.faults);
    join_nodes_of_points(lines, nodes, network.faults);
    std::vector<RawEdge> edges = orient(lines, nodes, network.faults);
    keep_one_of_equals(edges, network.faults);

    Streets& streets = network.streets;
    streets.nodes = drop_unused(edges, nodes.points);
    for (const RawEdge& edge : edges) {
        streets.edges.push_back({edge.from, edge.to, edge.length_cm,
                                 static_cast<std::uint32_t>(streets.shape.size()),
                                 static_cast<std::uint32_t>(edge.shape.size()), edge.traffic});
        streets.shape.insert(streets.shape.end(), edge.shape.begin(), edge.shape.end());
    }
    fill_arcs(streets);
    streets.component = find_components(streets.nodes.size(), streets.edges);
    return network;
}

} // namespace careshed
