#include "engine/access/drive_times.hpp"

#include <algorithm>
#include <limits>

#include "engine/access/shortest_path.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kNoDrive = std::numeric_limits<std::uint32_t>::max();
static_assert(kNoDrive == PathSearch::kNoPath);

/// Centimetres from a place to the `from` end of its edge; the rest leads to the other end.
std::uint32_t cm_to_from(const Edge& edge, Place place) {
    const std::uint64_t scaled = std::uint64_t{edge.length_cm} * place.share + 65535 / 2;
    return static_cast<std::uint32_t>(scaled / 65535);
}

std::vector<Place> sorted_places(std::span<const Station> stations) {
    std::vector<Place> places;
    for (const Station& station : stations)
        places.push_back(station.place);
    std::ranges::sort(places);
    return places;
}

} // namespace

DriveDistances compute_drive_distances(const Streets& streets, std::span<const Station> stations) {
    std::vector<Start> starts;
    for (const Station& station : stations) {
        const Edge& edge = streets.edges[station.place.edge];
        const std::uint32_t to_from = cm_to_from(edge, station.place);
        starts.push_back({edge.from, to_from});
        starts.push_back({edge.to, edge.length_cm - to_from});
    }
    PathSearch search(streets.nodes.size());
    search.run(streets, &Edge::length_cm, starts, kNoDrive);
    DriveDistances distances;
    distances.to_node_cm.resize(streets.nodes.size());
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node)
        distances.to_node_cm[node] = search.cost_of(node);
    return distances;
}

std::vector<std::uint32_t> drive_distances_to(const Streets& streets,
                                              const DriveDistances& distances,
                                              std::span<const Station> stations,
                                              std::span<const Place> places) {
    const std::vector<Place> posts = sorted_places(stations);
    std::vector<std::uint32_t> result(places.size(), kNoDrive);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Edge& edge = streets.edges[places[i].edge];
        const std::uint32_t to_from = cm_to_from(edge, places[i]);
        std::uint64_t best = kNoDrive;
        if (const auto d = distances.to_node_cm[edge.from]; d != kNoDrive)
            best = std::min(best, std::uint64_t{d} + to_from);
        if (const auto d = distances.to_node_cm[edge.to]; d != kNoDrive)
            best = std::min(best, std::uint64_t{d} + (edge.length_cm - to_from));
        // Stations on the same edge may be nearer than both its ends.
        for (auto post = std::ranges::lower_bound(posts, Place{places[i].edge, 0});
             post != posts.end() && post->edge == places[i].edge; ++post) {
            const std::uint32_t at = cm_to_from(edge, *post);
            best = std::min(best, std::uint64_t{std::max(at, to_from) - std::min(at, to_from)});
        }
        result[i] = static_cast<std::uint32_t>(std::min<std::uint64_t>(best, kNoDrive));
    }
    return result;
}

} // namespace careshed
