#include "models/expected/transparent_benchmark.hpp"

#include "engine/core/tally.hpp"

namespace careshed {

namespace {

/// A death, or the share of an area's deaths that one person's home stands for.
struct WeightedPlace {
    Place place;
    double deaths = 0;
};

std::vector<WeightedPlace> recorded_places(const StudyPopulation& study) {
    std::vector<WeightedPlace> places;
    const auto& first = study.people.first_of_area;
    for (const Incident& incident : study.city->incidents) {
        if (!incident.fatal || incident.held_out)
            continue;
        if (incident.place) {
            places.push_back({*incident.place, incident.count});
            continue;
        }
        const std::uint32_t from = first[incident.area], to = first[incident.area + 1];
        for (std::uint32_t i = from; i < to; ++i)
            places.push_back({study.people.private_place[i], incident.count / (to - from)});
    }
    return places;
}

} // namespace

std::vector<double> decay_weighted_deaths(const StudyPopulation& study, const WalkTimes& times,
                                          const UptakeParameters& uptake, DecaySet decay_set) {
    const std::vector<WeightedPlace> places = recorded_places(study);
    std::vector<Place> where;
    for (const WeightedPlace& record : places)
        where.push_back(record.place);
    const Decay decay = decay_of(uptake, decay_set);
    const double km_per_ds = uptake.walking_speed / 10000;
    std::vector<double> by_site;
    for (const Reach& reach : times.to_candidate) {
        const auto walk_ds = times_from_places(*times.network, reach, times.limit, where);
        EventTally deaths;
        for (std::size_t k = 0; k < places.size(); ++k)
            if (walk_ds[k] != kUnreached)
                deaths.add(places[k].deaths * decay.at(walk_ds[k] * km_per_ds));
        by_site.push_back(deaths.value());
    }
    return by_site;
}

} // namespace careshed
