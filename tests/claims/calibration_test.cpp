// Is the engine as sure as it should be? Over cities whose truth is known, a site that is called
// best with probability p is best in a share p of them.
#include <cmath>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/choose/ranking.hpp"
#include "engine/choose/verdict.hpp"
#include "engine/city/area_middle.hpp"
#include "models/studies/controlled_deaths.hpp"
#include "tests/claims/known_city.hpp"
#include "tests/engine/population/sampled_risk.hpp"
#include "tests/length.hpp"

namespace careshed::calibration_test {

using namespace careshed::test;

namespace {

constexpr double kZone = 0.05;

Threads all_threads() {
    return {static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))};
}

OutcomeInfo averted() { return {"deaths_averted", "Deaths averted", "deaths a year", 1, 2, ""}; }

OutcomeTable table_of(const KnownCity& known) {
    std::vector<std::string> ids;
    for (const Candidate& candidate : known.city.candidates)
        ids.push_back(candidate.id);
    return {ids, {averted()}, static_cast<std::size_t>(known.scenario.run.draws)};
}

void put(OutcomeTable& table, std::uint32_t draw, const std::vector<double>& deaths) {
    for (std::size_t site = 0; site < deaths.size(); ++site)
        table.draws_of(site, 0)[draw] = deaths[site];
}

/// Only the analytic expectations that `careshed rank` draws under the stated decay.
OutcomeTable ranked_table(const KnownCity& known) {
    OutcomeTable table = table_of(known);
    for (std::uint32_t draw = 0; draw < table.draws(); ++draw)
        put(table, draw,
            deaths_averted(known.plan, set_up_draw(known.plan, draw), DecaySet::stated));
    return table;
}

/// The same parameters with another sampler's incidence.
OutcomeTable twin_table(const KnownCity& known) {
    OutcomeTable table = table_of(known);
    SampledRisk chain(known.population.incidence.record, middles_of(known.city.areas),
                      known.scenario.run.seed);
    for (std::uint32_t draw = 0; draw < table.draws(); ++draw) {
        std::vector<double> deaths = chain.next();
        for (double& count : deaths)
            count /= known.population.incidence.years;
        DrawSetup setup = set_up_draw(known.plan, draw);
        setup.fit = fit_draw(known.population, setup.parameters,
                             {FatalitySet::profound, known.scenario.site}, deaths);
        put(table, draw, deaths_averted(known.plan, setup, DecaySet::stated));
    }
    return table;
}

/// P(best) of the site with the largest mean, counted draw by draw.
double literal_p_best(const OutcomeTable& table) {
    std::vector<double> sum(table.sites().size(), 0.0), won(sum);
    for (std::size_t draw = 0; draw < table.draws(); ++draw) {
        std::size_t best = 0;
        for (std::size_t site = 0; site < sum.size(); ++site) {
            sum[site] += table.draws_of(site, 0)[draw];
            if (table.draws_of(site, 0)[draw] > table.draws_of(best, 0)[draw])
                best = site;
        }
        won[best] += 1.0 / static_cast<double>(table.draws());
    }
    const auto chosen = std::ranges::max_element(sum) - sum.begin();
    return won[static_cast<std::size_t>(chosen)];
}

/// The prediction for a city's best site, and whether it was true.
struct Said {
    double p_best = 0;
    bool is_right = false;
    double covered = 0; ///< share of sites whose truth lies in their 95 % interval
};

Said said_of(const KnownCity& known) {
    const OutcomeTable table = ranked_table(known);
    const Ranking ranking = rank_sites(table, "deaths_averted", kZone);
    Said said{ranking.sites.front().p_best, ranking.sites.front().site == known.best(), 0};
    for (const RankedSite& site : ranking.sites) {
        const double truth = known.true_averted[site.site];
        said.covered += truth >= site.benefit.low && truth <= site.benefit.high ? 1 : 0;
    }
    said.covered /= static_cast<double>(ranking.sites.size());
    return said;
}

/// Between 40 and 400 recorded deaths, so that some answers are clear and others are not.
KnownCityPlan city_number(std::size_t number) {
    KnownCityPlan plan;
    plan.seed = 1000 + number;
    DrawStream draws({plan.seed, Purpose::test, 5, 0});
    plan.deaths_a_year = 10 * std::pow(10, draws.uniform());
    return plan;
}

std::vector<Said> said_of_cities(std::size_t cities) {
    return parallel_map<Said>(cities, all_threads(), [](std::size_t number) {
        return said_of(*make_known_city(city_number(number)));
    });
}

