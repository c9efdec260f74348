// Small cities drawn at random whose truth is known: streets, residents, hot spots and addresses
// from a seed, parameters from the model's own ranges, deaths from the true rates. What a site
// would do there follows from the truth; the engine sees only what a city would publish.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/city/build_city.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/random.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "models/studies/expected_study.hpp"
#include "tools/synthetic_city/synthetic_city.hpp"

namespace careshed::test {

/// How a city is drawn. Four years of deaths are published.
struct KnownCityPlan {
    std::uint64_t seed = 1;
    double deaths_a_year = 60; ///< expected
    int addresses = 8;
    int size = 1;          ///< so many times 3.6 by 2.1 km either way
    bool mirrored = false; ///< the west is the mirror image of the east, deaths included
    int draws = 200;
    std::size_t rows = 1500; ///< of the super-population
};

/// Stages point at each other, so a city stays where it was made.
struct KnownCity {
    Scenario scenario;
    City city;
    WalkNetwork network;
    WalkTimes times;
    StudyPopulation population;
    std::vector<SiteReach> reach;
    StudyPlan plan;
    std::vector<double> true_rates;   ///< deaths a year, by area
    std::vector<double> true_averted; ///< deaths a year, by candidate

    [[nodiscard]] std::size_t best() const {
        return static_cast<std::size_t>(std::ranges::max_element(true_averted) -
                                        true_averted.begin());
    }
};

namespace known_city {

/// Some 90 areas, or more in a larger one; three places where deaths gather, more or less.
inline synthetic::CityPlan random_plan(const KnownCityPlan& plan) {
    DrawStream draws({plan.seed, Purpose::test, stable_id("known city"), 0});
    const auto spot = [&](double share) {
        const double x = plan.mirrored ? draws.uniform() : 2 * draws.uniform() - 1;
        return synthetic::Spot{1800 * plan.size * share * x,
                               1050 * plan.size * share * (2 * draws.uniform() - 1)};
    };
    synthetic::CityPlan city;
    city.name = "random";
    city.title = "Random (synthetic city)";
    city.residents = 40000.0 * plan.size * plan.size;
    city.deaths_a_year = plan.deaths_a_year;
    city.columns = 24 * plan.size;
    city.rows = 14 * plan.size;
    city.block_x = city.block_y = 150;
    city.area_columns = city.area_rows = 2;
    city.jitter = 15;
    city.missing_share = 0.05;
    city.mirrored = plan.mirrored;
    for (int k = 0; k < 2; ++k)
        city.centres.push_back({spot(0.9), 300 + 500 * draws.uniform(), 2 * draws.uniform()});
    for (int k = 0; k < 3; ++k)
        city.hot_spots.push_back({spot(0.9), 200 + 400 * draws.uniform(), 0.25 * draws.uniform()});
    for (int k = 0; k < plan.addresses; ++k) {
        const synthetic::Spot at = spot(0.95);
        city.services.push_back({fmt::format("Address {}", k), "clinic", at, false});
        if (plan.mirrored)
            city.services.push_back(
                {fmt::format("Mirrored {}", k), "clinic", {-at.x, at.y}, false});
    }
    city.stations = {spot(0.9), spot(0.9)};
    return city;
}

/// Of the areas that the engine knows.
inline std::vector<double> rates_by_area(const synthetic::SyntheticCity& made, const City& city) {
    std::map<std::string, double> by_id;
    for (const synthetic::Piece& piece : made.pieces)
        for (const synthetic::MadeUpArea& area : made.areas)
            if (piece.middle.x >= area.south_west.x && piece.middle.x < area.north_east.x &&
                piece.middle.y >= area.south_west.y && piece.middle.y < area.north_east.y)
                by_id[area.id] += piece.deaths_a_year;
    std::vector<double> rates;
    for (const Area& area : city.areas)
        rates.push_back(by_id[area.id]);
    return rates;
}

/// A folder of its own while the city is read.
class Published {
  public:
    explicit Published(const synthetic::SyntheticCity& city)
        : folder_(
              std::filesystem::temp_directory_path() /
              fmt::format("careshed-known-{}-{:p}", city.seed, static_cast<const void*>(this))) {
        std::filesystem::create_directories(folder_);
        for (const synthetic::CityFile& file : synthetic::city_files(city))
            std::ofstream(folder_ / file.name, std::ios::binary) << file.bytes;
    }
    ~Published() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Published(const Published&) = delete;
    Published& operator=(const Published&) = delete;
    [[nodiscard]] std::filesystem::path scenario() const { return folder_ / "scenario.toml"; }

  private:
    std::filesystem::path folder_;
};

inline void walk(KnownCity& known) {
    const UptakeParameters uptake = default_parameters({}).uptake;
    const Deciseconds near = decay_limit(uptake, DecaySet::revealed);
    const Deciseconds limit = std::max(near, decay_limit(uptake, DecaySet::stated));
    known.network = walk_network(known.city.streets);
    known.times = compute_walk_times(known.network, known.city.candidates, limit, {});
    for (std::size_t s = 0; s < known.city.candidates.size(); ++s)
        known.reach.push_back(reach_of(known.population, known.times, s, near));
    known.plan = {&known.scenario, &known.population, &known.reach, limit, {}, {}};
}

/// A parameter set nobody draws again, with the true rates in place of drawn ones.
inline std::vector<double> averted_in_truth(const KnownCity& known) {
    Scenario scenario = known.scenario;
    scenario.run.seed = stable_id("truth");
    StudyPlan plan = known.plan;
    plan.scenario = &scenario;
    DrawSetup truth = set_up_draw(plan, static_cast<std::uint32_t>(known.scenario.run.seed));
    truth.fit = fit_draw(known.population, truth.parameters, {FatalitySet::profound, scenario.site},
                         known.true_rates);
    return deaths_averted(plan, truth, DecaySet::stated);
}

} // namespace known_city

inline std::unique_ptr<KnownCity> make_known_city(const KnownCityPlan& plan) {
    const synthetic::SyntheticCity made =
        synthetic::make_city(known_city::random_plan(plan), plan.seed);
    auto known = std::make_unique<KnownCity>();
    {
        const known_city::Published published(made);
        known->scenario = read_scenario(published.scenario());
        known->city = build_city(known->scenario);
    }
    known->scenario.run.seed = plan.seed;
    known->scenario.run.draws = plan.draws;
    known->population = study_population_of_rows(known->city, plan.seed, plan.rows);
    known_city::walk(*known);
    known->true_rates = known_city::rates_by_area(made, known->city);
    known->true_averted = known_city::averted_in_truth(*known);
    return known;
}

} // namespace careshed::test
