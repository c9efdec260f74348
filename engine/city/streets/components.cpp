#include "engine/city/streets/components.hpp"

#include <algorithm>
#include <limits>

#include "engine/city/streets/disjoint_sets.hpp"

namespace careshed {

std::vector<std::uint32_t> find_components(std::size_t nodes, const std::vector<Edge>& edges) {
    DisjointSets sets(nodes);
    std::vector<bool> is_on_foot(nodes, false);
    for (const Edge& edge : edges) {
        if (!edge.traffic.is_walkable)
            continue;
        is_on_foot[edge.from] = is_on_foot[edge.to] = true;
        sets.join(edge.from, edge.to);
    }
    std::vector<std::uint32_t> size(nodes, 0), roots;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        const auto root = sets.first_of(node);
        if (root == node && is_on_foot[node])
            roots.push_back(node);
        ++size[root];
    }
    std::ranges::sort(
        roots, [&](auto a, auto b) { return size[a] != size[b] ? size[a] > size[b] : a < b; });
    std::vector<std::uint32_t> rank(nodes, 0), component(nodes);
    for (std::uint32_t i = 0; i < roots.size(); ++i)
        rank[roots[i]] = i;
    for (std::uint32_t node = 0; node < nodes; ++node)
        component[node] = is_on_foot[node] ? rank[sets.first_of(node)] : kNotOnFoot;
    return component;
}

std::vector<SmallComponent> small_components(const Streets& streets) {
    std::uint32_t count = 0;
    for (const auto component : streets.component)
        if (component != kNotOnFoot)
            count = std::max(count, component + 1);
    constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
    std::vector<SmallComponent> all(count, SmallComponent{kNone, 0, 0});
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node) {
        if (streets.component[node] == kNotOnFoot)
            continue;
        SmallComponent& component = all[streets.component[node]];
        component.first_node = std::min(component.first_node, node);
        ++component.nodes;
    }
    for (const Edge& edge : streets.edges)
        if (edge.traffic.is_walkable)
            all[streets.component[edge.from]].length_cm += edge.length_cm;
    if (!all.empty())
        all.erase(all.begin());
    return all;
}

} // namespace careshed
