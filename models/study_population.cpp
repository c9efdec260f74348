#include "models/study_population.hpp"

#include <algorithm>
#include <cmath>

#include "engine/access/drive_times.hpp"

namespace careshed {

StudyPopulation make_study_population(const City& city, std::uint64_t seed, double people_at_risk) {
    StudyPopulation study;
    study.city = &city;
    const double rows = std::max(kFewestRows, std::floor(people_at_risk));
    study.people = synthesise_people(city, static_cast<std::size_t>(rows), seed);
    study.marks = mark_people(study.people, city, seed);
    const DriveNetwork roads = drive_lengths(city.streets);
    const std::vector<std::uint32_t> to_nodes = drive_to_nodes(roads, city.stations);
    study.drive_cm[kPrivate] =
        drive_to_places(roads, to_nodes, city.stations, study.people.private_place);
    study.drive_cm[kPublic] =
        drive_to_places(roads, to_nodes, city.stations, study.people.public_place);
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        study.residents.push_back(city.areas[a].population);
        study.has_rows.push_back(study.people.first_of_area[a] < study.people.first_of_area[a + 1]);
    }
    study.incidence = smooth_incidence(city);
    return study;
}

} // namespace careshed
