#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/city/components.hpp"
#include "engine/city/findings.hpp"
#include "engine/city/ground.hpp"
#include "engine/city/shapes.hpp"
#include "engine/city/street_network.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/vector_source.hpp"

namespace careshed {

namespace {

constexpr std::size_t kListedComponents = 5;
/// Named nodes may differ by rounding of coordinates; beyond this the layer is worth a look.
constexpr double kSplitWorthSayingCm = 100;

StreetsExtent extent_of(const Layer& layer) {
    StreetsExtent extent;
    for (const Feature& feature : layer.features)
        for (const Part& part : feature.parts)
            for (const Ring& ring : part.rings)
                for (const LonLat place : ring)
                    extent.include(place);
    return extent;
}

/// With node columns a feature is one edge: its pieces must follow each other.
bool join_pieces(Shape& shape) {
    if (shape.parts.empty())
        return true;
    auto& first = shape.parts.front().front();
    for (std::size_t i = 1; i < shape.parts.size(); ++i) {
        const auto& next = shape.parts[i].front();
        if (first.back() != next.front())
            return false;
        first.insert(first.end(), next.begin() + 1, next.end());
    }
    shape.parts.resize(1);
    return true;
}

struct NodeNames {
    std::string from, to;
};

NodeNames names_of(const StreetsSpec& spec, const Layer& layer, const Feature& feature,
                   ComplaintList& complaints) {
    if (spec.from.empty())
        return {};
    const NodeNames names{feature.values[0], feature.values[1]};
    if (names.from.empty() || names.to.empty())
        complaints.add(
            layer.place(feature),
            fmt::format("node column \"{}\" is empty", names.from.empty() ? spec.from : spec.to),
            "fill it, or leave out from and to: lines then meet at shared ends");
    return names;
}

std::vector<StreetLine> lines_of(const StreetsSpec& spec, const Layer& layer,
                                 const LocalGrid& grid) {
    std::vector<StreetLine> lines;
    ComplaintList complaints;
    for (const Feature& feature : layer.features) {
        const NodeNames names = names_of(spec, layer, feature, complaints);
        Shape shape = project_shape(grid, feature);
        if (!spec.from.empty() && !join_pieces(shape))
            complaints.add(layer.place(feature), "its line is in pieces that do not meet",
                           "split it into single lines, each with its own from and to node");
        for (auto& part : shape.parts)
            lines.push_back({names.from, names.to, std::move(part.front())});
    }
    complaints.throw_if_any();
    return lines;
}

void report_faults(const StreetFaults& faults, std::vector<Finding>& findings) {
    const auto say = [&](std::size_t count, const char* what) {
        if (count > 0)
            add_note(findings, "streets", plain_count(count) + " lines dropped: " + what);
    };
    say(faults.self_loops, "they start and end at the same node");
    say(faults.zero_length, "they have no length");
    say(faults.duplicates, "same ends and same shape as another line");
    if (faults.widest_split_cm > kSplitWorthSayingCm)
        add_warning(findings, "streets",
                    fmt::format("{} named nodes have line ends in different places, up to {} m "
                                "apart; each now stands at one of them",
                                plain_count(faults.split_nodes),
                                pretty(faults.widest_split_cm / 100, 0)));
}

/// Nodes of a layer "nodes" beside the lines that no line touches; 0 when there is no such layer.
/// Many network files hold their crossings so, and a crossing without a street is a gap worth
/// knowing.
std::size_t count_lone_nodes(const StreetsSpec& spec, const StreetsRead& read) {
    LayerSpec beside = spec.layer;
    beside.layer = "nodes";
    beside.where.clear();
    if (spec.layer.layer.empty() || spec.layer.layer == beside.layer)
        return 0;
    try {
        const std::set<Point> known(read.streets.nodes.begin(), read.streets.nodes.end());
        const Layer nodes = read_layer(beside, {});
        return static_cast<std::size_t>(
            std::ranges::count_if(nodes.features, [&](const Feature& node) {
                return is_near(read.extent, node) &&
                       !known.contains(read.grid.project(node.parts.front().rings.front().front()));
            }));
    } catch (const Error&) {
        return 0; // no such layer, or not one of points: nothing was asked of it
    }
}

void report_components(const StreetsRead& read, std::size_t lone, std::vector<Finding>& findings) {
    const auto pieces = small_components(read.streets);
    if (pieces.empty() && lone == 0) {
        add_note(findings, "streets", "all nodes hang together");
        return;
    }
    std::size_t nodes = lone;
    std::vector<std::string> examples;
    for (const SmallComponent& piece : pieces) {
        nodes += piece.nodes;
        const LonLat place = read.grid.unproject(read.streets.nodes[piece.first_node]);
        examples.push_back(fmt::format("{} nodes, {} m at {:.5f}, {:.5f}", piece.nodes,
                                       pretty(double(piece.length_cm) / 100, 0), place.lon,
                                       place.lat));
    }
    const std::string untouched =
        lone == 0 ? "" : fmt::format(" and {} nodes that no line touches", plain_count(lone));
    add_warning(
        findings, "streets",
        fmt::format("{} of {} nodes are off the main network: {} pieces{}; nobody is placed "
                    "there and no site stands there. Largest (lon, lat): {}",
                    plain_count(nodes), plain_count(read.streets.nodes.size() + lone),
                    plain_count(pieces.size()), untouched,
                    short_list(examples, kListedComponents)));
}

void report_size(const Layer& layer, const Streets& streets, std::vector<Finding>& findings) {
    double metres = 0;
    for (const Edge& edge : streets.edges)
        metres += edge.length_cm / 100.0;
    add_note(findings, "streets",
             fmt::format("{}: {} lines read, {} nodes and {} edges kept, {} km", layer.title,
                         plain_count(layer.features.size()), plain_count(streets.nodes.size()),
                         plain_count(streets.edges.size()), pretty(metres / 1000, 0)));
}

} // namespace

StreetsRead read_streets(const StreetsSpec& spec, std::vector<Finding>& findings) {
    LayerWish wish;
    wish.kind = GeometryKind::line;
    if (!spec.from.empty())
        wish.fields = {spec.from, spec.to};
    const Layer layer = read_layer(spec.layer, wish);

    StreetsRead read;
    read.extent = extent_of(layer);
    read.grid = LocalGrid((read.extent.west + read.extent.east) / 2,
                          (read.extent.south + read.extent.north) / 2);
    StreetNetwork network = build_network(lines_of(spec, layer, read.grid));
    read.streets = std::move(network.streets);
    if (read.streets.edges.empty())
        throw Error(ErrorKind::input, layer.title, "no line makes a street between two places",
                    "are the from and to columns the ends of each line?");
    report_size(layer, read.streets, findings);
    report_faults(network.faults, findings);
    report_components(read, count_lone_nodes(spec, read), findings);
    return read;
}

std::string find_column(const LayerSpec& spec, const std::string& name) {
    const auto lower = [](std::string text) {
        std::ranges::transform(text, text.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        return text;
    };
    for (const std::string& column : VectorSource(spec, false).columns())
        if (lower(column) == name)
            return column;
    return "";
}

} // namespace careshed
