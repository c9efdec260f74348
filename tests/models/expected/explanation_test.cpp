// Why one site and not another: parts that add up, and parameters that could turn the order.
#include "models/expected/explanation.hpp"

#include <map>
#include <numeric>

#include <catch2/catch.hpp>

#include "engine/access/drive_network.hpp"
#include "models/studies/group_spread.hpp"
#include "models/studies/one_way.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::explanation_test {

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
            const Attraction attraction = attraction_curve(harbor->plan, draw, decay);
            std::vector<SiteFactors> sites;
            for (std::size_t s = 0; s < harbor->reach.size(); ++s) {
                sites.push_back(site_factors(harbor->plan, draw, attraction, s));
                const double deaths = deaths_of(effect_of(harbor->plan, draw, attraction, s));
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
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    for (std::size_t s = 0; s < harbor->reach.size(); ++s)
        CHECK(site_factors(harbor->plan, draw, attraction, s)
                  .factor[static_cast<std::size_t>(Cause::ems)] == Approx(1).epsilon(1e-12));
}

TEST_CASE("One parameter at a time moves two sites as it moves each", "[explain]") {
    const auto harbor = make_harbor(kFewRows);
    const std::array<std::size_t, 2> sites{harbor->site("S01"), harbor->site("S07")};
    const DeathsBySite centre =
        deaths_by_site(harbor->plan, set_up_central(harbor->plan), DecaySet::stated, sites);
    harbor->scenario.model.overrides["booth_minutes"] = 15;
    const std::vector<ParameterSwing> ways = one_way(harbor->plan, DecaySet::stated, sites);
    double swing = 1e300;
    bool has_selection = false;
    for (const ParameterSwing& way : ways) {
        CHECK(way.swing(centre) <= swing); // widest first
        swing = way.swing(centre);
        const std::string id = way.parameter->id;
        CHECK(id != "booth_minutes"); // held by the scenario
        CHECK(id != "release_ratio"); // used by histories alone
        if (id == "canberra_rescue_half_time")
            CHECK(way.is_idle(centre)); // of the fatality set that is not used
        if (id != "selection_residual")
            continue;
        has_selection = true;
        REQUIRE_FALSE(way.low.empty());
        REQUIRE_FALSE(way.high.empty());
        CHECK(lead_of(way.low) == Approx(way.parameter->low * lead_of(centre)));
        CHECK(lead_of(way.high) == Approx(way.parameter->high * lead_of(centre)));
        CHECK_FALSE(way.turns(centre));
        CHECK(way.only_scales(centre));
    }
    CHECK(has_selection);
    const ParameterSwing turned{nullptr, DeathsBySite{1, 2}, {}, {}};
    CHECK(turned.turns({2, 1}));
    CHECK_FALSE(turned.only_scales({2, 1}));
    CHECK(turned.only_scales({2, 4}));
}

TEST_CASE("At its break-even value a parameter leaves two sites equally good", "[explain]") {
    const auto harbor = make_harbor(kFewRows);
    std::size_t turning = 0;
    const std::vector<double> averted =
        deaths_averted(harbor->plan, set_up_central(harbor->plan), DecaySet::stated);
    std::vector<std::size_t> order(averted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t site) { return averted[site]; });
    for (std::size_t place = 1; place < order.size(); ++place) {
        const std::array<std::size_t, 2> sites{order[place], order[place - 1]};
        const DeathsBySite centre =
            deaths_by_site(harbor->plan, set_up_central(harbor->plan), DecaySet::stated, sites);
        for (const ParameterSwing& way : one_way(harbor->plan, DecaySet::stated, sites)) {
            INFO(place << ": " << way.parameter->id);
            CHECK(way.break_even_at.has_value() == way.turns(centre));
            if (!way.break_even_at)
                continue;
            ++turning;
            CHECK(*way.break_even_at >= way.parameter->low);
            CHECK(*way.break_even_at <= way.parameter->high);
            const double step = (way.parameter->high - way.parameter->low) / 2048;
            const auto lead_at = [&](double value) {
                return lead_of(deaths_by_site(
                    harbor->plan, set_up_central(harbor->plan, {{way.parameter->id, value}}),
                    DecaySet::stated, sites));
            };
            // Shares of people go up by whole rows: a lead may jump over nothing.
            CHECK(lead_at(*way.break_even_at - step) * lead_at(*way.break_even_at + step) <= 0);
        }
    }
    CHECK(turning > 0);
}

TEST_CASE("Groups spread by themselves as the study's draws do together", "[explain]") {
    const auto harbor = make_harbor(kFewRows);
    const std::array<std::size_t, 2> sites{harbor->site("S01"), harbor->site("S07")};
    const auto spreads = group_spreads(harbor->plan, DecaySet::stated, sites);
    std::map<std::string, GroupSpread> by_name;
    for (const GroupSpread& spread : spreads)
        by_name[spread.group] = spread;
    REQUIRE(by_name.contains("uptake"));
    REQUIRE(by_name.contains("recorded deaths"));
    CHECK_FALSE(by_name.contains("money"));
    for (const GroupSpread& spread : spreads) {
        INFO(spread.group);
        CHECK(spread.draws > 8);
        CHECK(spread.of_first > 0);
        CHECK(spread.of_lead > 0);
    }
    // Held by the scenario, a group has nothing left to vary.
    for (const ParameterGroup& group : parameter_groups())
        if (group.name == "ambulance")
            for (const std::string& id : group.ids)
                harbor->scenario.model.overrides[id] = value_of(default_parameters({}), id);
    for (const GroupSpread& spread : group_spreads(harbor->plan, DecaySet::stated, sites))
        if (spread.group == "ambulance")
            CHECK(spread.of_first == Approx(0).margin(1e-12));
}

} // namespace careshed::explanation_test