/// Cities in which P(best) lay in a range.
struct Bin {
    double below = 0; ///< P(best)
    double cities = 0, said = 0, right = 0, variance = 0;
};

std::vector<Bin> binned(const std::vector<Said>& all) {
    std::vector<Bin> bins{{0.5}, {0.7}, {0.85}, {0.97}, {1.01}};
    for (const Said& said : all)
        for (Bin& bin : bins)
            if (said.p_best < bin.below) {
                bin.cities += 1;
                bin.said += said.p_best;
                bin.right += said.is_right ? 1 : 0;
                bin.variance += said.p_best * (1 - said.p_best);
                break;
            }
    return bins;
}

/// Whether an address's mirror image is a candidate too: on the axis they are one.
bool has_twin(const KnownCity& known, std::size_t site) {
    const auto number = [](const std::string& name) { return name.substr(name.find(' ')); };
    const auto& candidates = known.city.candidates;
    return std::ranges::count_if(candidates, [&](const Candidate& other) {
               return number(other.name) == number(candidates[site].name);
           }) == 2;
}

} // namespace

TEST_CASE("A site called best with probability p is best in a share p of cities", "[calibration]") {
    const std::vector<Said> all = said_of_cities(is_long() ? 2000 : 30);
    for (const Bin& bin : binned(all)) {
        if (bin.cities == 0)
            continue;
        WARN("below " << bin.below << ": " << bin.cities << " cities, said "
                      << bin.said / bin.cities << ", right " << bin.right / bin.cities);
        // A city whose P(best) is 1 in 200 draws may still be wrong once in 400.
        const double error = std::sqrt(bin.variance + bin.cities / 400);
        CHECK(std::abs(bin.right - bin.said) <= 4 * error);
    }
    std::vector<double> covered;
    for (const Said& said : all)
        covered.push_back(said.covered);
    const MeanAndError share = mean_and_error(covered); // sites of one city go together
    WARN("95 % intervals cover " << share.mean << " (SE " << share.error << ")");
    CHECK(share.mean > std::min(0.93, 0.95 - 4 * share.error));
    CHECK(share.mean < std::max(0.97, 0.95 + 4 * share.error));
}

TEST_CASE("P(best) is as sharp as a literal posterior allows", "[calibration]") {
    const auto gains =
        parallel_map<double>(is_long() ? 300 : 8, all_threads(), [](std::size_t number) {
            const auto known = make_known_city(city_number(number));
            return literal_p_best(ranked_table(*known)) - literal_p_best(twin_table(*known));
        });
    const MeanAndError gain = mean_and_error(gains);
    WARN("mean P(best) less a literal twin's: " << gain.mean << " (SE " << gain.error << ")");
    CHECK(gain.mean > -0.02);
    CHECK(gain.mean < 0.02);
}

TEST_CASE("The claims rest on the same draws as a ranking's", "[calibration]") {
    KnownCityPlan plan = city_number(1);
    plan.draws = 6;
    const auto known = make_known_city(plan);
    const OutcomeTable here = ranked_table(*known);
    const OutcomeTable of_study = evaluate_study(known->plan).by_decay[0];
    for (std::size_t site = 0; site < here.sites().size(); ++site)
        for (std::size_t draw = 0; draw < 6; ++draw)
            CHECK(here.draws_of(site, 0)[draw] ==
                  of_study.draws_of(site, of_study.outcome("deaths_averted"))[draw]);
}

TEST_CASE("Of two mirror-image sites neither is called the winner", "[calibration]") {
    const std::uint64_t cities = is_long() ? 40 : 3;
    double with_twin = 0;
    for (std::uint64_t seed = 1; seed <= cities; ++seed) {
        KnownCityPlan plan;
        plan.seed = seed;
        plan.addresses = 3;
        plan.mirrored = true;
        plan.rows = 6000; // homes are drawn, and must not distinguish the halves
        const auto known = make_known_city(plan);
        const OutcomeTable table = ranked_table(*known);
        const Ranking ranking = rank_sites(table, "deaths_averted", kZone);
        CAPTURE(seed, verdict_sentence(table, ranking, table.sites()));
        const bool is_twin = has_twin(*known, ranking.sites.front().site);
        CHECK_FALSE((is_twin && ranking.has_winner));
        with_twin += is_twin ? 1 : 0;
    }
    CHECK(with_twin >= 0.7 * static_cast<double>(cities));
}

} // namespace careshed::calibration_test
