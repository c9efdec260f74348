#include "engine/city/street_network.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/city/components.hpp"
#include "engine/city/hilbert.hpp"

namespace careshed {

namespace {

/// What makes two line ends the same node: a name, or else the point itself.
using NodeKey = std::pair<std::string, Point>;

NodeKey key_of(const std::string& name, Point point) {
    return name.empty() ? NodeKey{"", point} : NodeKey{name, Point{}};
}

struct NodeTable {
    std::map<NodeKey, std::uint32_t> row;
    std::vector<Point> points;
};

/// Each node stands at the smallest of its line ends (they should all be one point).
std::map<NodeKey, Point> locate_nodes(const std::vector<StreetLine>& lines) {
    std::map<NodeKey, Point> places;
    const auto note = [&](const std::string& name, Point point) {
        const auto [entry, is_new] = places.try_emplace(key_of(name, point), point);
        if (!is_new)
            entry->second = std::min(entry->second, point);
    };
    for (const StreetLine& line : lines) {
        note(line.from, line.shape.front());
        note(line.to, line.shape.back());
    }
    return places;
}

/// Rows along the Hilbert curve; nodes at one point in the order of their names.
NodeTable order_nodes(const std::vector<StreetLine>& lines) {
    using Ordered = std::tuple<std::uint64_t, Point, NodeKey>;
    std::vector<Ordered> ordered;
    for (const auto& [key, point] : locate_nodes(lines))
        ordered.emplace_back(hilbert_position(point), point, key);
    std::ranges::sort(ordered);
    NodeTable table;
    for (const auto& [position, point, key] : ordered) {
        table.row.emplace(key, static_cast<std::uint32_t>(table.points.size()));
        table.points.push_back(point);
    }
    return table;
}

struct RawEdge {
    std::uint32_t from = 0, to = 0;
    std::uint32_t length_cm = 0;
    std::vector<Point> shape;
    Traffic traffic;
    auto operator<=>(const RawEdge&) const = default; ///< in this order
};

std::uint32_t length_of(const std::vector<Point>& shape) {
    double length = 0;
    for (std::size_t i = 1; i < shape.size(); ++i)
        length += distance_cm(shape[i - 1], shape[i]);
    return static_cast<std::uint32_t>(std::floor(length + 0.5));
}

/// Named nodes whose lines end apart: counted, and how far apart at worst.
void note_splits(const std::vector<StreetLine>& lines, const NodeTable& nodes,
                 StreetFaults& faults) {
    std::vector<double> apart(nodes.points.size(), 0);
    for (const StreetLine& line : lines)
        for (const auto& [name, end] :
             {std::pair(line.from, line.shape.front()), std::pair(line.to, line.shape.back())}) {
            const auto row = nodes.row.at(key_of(name, end));
            apart[row] = std::max(apart[row], distance_cm(nodes.points[row], end));
        }
    for (const double gap : apart) {
        faults.split_nodes += gap > 0 ? 1 : 0;
        faults.widest_split_cm = std::max(faults.widest_split_cm, gap);
    }
}

/// Lines as edges that run from the smaller node row; loops and points are left out.
std::vector<RawEdge> orient(std::vector<StreetLine>& lines, const NodeTable& nodes,
                            StreetFaults& faults) {
    std::vector<RawEdge> edges;
    edges.reserve(lines.size());
    for (StreetLine& line : lines) {
        const auto from = nodes.row.at(key_of(line.from, line.shape.front()));
        const auto to = nodes.row.at(key_of(line.to, line.shape.back()));
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
    const NodeTable nodes = order_nodes(lines);
    note_splits(lines, nodes, network.faults);
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
