// Why one site and not another: parts that add up, and parameters that could turn the order.
#include "models/explanation.hpp"

#include <numeric>

#include <catch2/catch.hpp>

#include "engine/access/drive_network.hpp"
#include "models/one_way.hpp"
#include "tests/models/harbor_study.hpp"

using namespace careshed;
using namespace careshed::test;

namespace {

double sum(const std::array<double, kCauses>& terms) {
    return std::accumulate(terms.begin(), terms.end(), 0.0);
}

double deaths_of(const SiteEffect& effect) {
    return effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic];
}

SiteFactors factors(std::array<double, kCauses> factor) {
    SiteFactors site{1, factor};
    for (const double one : factor)
        site.deaths_averted *= one;
    return site;
}

} // namespace

TEST_CASE("Parts of the difference add up for every pair of sites", "[explain]") {
    const auto harbor = make_harbor(kFewRows);
    for (const std::uint32_t number : {0U, 1U, 2U}) {
        const DrawSetup draw = set_up_draw(harbor->plan, number);
        for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
            const Pull pull = pull_of(harbor->plan, draw, decay);
            std::vector<SiteFactors> sites;
            for (std::size_t s = 0; s < harbor->reach.size(); ++s) {
                sites.push_back(site_factors(harbor->plan, draw, pull, s));
                const double deaths = deaths_of(effect_of(harbor->plan, draw, pull, s));
                REQUIRE(sites[s].deaths_averted == Approx(deaths).epsilon(1e-6));
                double product = 1;
                for (const double factor : sites[s].factor)
                    product *= factor;
                REQUIRE(product == Approx(sites[s].deaths_averted).epsilon(1e-12));
            }
            for (const SiteFactors& a : sites)
                for (const SiteFactors& b : sites) {
                    const auto terms = split_difference(a, b), back = split_difference(b, a);
                    REQUIRE(sum(terms) ==
                            Approx(a.deaths_averted - b.deaths_averted).margin(1e-12));
                    for (std::size_t k = 0; k < kCauses; ++k)
                        REQUIRE(back[k] == Approx(-terms[k]).margin(1e-12));
                }
        }
    }
}

TEST_CASE("What alone differs is the whole cause", "[explain]") {
    const SiteFactors a = factors({1000, 0.02, 0.5, 0.9, 0.001, 0.03, 0.98, 1});
    for (std::size_t cause = 0; cause < kCauses; ++cause) {
        SiteFactors b = a;
        b.factor[cause] *= 0.7;
        b.deaths_averted *= 0.7;
        const auto terms = split_difference(a, b);
        for (std::size_t k = 0; k < kCauses; ++k)
            CHECK(terms[k] == Approx(k == cause ? 0.3 * a.deaths_averted : 0).margin(1e-15));
    }
    // Twice the reach and half the uptake: both matter, their sum does not.
    SiteFactors b = a;
    b.factor[0] *= 2;
    b.factor[1] /= 2;
    const auto terms = split_difference(a, b);
    CHECK(terms[0] < 0);
    CHECK(terms[0] == Approx(-terms[1]));
}

TEST_CASE("A site that nobody can reach differs by its reach", "[explain]") {
    const SiteFactors a = factors({1000, 0.02, 0.5, 0.9, 0.001, 0.03, 0.98, 1});
    const SiteFactors nowhere = factors({0, 0, 0.5, 0.9, 0, 0, 0, 1});
    const auto terms = split_difference(a, nowhere);
    CHECK(terms[0] == a.deaths_averted);
    CHECK(sum(terms) == a.deaths_averted);
    CHECK(split_difference(nowhere, a)[0] == -a.deaths_averted);
    CHECK(sum(split_difference(nowhere, nowhere)) == 0);
}

TEST_CASE("The ambulance's part is nothing where all ambulances take the mean", "[explain]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->population.drive_cm[kPrivate].assign(harbor->population.people.size(), kNoWay);
    harbor->population.drive_cm[kPublic].assign(harbor->population.people.size(), kNoWay);
    const DrawSetup draw = set_up_central(harbor->plan);
    const Pull pull = pull_of(harbor->plan, draw, DecaySet::stated);
    for (std::size_t s = 0; s < harbor->reach.size(); ++s)
        CHECK(site_factors(harbor->plan, draw, pull, s)
                  .factor[static_cast<std::size_t>(Cause::ems)] == Approx(1).epsilon(1e-12));
}

TEST_CASE("One parameter at a time moves two sites as it moves each", "[explain]") {
    const auto harbor = make_harbor(kFewRows);
    const std::array<std::size_t, 2> sites{harbor->site("S01"), harbor->site("S07")};
    const TwoSites centre =
        two_sites(harbor->plan, set_up_central(harbor->plan), DecaySet::stated, sites);
    harbor->scenario.model.overrides["booth_minutes"] = 15;
    const std::vector<ParameterSwing> ways = one_way(harbor->plan, DecaySet::stated, sites);
    double swing = 1e300;
    bool has_selection = false;
    for (const ParameterSwing& way : ways) {
        CHECK(way.swing(centre) <= swing); // widest first
        swing = way.swing(centre);
        const std::string id = way.parameter->id;
        CHECK(id != "booth_minutes"); // held by the scenario
        if (id != "selection_residual")
            continue;
        has_selection = true;
        REQUIRE(way.low);
        REQUIRE(way.high);
        CHECK(way.low->difference() == Approx(way.parameter->low * centre.difference()));
        CHECK(way.high->difference() == Approx(way.parameter->high * centre.difference()));
        CHECK_FALSE(way.turns(centre));
    }
    CHECK(has_selection);
    CHECK(ParameterSwing{nullptr, TwoSites{1, 2}, {}}.turns(TwoSites{2, 1}));
}
