#include "models/expected/study_population.hpp"

#include <algorithm>
#include <cmath>

#include "engine/access/drive_times.hpp"
#include "engine/access/kerbs.hpp"

namespace careshed {

namespace {

/// The ambulance's drive to each row's places, and the crew's walk from the kerb.
void add_response(const City& city, StudyPopulation& study) {
    const DriveNetwork roads = drive_lengths(city.streets);
    const std::vector<std::uint32_t> to_nodes = drive_to_nodes(roads, city.stations);
    const std::array<const std::vector<Place>*, kSettings> places{&study.people.private_place,
                                                                  &study.people.public_place};
    for (std::size_t s = 0; s < kSettings; ++s) {
        const std::vector<Kerb> kerbs = kerbs_of(city.streets, *places[s]);
        study.drive_cm[s] = drive_to_places(roads, to_nodes, city.stations, places_of(kerbs));
        for (const Kerb& kerb : kerbs)
            study.walk_ds[s].push_back(kerb.walk_ds);
    }
}

} // namespace

StudyPopulation study_population_of_rows(const City& city, std::uint64_t seed, std::size_t rows) {
    StudyPopulation study;
    study.city = &city;
    study.incidence = smooth_incidence(city);
    study.people = synthesise_people(city, study.incidence.means, rows, seed);
    study.marks = mark_people(study.people, city, seed);
    add_response(city, study);
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        study.residents.push_back(city.areas[a].population);
        study.has_rows.push_back(study.people.first_of_area[a] < study.people.first_of_area[a + 1]);
    }
    return study;
}

StudyPopulation make_study_population(const City& city, std::uint64_t seed, double people_at_risk) {
    const double rows = std::max(kFewestRows, std::floor(people_at_risk));
    return study_population_of_rows(city, seed, static_cast<std::size_t>(rows));
}

} // namespace careshed
