#include "models/expected/fit.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/core/error.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::fit_test {

using namespace careshed::test;

namespace {

FittedDraw fit(const HarborStudy& harbor, const std::map<std::string, double>& overrides) {
    const std::vector<double> deaths = harbor.population.incidence.means;
    return fit_draw(harbor.population, default_parameters(overrides),
                    {FatalitySet::profound, harbor.scenario.site}, deaths);
}

/// Baseline deaths of each area, added up over people in plain doubles.
std::vector<double> deaths_by_area(const HarborStudy& harbor, const FittedDraw& draw) {
    std::vector<double> deaths(harbor.city.areas.size(), 0.0);
    for (std::size_t i = 0; i < draw.rows.size(); ++i)
        for (std::size_t s = 0; s < kSettings; ++s)
            deaths[harbor.population.people.area[i]] +=
                draw.rows[i].uses[s] * draw.rows[i].life_threatening * draw.rows[i].fatality[s];
    return deaths;
}

std::vector<double> people_by_area(const HarborStudy& harbor, const FittedDraw& draw) {
    std::vector<double> people(harbor.city.areas.size(), 0.0);
    for (std::size_t i = 0; i < draw.rows.size(); ++i)
        people[harbor.population.people.area[i]] += draw.rows[i].people;
    return people;
}

double residents_of(const City& city) {
    double residents = 0;
    for (const Area& area : city.areas)
        residents += area.population;
    return residents;
}

} // namespace

TEST_CASE("Modelled baseline deaths meet the draw's deaths in every area", "[fit]") {
    const auto harbor = make_harbor(kFewRows);
    for (const std::uint32_t d : {0U, 1U, 2U, 3U}) {
        const std::vector<double> intended =
            drawn_deaths(harbor->population.incidence, harbor->city, 1, d);
        const FittedDraw draw = fit_draw(
            harbor->population, drawn_parameters({}, 1, d),
            {d % 2 == 0 ? FatalitySet::profound : FatalitySet::canberra, harbor->scenario.site},
            intended);
        const std::vector<double> modelled = deaths_by_area(*harbor, draw);
        for (std::size_t a = 0; a < intended.size(); ++a)
            CHECK(modelled[a] == Approx(intended[a]).epsilon(1e-9).margin(1e-10));
        CHECK(sum_of(modelled) == Approx(draw.baseline_deaths).epsilon(1e-9));
    }
}

TEST_CASE("The city's baseline deaths are the recorded ones", "[fit]") {
    const auto harbor = make_harbor(kFewRows);
    double recorded = 0;
    for (const Incident& incident : harbor->city.incidents)
        if (incident.fatal && !incident.held_out)
            recorded += incident.count;
    CHECK(recorded > 600);
    const double a_year = recorded / harbor->city.years.count();
    CHECK(set_up_central(harbor->plan).fit.baseline_deaths == Approx(a_year).epsilon(1e-9));
    for (const std::uint32_t d : {0U, 7U})
        CHECK(set_up_draw(harbor->plan, d).fit.baseline_deaths == Approx(a_year).epsilon(1e-9));
}

TEST_CASE("Rows stand for the city's people at any risk share", "[fit]") {
    const auto harbor = make_harbor(kFewRows);
    const Parameters p = default_parameters({});
    const double city = residents_of(harbor->city) * p.prevalence.adult_share *
                        p.prevalence.people_using_illicit_opioids;
    for (const double risk_share : {0.0, 0.3, 1.0}) {
        const FittedDraw draw = fit(*harbor, {{"risk_share", risk_share}});
        CHECK(sum_of(people_by_area(*harbor, draw)) == Approx(city).epsilon(1e-9));
        CHECK(draw.people == Approx(city).epsilon(1e-7)); // 10,000 rows rounded to 2^-24 each
    }
}

