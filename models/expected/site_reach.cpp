#include "models/expected/site_reach.hpp"

#include <algorithm>

#include "models/mechanisms/alternative_structures.hpp"

namespace careshed {

namespace {

/// Whether a place may lie within the limit: it is no farther from an end of its edge than the edge
/// is long. A few nanoseconds, where laying a place on its street takes fifty.
bool may_be_within(const Streets& streets, Place place, Point site, double limit_cm) {
    const Edge& edge = streets.edges[place.edge];
    const Point start = streets.shape[edge.first_shape];
    // Lengths are rounded to a centimetre, places on the grid to another.
    return distance_cm(start, site) <= limit_cm + edge.length_cm + 2;
}

std::vector<WalkerRow> places_within(const StudyPopulation& study, Point site, double limit_cm) {
    std::vector<WalkerRow> rows;
    const Streets& streets = study.city->streets;
    const auto reached = [&](Place place) {
        return may_be_within(streets, place, site, limit_cm) &&
                       distance_cm(point_of(streets, place), site) <= limit_cm
                   ? 0U
                   : kUnreached;
    };
    for (std::uint32_t i = 0; i < study.people.size(); ++i) {
        const WalkerRow row{
            i, {reached(study.people.private_place[i]), reached(study.people.public_place[i])}};
        if (row.walk_ds[kPrivate] == 0 || row.walk_ds[kPublic] == 0)
            rows.push_back(row);
    }
    return rows;
}

} // namespace

SiteReach reach_of(const StudyPopulation& study, const WalkTimes& times, std::size_t candidate,
                   Deciseconds near_limit) {
    const Reach& reach = times.to_candidate[candidate];
    const std::array<std::vector<std::uint32_t>, kSettings> walk_ds{
        times_from_places(*times.network, reach, times.limit, study.people.private_place),
        times_from_places(*times.network, reach, times.limit, study.people.public_place)};

    SiteReach site;
    site.near_limit_ds = near_limit.value();
    std::vector<WalkerRow> far;
    for (std::uint32_t i = 0; i < study.people.size(); ++i) {
        const WalkerRow row{i, {walk_ds[kPrivate][i], walk_ds[kPublic][i]}};
        const std::uint32_t nearest = std::min(row.walk_ds[kPrivate], row.walk_ds[kPublic]);
        if (nearest != kUnreached)
            (nearest <= near_limit.value() ? site.walkers : far).push_back(row);
    }
    site.near = site.walkers.size();
    site.walkers.insert(site.walkers.end(), far.begin(), far.end());
    site.within_500m = places_within(study, study.city->candidates[candidate].point,
                                     100 * kEcologicalRadiusMetres);
    return site;
}

} // namespace careshed
