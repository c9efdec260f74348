#include "engine/city/streets/street_nodes.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/city/streets/disjoint_sets.hpp"
#include "engine/city/streets/hilbert.hpp"

namespace careshed {

namespace {

/// One end of a line. Ends of one name are one node, else ends at one point.
struct LineEnd {
    std::string_view name;
    Point point;
    std::uint32_t number = 0; ///< twice its line, and 1 more for the last point

    [[nodiscard]] std::pair<std::string_view, Point> key() const {
        return {name, name.empty() ? point : Point{}};
    }
};

/// By key, so that the ends of one node stand together.
std::vector<LineEnd> sorted_ends(const std::vector<StreetLine>& lines) {
    std::vector<LineEnd> ends;
    ends.reserve(lines.size() * 2);
    for (const StreetLine& line : lines) {
        const auto number = static_cast<std::uint32_t>(ends.size());
        ends.push_back({line.from, line.shape.front(), number});
        ends.push_back({line.to, line.shape.back(), number + 1});
    }
    std::ranges::sort(ends, {}, &LineEnd::key);
    return ends;
}

NodeTable rows_of(const std::vector<StreetLine>& lines) {
    struct Node {
        std::uint64_t position = 0;
        Point point;
        std::size_t first = 0, last = 0; ///< its ends, which are in the order of names
        auto operator<=>(const Node&) const = default;
    };
    const std::vector<LineEnd> ends = sorted_ends(lines);
    std::vector<Node> nodes;
    for (std::size_t first = 0, last = 0; first < ends.size(); first = last) {
        Point point = ends[first].point;
        for (last = first; last < ends.size() && ends[last].key() == ends[first].key(); ++last)
            point = std::min(point, ends[last].point);
        nodes.push_back({hilbert_position(point), point, first, last});
    }
    std::ranges::sort(nodes);
    NodeTable table;
    table.row_of_end.resize(ends.size());
    for (const Node& node : nodes) {
        for (std::size_t i = node.first; i < node.last; ++i)
            table.row_of_end[ends[i].number] = static_cast<std::uint32_t>(table.points.size());
        table.points.push_back(node.point);
    }
    return table;
}

void note_splits(const std::vector<StreetLine>& lines, const NodeTable& nodes,
                 StreetFaults& faults) {
    std::vector<double> apart(nodes.points.size(), 0);
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const bool is_last : {false, true}) {
            const auto row = nodes.row_of_end[2 * i + (is_last ? 1 : 0)];
            const Point end = is_last ? lines[i].shape.back() : lines[i].shape.front();
            apart[row] = std::max(apart[row], distance_cm(nodes.points[row], end));
        }
    for (const double gap : apart) {
        faults.split_nodes += gap > 0 ? 1 : 0;
        faults.widest_split_cm = std::max(faults.widest_split_cm, gap);
    }
}

/// Whether no vertex of the line lies elsewhere once its ends stand at their node's point.
bool is_mere_point(const StreetLine& line, Point node) {
    return std::all_of(line.shape.begin() + 1, line.shape.end() - 1,
                       [&](Point vertex) { return vertex == node; });
}

bool is_used(const Traffic& traffic) {
    return traffic.is_walkable || traffic.drives_along || traffic.drives_against;
}

} // namespace

NodeTable order_nodes(const std::vector<StreetLine>& lines, StreetFaults& faults) {
    NodeTable nodes = rows_of(lines);
    note_splits(lines, nodes, faults);
    return nodes;
}

void join_nodes_of_points(std::vector<StreetLine>& lines, NodeTable& nodes, StreetFaults& faults) {
    DisjointSets same(nodes.points.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto from = nodes.row_of_end[2 * i], to = nodes.row_of_end[2 * i + 1];
        const Point point = nodes.points[from];
        if (from == to || nodes.points[to] != point || !is_used(lines[i].traffic) ||
            !is_mere_point(lines[i], point))
            continue;
        faults.joined_nodes += same.join(from, to) ? 1 : 0;
        lines[i].shape.assign(2, point);
    }
    for (std::uint32_t& row : nodes.row_of_end)
        row = same.first_of(row);
}

} // namespace careshed
