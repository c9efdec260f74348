#include "models/studies/expected_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/core/error.hpp"
#include "models/expected/alternative_effects.hpp"
#include "models/studies/arrangement.hpp"
#include "models/studies/outcome_list.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::expected_study_test {

using namespace careshed::test;

namespace {

/// Every number of one site in a table: draws, then the central one.
std::vector<double> numbers_of(const OutcomeTable& table, const std::string& site) {
    std::vector<double> all;
    for (std::size_t s = 0; s < table.sites().size(); ++s) {
        if (table.sites()[s] != site)
            continue;
        for (std::size_t outcome = 0; outcome < table.outcomes().size(); ++outcome) {
            const auto draws = table.draws_of(s, outcome);
            all.insert(all.end(), draws.begin(), draws.end());
            all.push_back(table.central(s, outcome));
        }
    }
    return all;
}

/// Bit for bit (no number here is negative zero or NaN).
void check_same(const ExpectedStudy& a, const ExpectedStudy& b, const std::string& site) {
    INFO(site);
    for (std::size_t decay = 0; decay < kDecaySets; ++decay) {
        const auto numbers = numbers_of(a.by_decay[decay], site);
        REQUIRE(numbers.size() > 10);
        CHECK(numbers == numbers_of(b.by_decay[decay], site));
        CHECK(numbers_of(a.groups_by_decay[decay], site) ==
              numbers_of(b.groups_by_decay[decay], site));
    }
    for (const AlternativeStructure& alternative : alternative_structures())
        CHECK(numbers_of(a.by_structure[alternative.structure], site) ==
              numbers_of(b.by_structure[alternative.structure], site));
}

} // namespace

TEST_CASE("Tables are the same bits at one, two and three threads", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.draws = 5;
    std::vector<ExpectedStudy> studies;
    for (const int threads : {1, 2, 3}) {
        harbor->plan.threads = Threads{threads};
        studies.push_back(evaluate_study(harbor->plan));
    }
    for (const Candidate& candidate : harbor->city.candidates) {
        check_same(studies[0], studies[1], candidate.id);
        check_same(studies[0], studies[2], candidate.id);
    }
}

TEST_CASE("One more candidate leaves every other site's numbers as they are", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.draws = 3;
    const ExpectedStudy all = evaluate_study(harbor->plan);
    const auto extra = static_cast<std::ptrdiff_t>(harbor->site("S07"));
    harbor->city.candidates.erase(harbor->city.candidates.begin() + extra);
    harbor->population =
        study_population_of_rows(harbor->city, harbor->scenario.run.seed, kFewRows);
    harbor->walk();
    const ExpectedStudy fewer = evaluate_study(harbor->plan);
    REQUIRE(fewer.by_structure[Structure::reach].sites().size() + 1 ==
            all.by_structure[Structure::reach].sites().size());
    for (const Candidate& candidate : harbor->city.candidates)
        check_same(all, fewer, candidate.id);
}

TEST_CASE("A draw of the study is the draw set up alone", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.draws = 4;
    const ExpectedStudy study = evaluate_study(harbor->plan);
    const DrawSetup third = set_up_draw(harbor->plan, 2);
    const std::vector<double> stated = deaths_averted(harbor->plan, third, DecaySet::stated);
    const std::vector<double> revealed = deaths_averted(harbor->plan, third, DecaySet::revealed);
    const OutcomeTable& table = study.by_decay[DecaySet::stated];
    const std::size_t deaths = table.outcome("deaths_averted");
    for (std::size_t site = 0; site < stated.size(); ++site) {
        CHECK(table.draws_of(site, deaths)[2] == stated[site]);
        CHECK(study.by_decay[DecaySet::revealed].draws_of(site, deaths)[2] == revealed[site]);
    }
    for (const DrawFacts& facts : study.draws) {
        CHECK(facts.baseline_error < 1e-9);
        CHECK(facts.baseline_deaths == Approx(facts.recorded_deaths).epsilon(1e-9));
    }
}

TEST_CASE("A parameter set without a revealed decay is drawn again", "[study]") {
    const auto harbor = make_harbor(0x1000);
    harbor->scenario.run.seed = 4; // draw 82: short radius, long blocks
    REQUIRE_FALSE(has_revealed_decay(drawn_parameters({}, 4, 82).uptake));
    const DrawSetup draw = set_up_draw(harbor->plan, 82);
    CHECK(draw.rejected > 0);
    CHECK(has_revealed_decay(draw.parameters.uptake));
    CHECK(decay_of(draw.parameters.uptake, DecaySet::revealed).length_km < 1);
    CHECK_THROWS_AS(set_up_central(harbor->plan, {{"block_length", 300}}), Error);
}

TEST_CASE("The inversion named by the scenario is used, both are drawn about evenly", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    const auto kappa_of = [&](Inversion inversion, std::uint32_t draw) {
        harbor->scenario.model.inversion = inversion;
        return set_up_draw(harbor->plan, draw).kappa;
    };
    int insite = 0;
    for (std::uint32_t d = 0; d < 12; ++d) {
        const auto both = kappa_of(Inversion::both, d);
        const auto first = kappa_of(Inversion::insite, d),
                   second = kappa_of(Inversion::new_york, d);
        CHECK(first != second);
        CHECK((both == first || both == second));
        insite += both == first;
    }
    CHECK(insite > 0);
    CHECK(insite < 12);
}

