// Data on people that are the same in all draws: persons, their marks, the ambulance's driving
// distance to their places, and records of their areas.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/population/people.hpp"
#include "engine/population/smooth.hpp"
#include "models/mechanisms/person.hpp"

namespace careshed {

/// The two settings of a use, as an index.
inline constexpr std::size_t kPrivate = 0;
inline constexpr std::size_t kPublic = 1;
inline constexpr std::size_t kSettings = 2;

struct StudyPopulation {
    const City* city = nullptr;
    People people;
    PersonMarks marks;
    std::array<std::vector<std::uint32_t>, kSettings> drive_cm; ///< nearest station to each kerb
    std::array<std::vector<std::uint32_t>, kSettings> walk_ds;  ///< from the kerb to the place
    std::vector<double> residents;                              ///< by area
    std::vector<bool> has_rows;                                 ///< by area
    IncidencePosterior incidence;
};

/// Rows of the super-population: at least this many, so that sampling error of homes stays small.
inline constexpr double kFewestRows = 60000;

/// One row a person at default prevalence, kFewestRows at least, and 16 an area at least. `city`
/// must outlive the result.
[[nodiscard]] StudyPopulation make_study_population(const City& city, std::uint64_t seed,
                                                    double people_at_risk);

/// The same with so many rows (16 an area at least).
[[nodiscard]] StudyPopulation study_population_of_rows(const City& city, std::uint64_t seed,
                                                       std::size_t rows);

} // namespace careshed
