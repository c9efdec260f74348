#include "tools/synthetic_city/truth_walks.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

namespace careshed::synthetic::truth {

Neighbours neighbours_of(const StreetPlan& streets) {
    Neighbours neighbours(streets.corners.size());
    for (const Street& street : streets.streets) {
        neighbours[street.from].emplace_back(street.to, street.length);
        neighbours[street.to].emplace_back(street.from, street.length);
    }
    return neighbours;
}

WalkField::WalkField(const StreetPlan& streets, const Neighbours& neighbours,
                     std::vector<PlaceOnStreet> origins, double limit)
    : streets_(&streets), origins_(std::move(origins)),
      to_corner_(streets.corners.size(), std::numeric_limits<double>::infinity()) {
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const auto offer = [&](std::uint32_t corner, double metres) {
        if (metres < to_corner_[corner] && metres <= limit) {
            to_corner_[corner] = metres;
            queue.emplace(metres, corner);
        }
    };
    for (const PlaceOnStreet& origin : origins_) {
        const Street& street = streets.streets[origin.street];
        offer(street.from, origin.off_street + origin.along);
        offer(street.to, origin.off_street + street.length - origin.along);
    }
    while (!queue.empty()) {
        const auto [metres, corner] = queue.top();
        queue.pop();
        if (metres > to_corner_[corner])
            continue;
        for (const auto& [next, length] : neighbours[corner])
            offer(next, metres + length);
    }
}

double WalkField::at(std::uint32_t row, double along) const {
    const Street& street = streets_->streets[row];
    double metres =
        std::min(to_corner_[street.from] + along, to_corner_[street.to] + street.length - along);
    for (const PlaceOnStreet& origin : origins_)
        if (origin.street == row)
            metres = std::min(metres, origin.off_street + std::abs(along - origin.along));
    return metres;
}

} // namespace careshed::synthetic::truth