TEST_CASE("A set of parameters that leaves ambulances no time to drive is drawn again", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.model.overrides["ems_response_mean"] = 2.6; // possible at the centre: 2.3
    int rejected = 0;
    for (std::uint32_t draw = 0; draw < 20; ++draw) {
        const DrawSetup setup = set_up_draw(harbor->plan, draw);
        CHECK(leaves_time_to_drive(setup.parameters.ems));
        rejected += setup.rejected;
    }
    CHECK(rejected > 0);
}

TEST_CASE("The ecological effect is the reduction of baseline deaths within 500 m", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    const DrawSetup draw = set_up_draw(harbor->plan, 1);
    const double reduction = draw.parameters.alternatives.ecological_reduction_500m;
    const AlternativeEffects of_draw(draw.fit, draw.parameters);
    const People& people = harbor->population.people;
    const std::array<const std::vector<Place>*, kSettings> places{&people.private_place,
                                                                  &people.public_place};
    for (std::size_t site = 0; site < harbor->reach.size(); ++site) {
        const Point door = harbor->city.candidates[site].point;
        double deaths = 0;
        for (std::size_t i = 0; i < people.size(); ++i)
            for (std::size_t s = 0; s < kSettings; ++s) {
                const Point where = point_of(harbor->city.streets, (*places[s])[i]);
                const double east = (where.x - door.x) / 100.0, north = (where.y - door.y) / 100.0;
                const FittedPerson& row = draw.fit.rows[i];
                if (std::hypot(east, north) <= 500)
                    deaths += row.uses[s] * row.life_threatening * row.fatality[s];
            }
        const auto alternatives = of_draw.of(harbor->reach[site], {});
        CHECK(alternatives[Structure::ecological] == Approx(reduction * deaths).epsilon(1e-9));
    }
}

TEST_CASE("Reach and the mechanistic counts are their formulas, person by person", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    const DrawSetup draw = set_up_draw(harbor->plan, 1);
    const Parameters& p = draw.parameters;
    const std::size_t site = harbor->site("S01");
    const Attraction attraction = attraction_curve(harbor->plan, draw, DecaySet::stated);
    const SiteEffect effect = effect_of(harbor->plan, draw, attraction, site);
    double reached = 0, fatality_of_uses = 0;
    for (const WalkerRow& walker : harbor->reach[site].walkers) {
        const FittedPerson& row = draw.fit.rows[walker.row];
        for (std::size_t s = 0; s < kSettings; ++s) {
            if (walker.walk_ds[s] == kUnreached)
                continue;
            const double km = walker.walk_ds[s] / 10.0 * p.uptake.walking_speed / 1000;
            const double beyond = km - p.uptake.decay_stated_plateau;
            const double willing =
                beyond > 0 ? std::exp(-p.uptake.decay_stated_rate * beyond) : 1.0;
            if (willing > 0.01)
                reached += row.uses[s] * row.life_threatening * row.fatality[s] * willing;
            const double odds =
                attraction.at(walker.walk_ds[s]) * attraction.setting_factor[s] * row.propensity;
            fatality_of_uses +=
                row.admitted ? row.uses[s] * chance_of_going(odds) * row.fatality[s] : 0;
        }
    }
    const auto alternatives = AlternativeEffects(draw.fit, p).of(harbor->reach[site], effect);
    CHECK(alternatives[Structure::reach] ==
          Approx(p.alternatives.willing_to_use * p.use.public_use_share * reached).epsilon(1e-6));
    const double events =
        p.opc.onsite_event_rate * fatality_of_uses * draw.terms.open * effect.use.served_share;
    CHECK(alternatives[Structure::mechanistic] == Approx(events).epsilon(1e-6));
    CHECK(alternatives[Structure::mechanistic_phi] ==
          Approx(events * p.overdose.life_threatening_share).epsilon(1e-6));
}

TEST_CASE("One arrangement differs from the city as it is by the site's effect", "[study]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.draws = 2;
    harbor->scenario.model.overrides["selection_residual"] = 0.9; // above 1 histories have a cap
    const std::size_t site = harbor->site("S10");
    const NearbySites nearby(harbor->reach, harbor->population.people.size());
    const Arrangement none = simulate_arrangement({&harbor->plan, &nearby, {}}, std::nullopt);
    CHECK(none.central.with_site.deaths == none.central.baseline.deaths);
    CHECK(none.central.with_site.ems_runs == none.central.baseline.ems_runs);
    const Arrangement with =
        simulate_arrangement({&harbor->plan, &nearby, {History::off, false}}, site);
    const DrawSetup draw = set_up_central(harbor->plan);
    const SiteEffect effect =
        effect_of(harbor->plan, draw, attraction_curve(harbor->plan, draw, DecaySet::stated), site);
    const double averted = with.central.baseline.deaths - with.central.with_site.deaths;
    // Without history the analytic expectation is a control variate for all Monte Carlo error.
    CHECK(averted == Approx(all_deaths(effect)).epsilon(2e-4));
    CHECK(with.central.with_site.ems_runs - with.central.baseline.ems_runs ==
          Approx(effect.runs_on_site - effect.runs_averted).epsilon(2e-4));
    double by_area = 0, by_group = 0, by_year = 0;
    for (const double deaths : with.central.averted_by_year)
        by_year += deaths / 5;
    CHECK(by_year == Approx(averted).epsilon(1e-9));
    for (const double deaths : with.averted_by_area)
        by_area += deaths;
    for (const double deaths : with.averted_by_group)
        by_group += deaths;
    CHECK(by_area == Approx(averted).epsilon(1e-9));
    CHECK(by_group == Approx(averted).epsilon(1e-9));
}

} // namespace careshed::expected_study_test
