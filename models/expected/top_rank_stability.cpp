#include "models/expected/top_rank_stability.hpp"

#include <algorithm>
#include <map>

#include "engine/core/distributions.hpp"
#include "engine/core/tally.hpp"
#include "models/expected/transparent_benchmark.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed {

namespace {

bool is_near(const Candidate& candidate, Point point) {
    return distance_cm(point, candidate.point) <= 100 * kBenchmarkRadiusMetres;
}

std::vector<NearbyDeaths::Share> of_point(const City& city, Point point) {
    std::vector<NearbyDeaths::Share> near;
    for (std::uint32_t c = 0; c < city.candidates.size(); ++c)
        if (is_near(city.candidates[c], point))
            near.push_back({c, 1});
    return near;
}

/// Deaths known only by area lie where the area's people are.
std::vector<NearbyDeaths::Share> of_area(const StudyPopulation& study, std::uint32_t area) {
    const std::uint32_t from = study.people.first_of_area[area];
    const std::uint32_t to = study.people.first_of_area[area + 1];
    std::vector<NearbyDeaths::Share> near;
    for (std::uint32_t c = 0; c < study.city->candidates.size(); ++c) {
        double people = 0;
        for (std::uint32_t i = from; i < to; ++i)
            people += is_near(study.city->candidates[c],
                              point_of(study.city->streets, study.people.private_place[i]));
        if (people > 0)
            near.push_back({c, people / (to - from)});
    }
    return near;
}

/// Candidates with the largest value.
std::vector<std::size_t> leaders(const std::vector<double>& values) {
    const double most = *std::ranges::max_element(values);
    std::vector<std::size_t> leading;
    for (std::size_t c = 0; c < values.size(); ++c)
        if (values[c] == most)
            leading.push_back(c);
    return leading;
}

} // namespace

std::vector<NearbyDeaths> nearby_deaths(const StudyPopulation& study) {
    std::map<std::uint32_t, std::vector<NearbyDeaths::Share>> areas;
    std::vector<NearbyDeaths> records;
    for (const Incident& incident : study.city->incidents) {
        if (!incident.fatal || incident.held_out)
            continue;
        if (incident.place) {
            const Point point = point_of(study.city->streets, *incident.place);
            records.push_back({incident.count, of_point(*study.city, point)});
            continue;
        }
        const auto known = areas.find(incident.area);
        const auto& near =
            known != areas.end()
                ? known->second
                : areas.emplace(incident.area, of_area(study, incident.area)).first->second;
        records.push_back({incident.count, near});
    }
    return records;
}

std::vector<double> deaths_nearby(const std::vector<NearbyDeaths>& records,
                                  std::size_t candidates) {
    std::vector<EventTally> deaths(candidates);
    for (const NearbyDeaths& record : records)
        for (const NearbyDeaths::Share& near : record.near)
            deaths[near.candidate].add(record.count * near.share);
    std::vector<double> values;
    for (const EventTally& tally : deaths)
        values.push_back(tally.value());
    return values;
}

double top_rank_stability(const std::vector<NearbyDeaths>& records, std::size_t candidates,
                          std::uint64_t seed, std::uint32_t resamples) {
    if (candidates == 0)
        return 1;
    const std::size_t first = leaders(deaths_nearby(records, candidates)).front();
    double kept = 0;
    std::vector<NearbyDeaths> again = records;
    for (std::uint32_t resample = 0; resample < resamples; ++resample) {
        DrawStream draws({seed, purpose::resampled_deaths, 0, resample});
        for (std::size_t r = 0; r < records.size(); ++r)
            again[r].count = static_cast<double>(sample_poisson(draws, records[r].count));
        const auto leading = leaders(deaths_nearby(again, candidates));
        if (std::ranges::find(leading, first) != leading.end())
            kept += 1 / static_cast<double>(leading.size());
    }
    return kept / resamples;
}

} // namespace careshed
