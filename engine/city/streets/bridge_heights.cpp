#include "engine/city/streets/bridge_heights.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/inputs/elevation.hpp"

namespace careshed {

namespace {

/// Crossings looked at from one: the longest viaducts of cities have fewer between their ends.
constexpr std::size_t kMostCrossings = 1000;

bool is_off_ground(const Streets& streets, std::uint32_t node) {
    bool is_on_bridge = false;
    for (const Arc& arc : streets.arcs_of(node)) {
        const Edge& edge = streets.edges[arc.edge];
        is_on_bridge = is_on_bridge || edge.traffic.is_level;
        if (!edge.traffic.is_level && edge.traffic.kind != StreetClass::steps)
            return false;
    }
    return is_on_bridge;
}

/// Mean over the ends on the ground, nearest first; kNoHeight when none has a height.
std::int32_t height_between_ends(const Streets& streets, std::span<const char> off_ground,
                                 std::span<const std::int32_t> node_height, std::uint32_t start) {
    std::map<std::uint32_t, std::uint64_t> best = {{start, 0}};
    std::set<std::pair<std::uint64_t, std::uint32_t>> open = {{0, start}};
    double sum = 0, weights = 0;
    for (std::size_t seen = 0; !open.empty() && seen < kMostCrossings; ++seen) {
        const auto [walked, node] = *open.begin();
        open.erase(open.begin());
        if (off_ground[node] == 0) {
            if (node_height[node] != Elevation::kNoHeight) {
                sum += node_height[node] / static_cast<double>(walked);
                weights += 1 / static_cast<double>(walked);
            }
            continue;
        }
        for (const Arc& arc : streets.arcs_of(node)) {
            const Edge& edge = streets.edges[arc.edge];
            if (!edge.traffic.is_level)
                continue;
            const std::uint64_t length = walked + edge.length_cm;
            const auto [known, is_new] = best.try_emplace(arc.head, length);
            if (!is_new && known->second <= length)
                continue;
            open.erase({known->second, arc.head});
            known->second = length;
            open.insert({length, arc.head});
        }
    }
    return weights > 0 ? static_cast<std::int32_t>(std::floor(sum / weights + 0.5))
                       : Elevation::kNoHeight;
}

} // namespace

void lift_bridge_nodes(const Streets& streets, std::span<std::int32_t> node_height) {
    std::vector<char> off_ground(streets.nodes.size(), 0);
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node)
        off_ground[node] = is_off_ground(streets, node) ? 1 : 0;
    std::vector<std::int32_t> lifted(node_height.begin(), node_height.end());
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node) {
        if (off_ground[node] == 0)
            continue;
        const std::int32_t height = height_between_ends(streets, off_ground, node_height, node);
        if (height != Elevation::kNoHeight)
            lifted[node] = height;
    }
    std::ranges::copy(lifted, node_height.begin());
}

} // namespace careshed
