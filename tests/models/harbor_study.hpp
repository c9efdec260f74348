// The sample city made ready for a study: scenario, city, people and who can walk to each site.
// Stages point at each other, so a study stays where it was made.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/city/build_city.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "models/studies/expected_study.hpp"

namespace careshed::test {

struct HarborStudy {
    Scenario scenario;
    City city;
    WalkNetwork network;
    WalkTimes times;
    StudyPopulation population;
    std::vector<SiteReach> reach;
    StudyPlan plan;

    [[nodiscard]] std::size_t site(const std::string& id) const {
        for (std::size_t s = 0; s < city.candidates.size(); ++s)
            if (city.candidates[s].id == id)
                return s;
        throw std::out_of_range("no site " + id);
    }
    /// Walks people to the candidates that `city` holds by now.
    void walk() {
        const UptakeParameters uptake = default_parameters({}).uptake;
        const Deciseconds near = decay_limit(uptake, DecaySet::revealed);
        const Deciseconds limit = std::max(near, decay_limit(uptake, DecaySet::stated));
        network = walk_network(city.streets);
        times = compute_walk_times(network, city.candidates, limit, {});
        reach.clear();
        for (std::size_t s = 0; s < city.candidates.size(); ++s)
            reach.push_back(reach_of(population, times, s, near));
        plan = {&scenario, &population, &reach, limit, {}, {}};
    }
};

/// About 10 rows of people where the real study has 60: quick, and every formula is the same.
inline constexpr std::size_t kFewRows = 10000;

/// `rows` 0 makes the real study's population.
inline std::unique_ptr<HarborStudy> make_harbor(std::size_t rows) {
    auto study = std::make_unique<HarborStudy>();
    study->scenario = read_scenario(CARESHED_SOURCE_DIR "/scenarios/harbor/scenario.toml");
    study->city = build_city(study->scenario);
    const std::uint64_t seed = study->scenario.run.seed;
    study->population = rows == 0 ? make_study_population(study->city, seed, 0)
                                  : study_population_of_rows(study->city, seed, rows);
    study->walk();
    return study;
}

inline double all_deaths(const SiteEffect& effect) {
    return effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic];
}

} // namespace careshed::test
