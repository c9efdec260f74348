// Cities to measure on: the sample city, and Chicago where its data are at hand.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/city/build_city.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::test {

/// Chicago as `careshed rank` studies it, with at most `sites` candidates, evenly chosen.
inline std::unique_ptr<HarborStudy> make_chicago(const std::filesystem::path& data,
                                                 std::size_t sites) {
    auto study = std::make_unique<HarborStudy>();
    study->scenario = read_scenario(CARESHED_SOURCE_DIR "/scenarios/chicago/scenario.toml", data);
    study->city = build_city(study->scenario);
    std::vector<Candidate> chosen;
    const auto& candidates = study->city.candidates;
    for (std::size_t k = 0; k < sites; ++k)
        chosen.push_back(candidates[k * candidates.size() / sites]);
    study->city.candidates = chosen;
    study->population = make_study_population(study->city, study->scenario.run.seed, 0);
    study->walk();
    return study;
}

/// The sample city with candidates at street corners instead of addresses, evenly chosen.
inline std::unique_ptr<HarborStudy> make_harbor_of_corners(std::size_t sites) {
    auto study = make_harbor(0);
    const Streets& streets = study->city.streets;
    std::vector<Candidate> corners;
    for (std::size_t k = 0; k < sites; ++k) {
        const std::size_t node = k * streets.nodes.size() / sites;
        const std::uint32_t edge = streets.arcs_of(static_cast<std::uint32_t>(node)).front().edge;
        Candidate& corner = corners.emplace_back();
        corner.id = "corner " + std::to_string(k);
        corner.stable = k;
        corner.place = {edge, 0};
    }
    study->city.candidates = corners;
    study->walk();
    return study;
}

/// Everything that makes histories differ: release, the end of treatment, an earlier overdose and
/// two supply shocks a year in every area.
inline DrawSetup eventful_draw(const StudyPlan& plan) {
    return set_up_central(plan, {{"supply_shocks_a_year", 2}});
}

} // namespace careshed::test
