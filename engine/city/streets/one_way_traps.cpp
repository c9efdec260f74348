#include "engine/city/streets/one_way_traps.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/city/streets/disjoint_sets.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Whether one may drive from the node along the arc; `backwards` asks the other way.
bool is_open(const Streets& streets, std::uint32_t node, const Arc& arc, bool backwards) {
    const Edge& edge = streets.edges[arc.edge];
    const bool runs_along = (edge.from == node) != backwards;
    return runs_along ? edge.traffic.drives_along : edge.traffic.drives_against;
}

/// Tarjan's algorithm with its own stack, so that long streets do not exhaust the program's.
class StrongSearch {
  public:
    explicit StrongSearch(const Streets& streets)
        : streets_(streets), order_(streets.nodes.size(), kNone), low_(streets.nodes.size(), 0),
          component_(streets.nodes.size(), kNone) {}

    std::vector<std::uint32_t> search() {
        for (std::uint32_t node = 0; node < order_.size(); ++node)
            if (order_[node] == kNone)
                search_from(node);
        return component_;
    }

  private:
    struct Visit {
        std::uint32_t node = 0, next_arc = 0;
    };

    void enter(std::uint32_t node) {
        order_[node] = low_[node] = count_++;
        open_.push_back(node);
        visits_.push_back({node, 0});
    }

    void search_from(std::uint32_t start) {
        enter(start);
        while (!visits_.empty()) {
            const std::uint32_t node = visits_.back().node;
            const auto arcs = streets_.arcs_of(node);
            if (visits_.back().next_arc < arcs.size()) {
                const Arc& arc = arcs[visits_.back().next_arc++];
                if (is_open(streets_, node, arc, false))
                    follow(node, arc.head);
                continue;
            }
            visits_.pop_back();
            if (!visits_.empty())
                low_[visits_.back().node] = std::min(low_[visits_.back().node], low_[node]);
            if (low_[node] == order_[node])
                close(node);
        }
    }

    void follow(std::uint32_t node, std::uint32_t head) {
        if (order_[head] == kNone)
            enter(head);
        else if (component_[head] == kNone)
            low_[node] = std::min(low_[node], order_[head]);
    }

    void close(std::uint32_t root) {
        std::uint32_t node = kNone;
        do {
            node = open_.back();
            open_.pop_back();
            component_[node] = components_;
        } while (node != root);
        ++components_;
    }

    const Streets& streets_;
    std::vector<std::uint32_t> order_, low_, component_;
    std::vector<std::uint32_t> open_;
    std::vector<Visit> visits_;
    std::uint32_t count_ = 0, components_ = 0;
};

/// Nodes of the largest component; of equals the one with the first node.
std::vector<bool> main_nodes(const std::vector<std::uint32_t>& component) {
    std::vector<std::uint32_t> size(component.size(), 0);
    for (const std::uint32_t c : component)
        ++size[c];
    std::uint32_t largest = kNone;
    for (const std::uint32_t c : component)
        if (largest == kNone || size[c] > size[largest])
            largest = c;
    std::vector<bool> is_main(component.size());
    for (std::size_t node = 0; node < component.size(); ++node)
        is_main[node] = component[node] == largest;
    return is_main;
}

/// Every node that can be driven to from the given ones, or from which they can be.
std::vector<bool> reached_from(const Streets& streets, std::vector<bool> reached, bool backwards) {
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t node = 0; node < reached.size(); ++node)
        if (reached[node])
            waiting.push_back(node);
    while (!waiting.empty()) {
        const std::uint32_t node = waiting.back();
        waiting.pop_back();
        for (const Arc& arc : streets.arcs_of(node))
            if (!reached[arc.head] && is_open(streets, node, arc, backwards)) {
                reached[arc.head] = true;
                waiting.push_back(arc.head);
            }
    }
    return reached;
}

/// Nodes connected with the main network, by mode of travel and direction.
std::vector<bool> joined_to(const Streets& streets, const std::vector<bool>& is_main) {
    DisjointSets pieces(streets.nodes.size());
    for (const Edge& edge : streets.edges)
        if (edge.traffic.is_walkable || edge.is_drivable())
            pieces.join(edge.from, edge.to);
    const auto main =
        static_cast<std::uint32_t>(std::ranges::find(is_main, true) - is_main.begin());
    std::vector<bool> is_joined(is_main.size());
    for (std::uint32_t node = 0; node < is_main.size(); ++node)
        is_joined[node] = pieces.first_of(node) == pieces.first_of(main);
    return is_joined;
}

/// Nodes that something drives to or from and that hang together with the main network but are not
/// of it, by kind.
std::vector<std::optional<TrapKind>> kinds_of(const Streets& streets) {
    const std::vector<bool> is_main = main_nodes(strong_components(streets));
    const std::vector<bool> is_joined = joined_to(streets, is_main);
    const std::vector<bool> is_reached = reached_from(streets, is_main, false);
    const std::vector<bool> is_left = reached_from(streets, is_main, true);
    std::vector<std::optional<TrapKind>> kinds(streets.nodes.size());
    for (std::uint32_t node = 0; node < kinds.size(); ++node) {
        const bool is_driven = std::ranges::any_of(streets.arcs_of(node), [&](const Arc& arc) {
            return streets.edges[arc.edge].is_drivable();
        });
        if (is_driven && is_joined[node] && !is_main[node])
            kinds[node] = is_reached[node] ? TrapKind::no_way_out
                          : is_left[node]  ? TrapKind::no_way_in
                                           : TrapKind::apart;
    }
    return kinds;
}

/// Fills a trap with the nodes of its kind that hang together with its first, taken out of `kinds`.
OneWayTrap take_trap(const Streets& streets, OneWayTrap trap,
                     std::vector<std::optional<TrapKind>>& kinds) {
    std::vector<std::uint32_t> members{trap.first_node};
    kinds[trap.first_node].reset();
    std::vector<std::uint32_t> edges;
    for (std::size_t i = 0; i < members.size(); ++i)
        for (const Arc& arc : streets.arcs_of(members[i])) {
            if (!streets.edges[arc.edge].is_drivable())
                continue;
            edges.push_back(arc.edge);
            if (kinds[arc.head] == trap.kind) {
                kinds[arc.head].reset();
                members.push_back(arc.head);
            }
        }
    std::ranges::sort(edges);
    const auto rest = std::ranges::unique(edges);
    edges.erase(rest.begin(), rest.end());
    for (const std::uint32_t edge : edges)
        trap.length_cm += streets.edges[edge].length_cm;
    trap.nodes = static_cast<std::uint32_t>(members.size());
    return trap;
}

} // namespace

std::vector<std::uint32_t> strong_components(const Streets& streets) {
    return StrongSearch(streets).search();
}

std::vector<OneWayTrap> one_way_traps(const Streets& streets) {
    auto kinds = kinds_of(streets);
    std::vector<OneWayTrap> traps;
    for (std::uint32_t node = 0; node < kinds.size(); ++node)
        if (const std::optional<TrapKind> kind = kinds[node])
            traps.push_back(take_trap(streets, {*kind, node, 0, 0}, kinds));
    std::ranges::sort(traps, [](const OneWayTrap& a, const OneWayTrap& b) {
        return a.length_cm != b.length_cm ? a.length_cm > b.length_cm : a.first_node < b.first_node;
    });
    return traps;
}

} // namespace careshed
