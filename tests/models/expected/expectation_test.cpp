#include "models/expected/expectation.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/expected/person_ledger.hpp"
#include "tests/models/evaluated_effect.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::expectation_test {

using namespace careshed::test;

namespace {

const DecaySet kBoth[] = {DecaySet::stated, DecaySet::revealed};

/// The document's case of one draw of the study.
TwinCase twin_case(const HarborStudy& harbor, const DrawSetup& draw, std::vector<double> deaths) {
    const Scenario& scenario = harbor.scenario;
    return {&harbor.population, &draw.parameters,   scenario.model.fatality,
            scenario.site,      scenario.run.years, std::move(deaths)};
}

/// Everything a site does is exactly nothing.
void check_nothing(const SiteEffect& effect) {
    CHECK(effect.deaths_averted[kPrivate] == 0);
    CHECK(effect.deaths_averted[kPublic] == 0);
    CHECK(effect.overdoses_on_site == 0);
    CHECK(effect.runs_averted == 0);
    CHECK(effect.runs_on_site == 0);
    CHECK(effect.use.uses_a_day == 0);
    for (const double deaths : effect.deaths_averted_by_group)
        CHECK(deaths == 0);
}

} // namespace

TEST_CASE("The analytic expectation is the document's loop over people", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    for (const bool has_rows : harbor->population.has_rows)
        REQUIRE(has_rows);
    harbor->scenario.model.overrides = {{"irreversible_share", 0.07}};
    for (const std::uint32_t d : {0U, 1U, 2U}) {
        harbor->scenario.model.fatality = d == 2 ? FatalitySet::canberra : FatalitySet::profound;
        const DrawSetup draw = set_up_draw(harbor->plan, d);
        const TwinCase twin = twin_case(
            *harbor, draw,
            drawn_deaths(harbor->population.incidence, harbor->city, harbor->scenario.run.seed, d));
        const std::vector<TwinRow> rows = literal_fit(twin);
        for (const char* id : {"S01", "S10", "S12"}) {
            const std::size_t site = harbor->site(id);
            const auto walk_ds = walks_to(*harbor, site);
            for (const DecaySet set : kBoth) {
                INFO("draw " << d << ", site " << id << ", decay " << static_cast<int>(set));
                const TwinDecay decay(draw.parameters.uptake, set);
                const double kappa = draw.kappa[static_cast<std::size_t>(set)];
                const Attraction attraction = attraction_curve(harbor->plan, draw, set);
                check_equal_with_groups(effect_of(harbor->plan, draw, attraction, site),
                                        literal_effect(twin, rows, decay, kappa, walk_ds));
            }
        }
    }
}

TEST_CASE("The analytic expectation is the loop where sites are capacity-limited",
          "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.site.booths = 2;
    const DrawSetup draw = set_up_central(harbor->plan);
    const TwinCase twin = twin_case(*harbor, draw, harbor->population.incidence.means);
    const std::size_t site = harbor->site("S01");
    const SiteEffect effect =
        effect_of(harbor->plan, draw, attraction_curve(harbor->plan, draw, DecaySet::stated), site);
    CHECK(effect.use.full_acceptance < 1 - kCapacityLimitedAbove);
    check_equal_with_groups(effect,
                            literal_effect(twin, literal_fit(twin),
                                           TwinDecay(draw.parameters.uptake, DecaySet::stated),
                                           draw.kappa[0], walks_to(*harbor, site)));
}

TEST_CASE(
    "A site without hours, routes, attraction, walkers or nearby streets does exactly nothing",
    "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    const DrawSetup draw = set_up_central(harbor->plan);
    const std::size_t site = harbor->site("S01");
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    REQUIRE(all_deaths(effect_of(harbor->plan, draw, attraction, site)) > 0.1);

    SiteSpec closed = harbor->scenario.site;
    closed.hours = parse_weekly_hours("never", "test");
    const SiteTerms never = site_terms(draw.parameters, FatalitySet::profound, closed, 5);
    check_nothing(
        direct_effect(harbor->population, draw.fit, {harbor->reach[site], attraction, never}));

    SiteSpec shut = harbor->scenario.site;
    shut.inject = shut.smoke = shut.other = false;
    const FittedDraw nobody = fit_draw(harbor->population, draw.parameters,
                                       {FatalitySet::profound, shut}, draw.fit.deaths_by_area);
    CHECK(nobody.baseline_deaths == draw.fit.baseline_deaths);
    check_nothing(
        direct_effect(harbor->population, nobody, {harbor->reach[site], attraction, draw.terms}));

    Attraction weak = attraction;
    std::fill(weak.by_ds.begin(), weak.by_ds.end(), 0.0);
    check_nothing(effect_of(harbor->plan, draw, weak, site));
    check_nothing(
        direct_effect(harbor->population, draw.fit, {SiteReach{}, attraction, draw.terms}));

    const Deciseconds door(harbor->times.to_candidate[site].goal_leg_ds);
    REQUIRE(door.value() > 0); // a walk that ends before the door
    const Attraction tiny = attraction_curve(draw.parameters.uptake, DecaySet::stated,
                                             draw.kappa[0], Deciseconds(door.value() - 1));
    check_nothing(effect_of(harbor->plan, draw, tiny, site));
}

