#include "engine/city/street_findings.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "engine/city/components.hpp"
#include "engine/city/findings.hpp"
#include "engine/city/street_words.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr std::size_t kListedComponents = 5;
/// Named nodes may differ by rounding of coordinates; beyond this the layer is worth a look.
constexpr double kSplitWorthSayingCm = 100;

/// Nodes of a layer "nodes" beside the lines that no line touches; 0 when there is no such layer.
/// Many network files hold their crossings so, and a crossing without a street is a gap worth
/// knowing.
std::size_t count_lone_nodes(const StreetsSpec& spec, const StreetsRead& read) {
    LayerSpec beside = spec.layer;
    beside.layer = "nodes";
    beside.where.clear();
    if (spec.is_osm || spec.layer.layer.empty() || spec.layer.layer == beside.layer)
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

} // namespace

void report_size(const StreetDrafts& drafts, const Streets& streets,
                 std::vector<Finding>& findings) {
    double metres = 0;
    for (const Edge& edge : streets.edges)
        metres += edge.length_cm / 100.0;
    add_note(findings, "streets",
             fmt::format("{}: {} {} read, {} nodes and {} edges kept, {} km", drafts.title,
                         plain_count(drafts.read), drafts.row_word == "way" ? "ways" : "lines",
                         plain_count(streets.nodes.size()), plain_count(streets.edges.size()),
                         pretty(metres / 1000, 0)));
}

void report_classes(const Streets& streets, std::vector<Finding>& findings) {
    std::array<double, kStreetClasses> km{};
    double walked = 0, driven = 0;
    for (const Edge& edge : streets.edges) {
        const double length = edge.length_cm / 1e5;
        km[static_cast<std::size_t>(edge.traffic.kind)] += length;
        walked += edge.traffic.is_walkable ? length : 0;
        driven += edge.is_drivable() ? length : 0;
    }
    std::vector<std::string> classes;
    for (std::size_t kind = 0; kind < kStreetClasses; ++kind)
        if (km[kind] > 0)
            classes.push_back(fmt::format("{} {}", class_name(static_cast<StreetClass>(kind)),
                                          pretty(km[kind], 1)));
    add_note(findings, "streets",
             fmt::format("km on foot {}, by car {}; by class: {}", pretty(walked, 1),
                         pretty(driven, 1), join(classes, ", ")));
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

void report_components(const StreetsSpec& spec, const StreetsRead& read,
                       std::vector<Finding>& findings) {
    const std::size_t lone = count_lone_nodes(spec, read);
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

} // namespace careshed
