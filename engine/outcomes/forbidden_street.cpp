#include "engine/outcomes/forbidden_street.hpp"

#include <algorithm>
#include <limits>

#include "engine/access/shortest_path.hpp"

namespace careshed {

namespace {

/// Strings the pieces of one edge between its ends, to be walked both ways.
void string_pieces(const Edge& edge, std::span<const StreetPiece> pieces, std::uint32_t first_node,
                   std::vector<Link>& links) {
    std::uint32_t at = edge.from, walked_cm = 0, next = first_node;
    const auto step_to = [&](std::uint32_t node, std::uint32_t along_cm) {
        const std::uint32_t step_cm = std::max(1U, along_cm - walked_cm);
        links.push_back({at, {node, step_cm}});
        links.push_back({node, {at, step_cm}});
        at = node;
        walked_cm = along_cm;
    };
    for (const StreetPiece& piece : pieces)
        step_to(next++, part_before(edge.length_cm, middle_of(piece)));
    step_to(edge.to, edge.length_cm);
}

/// The piece from which a feature is nearest.
struct NearestPiece {
    std::int64_t distance_cm = std::numeric_limits<std::int64_t>::max();
    std::uint32_t piece = 0;
};

/// Where walks to a rule's features begin, and what is straight within its distance.
struct Surroundings {
    std::vector<std::uint32_t> straight; ///< as Forbidden
    std::vector<Start> starts;
};

Surroundings look_around(const StreetSamples& samples, const Rule& rule, std::int64_t limit_cm) {
    Surroundings found{std::vector<std::uint32_t>(samples.pieces.size(), 0), {}};
    std::vector<NearestPiece> nearest(rule.labels.size());
    const auto start_at = [&](std::uint32_t piece, std::int64_t leg_cm) {
        found.starts.push_back({samples.first_piece + piece, static_cast<std::uint32_t>(leg_cm)});
    };
    for (std::uint32_t p = 0; p < samples.pieces.size(); ++p) {
        const auto near = rule.features->within(samples.middles[p], limit_cm);
        if (near.empty())
            continue;
        found.straight[p] = 1;
        if (near.front().distance_cm <= kOffStreetCm)
            start_at(p, near.front().distance_cm);
        for (const NearShape& feature : near)
            if (feature.distance_cm < nearest[feature.row].distance_cm)
                nearest[feature.row] = {feature.distance_cm, p};
    }
    for (const NearestPiece& lone : nearest)
        if (lone.distance_cm > kOffStreetCm && lone.distance_cm <= limit_cm)
            start_at(lone.piece, lone.distance_cm);
    return found;
}

} // namespace

StreetSamples sample_streets(const Streets& streets) {
    StreetSamples samples;
    samples.first_piece = static_cast<std::uint32_t>(streets.nodes.size());
    std::vector<Link> links;
    for (std::uint32_t id = 0; id < streets.edges.size(); ++id) {
        const Edge& edge = streets.edges[id];
        if (!is_cut(streets, edge))
            continue;
        const auto pieces = pieces_of(edge, id);
        const auto count = static_cast<std::uint32_t>(samples.pieces.size());
        string_pieces(edge, pieces, samples.first_piece + count, links);
        for (const StreetPiece& piece : pieces) {
            samples.pieces.push_back(piece);
            samples.middles.push_back(point_of(streets, middle_of(piece)));
        }
    }
    samples.walk = search_graph(samples.first_piece + samples.pieces.size(), links);
    return samples;
}

Forbidden forbidden_street(const StreetSamples& samples, const Rule& rule) {
    const std::int64_t limit_cm = std::min(rule.distance_cm, std::int64_t{kFarthest});
    Surroundings around = look_around(samples, rule, limit_cm);
    PathSearch search(samples.walk);
    search.run(around.starts, static_cast<std::uint32_t>(limit_cm));
    Forbidden forbidden{std::move(around.straight), {}};
    for (std::uint32_t p = 0; p < samples.pieces.size(); ++p) {
        const bool is_reached = search.cost_of(samples.first_piece + p) != PathSearch::kNoPath;
        // Rounding may make a walk a centimetre shorter than the straight line: both must hold.
        forbidden.walked.push_back(is_reached ? forbidden.straight[p] : 0);
    }
    return forbidden;
}

} // namespace careshed