TEST_CASE("Risk share 0 puts as many people as deaths, 1 as many as residents", "[fit]") {
    const auto harbor = make_harbor(kFewRows);
    const auto deaths = harbor->population.incidence.means;
    const double residents = residents_of(harbor->city);
    const double fewest = 0.01 * residents / static_cast<double>(harbor->city.areas.size());
    const std::vector<double> equal_risk =
        people_by_area(*harbor, fit(*harbor, {{"risk_share", 0}}));
    const std::vector<double> equal_people =
        people_by_area(*harbor, fit(*harbor, {{"risk_share", 1}}));
    const double people_a_death = sum_of(equal_risk) / sum_of(deaths);
    double counted = 0;
    for (const Area& area : harbor->city.areas)
        counted += std::max(area.population, fewest);
    for (std::size_t a = 0; a < deaths.size(); ++a) {
        CHECK(equal_risk[a] == Approx(people_a_death * deaths[a]).epsilon(1e-9));
        const double share = std::max(harbor->city.areas[a].population, fewest) / counted;
        CHECK(equal_people[a] == Approx(sum_of(equal_people) * share).epsilon(1e-9));
    }
}

TEST_CASE("The mean response over uses is the published mean", "[fit]") {
    const auto harbor = make_harbor(kFewRows);
    for (const double mean : {6.0, 7.0, 9.5}) {
        const Parameters p = default_parameters({{"ems_response_mean", mean}});
        const FittedDraw draw = fit(*harbor, {{"ems_response_mean", mean}});
        REQUIRE(draw.drive_km_per_hour > 0);
        double minutes = 0, uses = 0;
        for (std::size_t i = 0; i < draw.rows.size(); ++i)
            for (std::size_t s = 0; s < kSettings; ++s) {
                const double km = harbor->population.drive_cm[s][i] / 1e5;
                minutes += draw.rows[i].uses[s] * (p.ems.ems_dispatch + p.ems.ems_turnout +
                                                   km / draw.drive_km_per_hour * 60);
                uses += draw.rows[i].uses[s];
            }
        // The model rounds each row's thousand use-kilometres to 2^-24.
        CHECK(minutes / uses == Approx(mean).epsilon(1e-7));
    }
}

TEST_CASE("Without stations the response is the published mean everywhere", "[fit]") {
    auto harbor = make_harbor(kFewRows);
    for (auto& column : harbor->population.drive_cm)
        std::fill(column.begin(), column.end(), 0xFFFFFFFFU);
    const FittedDraw draw = fit(*harbor, {});
    CHECK(draw.drive_km_per_hour == 0);
    const Parameters p = default_parameters({});
    const FatalityCurve curve = fatality_curve(p.rescue, FatalitySet::profound);
    const double minutes = p.rescue.call_delay + p.ems.ems_response_mean;
    for (std::size_t i = 0; i < draw.rows.size(); i += 37) {
        const double mark = harbor->population.marks.alone[i];
        const Surroundings in_private = surroundings(p.rescue, Setting::private_place);
        const Surroundings in_public = surroundings(p.rescue, Setting::public_place);
        CHECK(draw.rows[i].fatality[kPrivate] ==
              fatality(curve, in_private, witnessed(in_private, mark), minutes));
        CHECK(draw.rows[i].fatality[kPublic] ==
              fatality(curve, in_public, witnessed(in_public, mark), minutes));
    }
}

TEST_CASE("Dispatch and turnout longer than the response are refused", "[fit]") {
    const auto harbor = make_harbor(kFewRows);
    CHECK_THROWS_WITH(fit(*harbor, {{"ems_dispatch", 7}}),
                      Catch::Contains("dispatch and turnout take longer"));
}

TEST_CASE("Deaths in an area without people near a street are redistributed", "[fit]") {
    auto harbor = make_harbor(kFewRows);
    const auto deaths = harbor->population.incidence.means;
    StudyPopulation& study = harbor->population;
    // The last area loses its people.
    const std::size_t last = deaths.size() - 1;
    const std::uint32_t rows = study.people.first_of_area[last];
    study.people.first_of_area[last + 1] = rows;
    study.has_rows[last] = false;
    for (auto* column : {&study.people.private_place, &study.people.public_place})
        column->resize(rows);
    study.people.id.resize(rows);
    study.people.area.resize(rows);
    study.people.group.resize(rows);
    const FittedDraw draw = fit(*harbor, {});
    const std::vector<double> modelled = deaths_by_area(*harbor, draw);
    CHECK(modelled[last] == 0);
    const double scale = sum_of(deaths) / (sum_of(deaths) - deaths[last]);
    REQUIRE(deaths[last] > 0);
    for (std::size_t a = 0; a < last; ++a)
        CHECK(modelled[a] == Approx(deaths[a] * scale).epsilon(1e-9));
}

} // namespace careshed::fit_test