TEST_CASE("Effects scale with the residual selection and uses do not", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    DrawSetup draw = set_up_central(harbor->plan);
    const std::size_t site = harbor->site("S07");
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    const SiteEffect one = effect_of(harbor->plan, draw, attraction, site);
    for (const double selection : {0.0, 0.25, 2.0}) {
        draw.terms.selection = selection;
        const SiteEffect scaled = effect_of(harbor->plan, draw, attraction, site);
        CHECK(all_deaths(scaled) == Approx(selection * all_deaths(one)).epsilon(1e-14));
        CHECK(scaled.runs_averted == Approx(selection * one.runs_averted).epsilon(1e-14));
        CHECK(scaled.overdoses_on_site == Approx(selection * one.overdoses_on_site).epsilon(1e-14));
        CHECK(scaled.use.uses_a_day == one.use.uses_a_day);
        CHECK(scaled.runs_on_site == one.runs_on_site);
    }
}

TEST_CASE("The ledger of people adds up to the direct effect", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    for (const std::uint32_t d : {0U, 5U}) {
        const DrawSetup draw = set_up_draw(harbor->plan, d);
        for (const DecaySet set : kBoth) {
            const Attraction attraction = attraction_curve(harbor->plan, draw, set);
            for (const char* id : {"S01", "S10"}) {
                const std::size_t site = harbor->site(id);
                const SiteEffect effect = effect_of(harbor->plan, draw, attraction, site);
                double deaths = 0, uses = 0;
                for (const LedgerClass& row :
                     person_ledger(draw.fit, harbor->reach[site], attraction, draw.terms))
                    for (std::size_t s = 0; s < kSettings; ++s) {
                        deaths += row.people * row.uses[s] * row.risk[s];
                        uses += row.people * row.uses[s];
                    }
                const double served = effect.use.served_share;
                CHECK(deaths * served * draw.terms.selection == close_to(all_deaths(effect)));
                CHECK(uses * served / 365 == close_to(effect.use.uses_a_day));
            }
        }
    }
}

TEST_CASE("Parts by setting and by group add up to the whole", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    const DrawSetup draw = set_up_draw(harbor->plan, 3);
    REQUIRE(harbor->city.groups.size() > 1);
    const std::vector<double> whole = deaths_averted(harbor->plan, draw, DecaySet::stated);
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    for (std::size_t site = 0; site < whole.size(); ++site) {
        const SiteEffect effect = effect_of(harbor->plan, draw, attraction, site);
        CHECK(effect.deaths_averted[kPrivate] > 0);
        CHECK(effect.deaths_averted[kPublic] > 0);
        CHECK(all_deaths(effect) == whole[site]);
        double groups = 0;
        for (const double deaths : effect.deaths_averted_by_group)
            groups += deaths;
        CHECK(groups == close_to(whole[site]));
    }
}

TEST_CASE("The net saving of EMS runs may be positive and may be negative", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    const std::size_t site = harbor->site("S01");
    const auto net = [&](const std::map<std::string, double>& overrides) {
        const DrawSetup draw = set_up_central(harbor->plan, overrides);
        const SiteEffect effect = effect_of(
            harbor->plan, draw, attraction_curve(harbor->plan, draw, DecaySet::stated), site);
        return effect.runs_averted - effect.runs_on_site;
    };
    // The ends of the published ranges: OnPoint 2.1 % events, 4 % of them with an ambulance.
    CHECK(net({{"onsite_event_rate", 0.003}, {"onsite_ems_call", 0.0079}}) > 0);
    CHECK(net({{"onsite_event_rate", 0.021}, {"onsite_ems_call", 0.04}}) < 0);
}

TEST_CASE("A more deadly site averts fewer deaths and may cost lives", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    DrawSetup draw = set_up_central(harbor->plan);
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    const std::size_t site = harbor->site("S01");
    double last = all_deaths(effect_of(harbor->plan, draw, attraction, site));
    for (const double fatality : {0.01, 0.02, 0.2}) {
        draw.terms.onsite_fatality = fatality;
        const double deaths = all_deaths(effect_of(harbor->plan, draw, attraction, site));
        CHECK(deaths < last);
        last = deaths;
    }
    CHECK(last < 0);
}

TEST_CASE("The ledger shows classes of many people from many areas, never a row", "[expectation]") {
    const auto harbor = make_harbor(kFewRows);
    const DrawSetup draw = set_up_central(harbor->plan);
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    const auto rows = moved_uses(draw.fit, harbor->reach[0], attraction, draw.terms);
    const auto ledger = person_ledger(draw.fit, harbor->reach[0], attraction, draw.terms);
    REQUIRE(rows.size() > 1000);
    CHECK(ledger.size() <= kMostClasses);
    CHECK(rows.size() / ledger.size() >= kFewestRowsOfClass);
    double people = 0, pooled = 0;
    for (const MovedUses& row : rows)
        people += draw.fit.rows[row.row].people;
    for (const LedgerClass& part : ledger)
        pooled += part.people;
    CHECK(pooled == Approx(people).epsilon(1e-12));
}

} // namespace careshed::expectation_test
