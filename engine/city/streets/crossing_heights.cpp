#include "engine/city/streets/crossing_heights.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/inputs/elevation.hpp"

namespace careshed {

namespace {

/// A known place as seen from a crossing: the least of them counts.
struct KnownPlace {
    std::uint64_t distance_cm = 0;
    std::uint32_t edge = 0; ///< of the crossing, that leads there
    std::int32_t height_cm = 0;
    auto operator<=>(const KnownPlace&) const = default;
};

/// The first known height from one end of an edge on.
std::optional<KnownPlace> known_along(const Streets& streets, std::uint32_t node,
                                      std::uint32_t edge) {
    const auto heights = heights_of(streets, edge);
    const std::size_t steps = heights.size() - 1;
    const bool is_forward = streets.edges[edge].from == node;
    for (std::size_t k = 0; k <= steps; ++k)
        if (const std::int32_t height = heights[is_forward ? k : steps - k];
            height != Elevation::kNoHeight)
            return KnownPlace{streets.edges[edge].length_cm * k / steps, edge, height};
    return std::nullopt;
}

/// The crossings without height, and the nearest known place of each so far.
class Search {
  public:
    explicit Search(const Streets& streets) : streets_(streets), nearest_(streets.nodes.size()) {}

    void offer(std::uint32_t node, const KnownPlace& place) {
        std::optional<KnownPlace>& best = nearest_[node];
        if (best && *best <= place)
            return;
        if (best)
            open_.erase({*best, node});
        best = place;
        open_.insert({place, node});
    }

    /// Gives the nearest crossing its height and passes it on to its neighbours.
    bool settle_one(std::span<std::int32_t> node_height) {
        if (open_.empty())
            return false;
        const auto [place, node] = *open_.begin();
        open_.erase(open_.begin());
        node_height[node] = place.height_cm;
        for (const Arc& arc : streets_.arcs_of(node))
            if (node_height[arc.head] == Elevation::kNoHeight)
                offer(arc.head, {place.distance_cm + streets_.edges[arc.edge].length_cm, arc.edge,
                                 place.height_cm});
        return true;
    }

  private:
    const Streets& streets_;
    std::vector<std::optional<KnownPlace>> nearest_;
    std::set<std::pair<KnownPlace, std::uint32_t>> open_;
};

} // namespace

void fill_crossings(const Streets& streets, std::span<std::int32_t> node_height) {
    Search search(streets);
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node)
        if (node_height[node] == Elevation::kNoHeight)
            for (const Arc& arc : streets.arcs_of(node))
                if (const auto place = known_along(streets, node, arc.edge))
                    search.offer(node, *place);
    while (search.settle_one(node_height)) {
    }
    std::ranges::replace(node_height, Elevation::kNoHeight, 0);
}

} // namespace careshed
