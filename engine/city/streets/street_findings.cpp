#include "engine/city/streets/street_findings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/city/streets/components.hpp"
#include "engine/city/streets/one_way_traps.hpp"
#include "engine/city/streets/snapping.hpp"
#include "engine/city/streets/street_words.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr std::size_t kListedComponents = 5;
constexpr double kFarGapCm = 500'000;
/// Beyond this share of what is driven, one-way streets look wrong rather than cut off.
constexpr double kMuchTrapped = 0.01;
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

/// Where a piece comes nearest to the main network.
struct Gap {
    std::uint32_t node = 0;
    std::optional<double> distance_cm; ///< empty: beyond kFarGapCm
};

std::string gap_text(const StreetsRead& read, const SmallComponent& piece, const Gap& gap) {
    const LonLat place = read.grid.unproject(read.streets.nodes[gap.node]);
    return fmt::format("{} nodes, {} m, {} at {:.5f}, {:.5f}", plain_count(piece.nodes),
                       pretty(double(piece.length_cm) / 100, 0),
                       gap.distance_cm ? pretty(*gap.distance_cm / 100, 0) + " m off" : "far off",
                       place.lon, place.lat);
}

/// Of components 1, 2, ...: the pieces given.
std::vector<Gap> gaps_of(const Streets& streets, std::span<const SmallComponent> pieces) {
    const StreetIndex main(streets);
    std::vector<Gap> gaps;
    for (const SmallComponent& piece : pieces)
        gaps.push_back({piece.first_node, std::nullopt});
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node) {
        const std::uint32_t component = streets.component[node];
        if (component == 0 || component > gaps.size())
            continue;
        Gap& gap = gaps[component - 1];
        const auto snap = main.nearest(streets.nodes[node], gap.distance_cm.value_or(kFarGapCm));
        if (snap && (!gap.distance_cm || snap->distance_cm < *gap.distance_cm))
            gap = {node, snap->distance_cm};
    }
    return gaps;
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
    if (faults.joined_nodes > 0)
        add_note(findings, "streets",
                 plain_count(faults.joined_nodes) + " nodes joined with another at the same place: "
                                                    "a line without length ran between them");
    if (faults.widest_split_cm > kSplitWorthSayingCm)
        add_warning(findings, "streets",
                    fmt::format("{} named nodes have line ends in different places, up to {} m "
                                "apart; each now stands at one of them",
                                plain_count(faults.split_nodes),
                                pretty(faults.widest_split_cm / 100, 0)));
}

void report_traps(const StreetsRead& read, std::vector<Finding>& findings) {
    const auto traps = one_way_traps(read.streets);
    if (traps.empty())
        return;
    constexpr std::array<const char*, 3> kWords = {"no way out", "no way in", "apart"};
    double driven = 0;
    for (const Edge& edge : read.streets.edges)
        driven += edge.is_drivable() ? edge.length_cm : 0;
    std::array<double, 3> length{};
    std::vector<std::string> examples;
    for (const OneWayTrap& trap : traps) {
        const auto kind = static_cast<std::size_t>(trap.kind);
        length[kind] += double(trap.length_cm);
        const LonLat place = read.grid.unproject(read.streets.nodes[trap.first_node]);
        examples.push_back(fmt::format("{} m {} at {:.5f}, {:.5f}",
                                       pretty(double(trap.length_cm) / 100, 0), kWords[kind],
                                       place.lon, place.lat));
    }
    const auto km = [&](TrapKind kind) {
        return pretty(length[static_cast<std::size_t>(kind)] / 1e5, 1);
    };
    const bool is_much = length[0] + length[1] + length[2] > kMuchTrapped * driven;
    findings.push_back(
        {is_much ? Finding::Level::warning : Finding::Level::note, "streets",
         fmt::format("by car {} km can be reached but not left, {} km left but not reached, {} km "
                     "neither; check one-way streets there. Longest (lon, lat): {}",
                     km(TrapKind::no_way_out), km(TrapKind::no_way_in), km(TrapKind::apart),
                     short_list(examples, kListedComponents))});
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
    for (const SmallComponent& piece : pieces)
        nodes += piece.nodes;
    const auto listed = std::span(pieces).first(std::min(pieces.size(), kListedComponents));
    const std::vector<Gap> gaps = gaps_of(read.streets, listed);
    std::vector<std::string> examples;
    for (std::size_t i = 0; i < listed.size(); ++i)
        examples.push_back(gap_text(read, listed[i], gaps[i]));
    if (pieces.size() > listed.size())
        examples.push_back("and " + plain_count(pieces.size() - listed.size()) + " more");
    const std::string untouched =
        lone == 0 ? "" : fmt::format(" and {} nodes that no line touches", plain_count(lone));
    add_warning(
        findings, "streets",
        fmt::format("{} of {} nodes are off the main network: {} pieces{}; nobody is placed "
                    "there and no site stands there. Largest, each with its way to the main "
                    "network (lon, lat): {}",
                    plain_count(nodes), plain_count(read.streets.nodes.size() + lone),
                    plain_count(pieces.size()), untouched, join(examples, "; ")));
}

} // namespace careshed
