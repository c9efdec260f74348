#include "tools/careshed/access_study.hpp"

#include <limits>

#include "engine/access/drive_times.hpp"
#include "engine/city/rules.hpp"
#include "models/ems.hpp"
#include "tools/careshed/stage_log.hpp"

namespace careshed {

namespace {

constexpr Deciseconds kLongestWalk{kWalkMinutes.back() * 600};

/// Each row stands for an even part of its area's residents.
std::vector<double> residents_by_row(const StudyPopulation& population) {
    std::vector<double> residents(population.people.size());
    const auto& first = population.people.first_of_area;
    for (std::size_t area = 0; area + 1 < first.size(); ++area)
        for (std::uint32_t row = first[area]; row < first[area + 1]; ++row)
            residents[row] = population.residents[area] / (first[area + 1] - first[area]);
    return residents;
}

AccessTable home_walks(const AccessStudy& study, Threads threads) {
    const std::vector<Place>& homes = study.prepared->population.people.private_place;
    const auto by_site = parallel_map<std::vector<AccessRow>>(
        study.times.to_candidate.size(), threads, [&](std::size_t site) {
            const auto walks = times_from_places(
                *study.times.network, study.times.to_candidate[site], kLongestWalk, homes);
            std::vector<AccessRow> rows;
            for (std::uint32_t row = 0; row < walks.size(); ++row)
                if (walks[row] != kUnreached)
                    rows.push_back({row, walks[row]});
            return rows;
        });
    return access_table(by_site);
}

/// Call to arrival, at the street speed that the model fits to the published mean.
void add_response(AccessStudy& study, const DrawSetup& central) {
    const City& city = study.prepared->city;
    const EmsParameters& ems = central.parameters.ems;
    study.drive_km_per_hour = central.fit.drive_km_per_hour;
    const double minutes_per_metre =
        study.drive_km_per_hour > 0 ? 0.06 / study.drive_km_per_hour : 0;
    const auto minutes = [&](std::uint32_t drive_cm) {
        return drive_cm == kNoWay ? std::numeric_limits<double>::infinity()
                                  : response_minutes(ems, minutes_per_metre, drive_cm / 100.0);
    };
    for (const std::uint32_t drive_cm : study.prepared->population.drive_cm[kPrivate])
        study.home_response.push_back(minutes(drive_cm));
    if (city.stations.empty())
        return;
    const DriveNetwork roads = drive_lengths(city.streets);
    std::vector<Place> middles;
    for (std::uint32_t edge = 0; edge < city.streets.edges.size(); ++edge)
        middles.push_back({edge, 32768});
    for (const std::uint32_t drive_cm :
         drive_to_places(roads, drive_to_nodes(roads, city.stations), city.stations, middles))
        study.response_minutes.push_back(minutes(drive_cm));
}

std::vector<std::vector<Walkshed>> draw_walksheds(const AccessStudy& study, Threads threads) {
    const StreetIndex index(study.prepared->city.streets);
    const WalkGround ground{study.times.network, &index};
    return parallel_map<std::vector<Walkshed>>(
        study.times.to_candidate.size(), threads, [&](std::size_t site) {
            return walksheds_of(ground, study.times.to_candidate[site], kWalkMinutes);
        });
}

} // namespace

AccessStudy study_access(const Invocation& invocation) {
    AccessStudy study;
    study.prepared = prepare_study(invocation);
    const PreparedStudy& prepared = *study.prepared;
    StageLog log(invocation.verbosity);
    study.times = compute_walk_times(prepared.network, prepared.city.candidates, kLongestWalk,
                                     invocation.threads);
    study.residents = residents_by_row(prepared.population);
    const DrawSetup central = set_up_central(prepared.plan);
    for (const FittedPerson& person : central.fit.rows)
        study.people_at_risk.push_back(person.people);
    study.walks = home_walks(study, invocation.threads);
    log.done("walks from home");
    study.walksheds = draw_walksheds(study, invocation.threads);
    log.done("walksheds");
    add_response(study, central);
    log.done("ambulance response");
    if (!prepared.scenario.rules.empty()) {
        study.legal = legal_space(
            prepared.city, rules_of(prepared.city, prepared.scenario.rules),
            {pieces_by_area(prepared.city), expected_deaths(prepared.population.incidence)},
            invocation.threads);
        log.done("legal space");
    }
    return study;
}

} // namespace careshed
