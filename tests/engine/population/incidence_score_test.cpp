#include "engine/population/incidence_score.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/core/distributions.hpp"
#include "tests/engine/population/counted_city.hpp"

namespace careshed::incidence_score_test {

using namespace careshed::test;

namespace {

constexpr std::uint32_t kDistricts = 60, kAreasOfDistrict = 3, kYears = 4;
constexpr double kDeathsOfArea = 30; // a year

double count(DrawStream& draws, double mean) {
    return static_cast<double>(sample_poisson(draws, mean));
}

/// Areas whose risk is drawn as the model assumes: a gamma for the district, one for the area.
/// The held-out year follows the same risks, or those of the next district when `moved`.
City simulated_city(std::uint32_t trial, bool moved) {
    DrawStream draws({31, Purpose::test, 1, trial});
    std::vector<double> risk;
    for (std::uint32_t district = 0; district < kDistricts; ++district) {
        const double of_district = sample_gamma(draws, 6, 1.0 / 6);
        for (std::uint32_t k = 0; k < kAreasOfDistrict; ++k)
            risk.push_back(of_district * sample_gamma(draws, 10, 0.1));
    }
    std::vector<CountedArea> areas;
    for (std::uint32_t a = 0; a < risk.size(); ++a) {
        const double later = risk[(a + (moved ? kAreasOfDistrict : 0)) % risk.size()];
        areas.push_back({a / kAreasOfDistrict, 1000, count(draws, kYears * kDeathsOfArea * risk[a]),
                         count(draws, kDeathsOfArea * later)});
    }
    return counted_city(areas, kYears);
}

/// Mean share of districts covered over many cities.
double covered(int cities, bool moved) {
    double share = 0;
    for (int trial = 0; trial < cities; ++trial) {
        const City city = simulated_city(static_cast<std::uint32_t>(trial), moved);
        share += score_incidence(city, smooth_incidence(city), 1, 400).covered_share / cities;
    }
    return share;
}

} // namespace

TEST_CASE("Years that follow the same pattern fall into 95 % of their intervals", "[score]") {
    constexpr int kCities = 25;
    // Four standard errors of the share of 1,500 districts.
    const double error = std::sqrt(0.95 * 0.05 / (kCities * kDistricts));
    CHECK(std::abs(covered(kCities, false) - 0.95) < 4 * error);
}

TEST_CASE("Years that follow another pattern fall outside", "[score]") {
    CHECK(covered(3, true) < 0.7);
}

TEST_CASE("A map that knows the deaths scores better than one that knows residents", "[score]") {
    const City city = simulated_city(7, false);
    const IncidenceScore score = score_incidence(city, smooth_incidence(city), 1, 200);
    CHECK(score.districts == kDistricts);
    CHECK(score.deviance < 0.3 * score.deviance_by_population);
    // A right map's deviance is near the number of districts.
    CHECK(score.deviance / kDistricts < 2.5);
}

TEST_CASE("Deviance and level are those of a hand-made city", "[score]") {
    // Deaths in proportion to residents: both maps are nearly the same one.
    const City city = counted_city({{0, 100, 20, 14}, {1, 300, 60, 18}}, 2);
    const IncidenceScore score = score_incidence(city, smooth_incidence(city), 1, 200);
    CHECK(score.held_out_deaths == 32);
    CHECK(score.level_ratio == Approx(32.0 / 40).epsilon(1e-12));
    const double by_hand = 2 * (14 * std::log(14 / 8.0) + 18 * std::log(18 / 24.0));
    CHECK(score.deviance_by_population == Approx(by_hand).epsilon(1e-12));
    CHECK(score.deviance == Approx(by_hand).epsilon(0.05));
}

} // namespace careshed::incidence_score_test
