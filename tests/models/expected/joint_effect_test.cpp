#include "models/expected/joint_effect.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/models/evaluated_effect.hpp"
#include "tests/models/joint_twin.hpp"

namespace careshed::joint_effect_test {

using namespace careshed::test;

namespace {

void check_same_bits(const SiteEffect& one, const SiteEffect& other) {
    CHECK(one.uses_wanted_a_day == other.uses_wanted_a_day);
    CHECK(one.use.uses_a_day == other.use.uses_a_day);
    CHECK(one.use.acceptance == other.use.acceptance);
    CHECK(one.use.full_acceptance == other.use.full_acceptance);
    CHECK(one.use.occupancy == other.use.occupancy);
    CHECK(one.deaths_averted == other.deaths_averted);
    CHECK(one.deaths_averted_by_group == other.deaths_averted_by_group);
    CHECK(one.overdoses_on_site == other.overdoses_on_site);
    CHECK(one.fatality_of_uses == other.fatality_of_uses);
    CHECK(one.runs_averted == other.runs_averted);
    CHECK(one.runs_on_site == other.runs_on_site);
}

/// The two candidates with the least and the most metres between them.
struct NearAndFar {
    std::array<std::size_t, 2> near{}, far{};
};
NearAndFar pairs_of(const City& city) {
    NearAndFar pairs;
    double least = 1e18, most = 0;
    for (std::size_t a = 0; a < city.candidates.size(); ++a)
        for (std::size_t b = a + 1; b < city.candidates.size(); ++b) {
            const double apart = distance_cm(city.candidates[a].point, city.candidates[b].point);
            if (apart < least)
                least = apart, pairs.near = {a, b};
            if (apart > most)
                most = apart, pairs.far = {a, b};
        }
    return pairs;
}

/// The sample city in one draw under a decay.
struct HarborDraw {
    std::unique_ptr<HarborStudy> harbor = make_harbor(kFewRows);
    DrawSetup draw = set_up_central(harbor->plan);
    Attraction attraction;

    explicit HarborDraw(DecaySet decay) : attraction(attraction_curve(harbor->plan, draw, decay)) {}
    [[nodiscard]] std::vector<SiteEffect> joint(std::span<const std::size_t> sites) const {
        return joint_effects(harbor->plan, draw, attraction, {sites, &draw.terms});
    }
    [[nodiscard]] SiteEffect alone(std::size_t site) const {
        return effect_of(harbor->plan, draw, attraction, site);
    }
    /// Rows that some attraction above 0 ties to both sites in one setting.
    [[nodiscard]] std::size_t shared_rows(std::array<std::size_t, 2> sites) const {
        const TwinWalks one = walks_to(*harbor, sites[0]), other = walks_to(*harbor, sites[1]);
        std::size_t count = 0;
        for (std::size_t i = 0; i < one[0].size(); ++i)
            for (std::size_t s = 0; s < kSettings; ++s)
                count += attraction.at(one[s][i]) > 0 && attraction.at(other[s][i]) > 0 ? 1 : 0;
        return count;
    }
};

} // namespace

TEST_CASE("Sites open together are the document's loop over people, near and far", "[joint]") {
    for (const DecaySet set : {DecaySet::stated, DecaySet::revealed}) {
        const HarborDraw city(set);
        const TwinCase twin{&city.harbor->population,
                            &city.draw.parameters,
                            city.harbor->scenario.model.fatality,
                            city.harbor->scenario.site,
                            city.harbor->scenario.run.years,
                            city.harbor->population.incidence.means};
        const std::vector<TwinRow> rows = literal_fit(twin);
        const TwinDecay decay(city.draw.parameters.uptake, set);
        const TwinCity twin_city{&twin, &rows, &decay,
                                 city.draw.kappa[static_cast<std::size_t>(set)]};
        const NearAndFar pairs = pairs_of(city.harbor->city);
        std::vector<std::vector<std::size_t>> arms{{pairs.near.begin(), pairs.near.end()},
                                                   {pairs.far.begin(), pairs.far.end()},
                                                   {0, 3, 7}};
        for (const auto& arm : arms) {
            std::vector<TwinWalks> walks;
            for (const std::size_t site : arm)
                walks.push_back(walks_to(*city.harbor, site));
            const auto exact = city.joint(arm);
            const auto literal = literal_joint_effects(twin_city, walks);
            REQUIRE(exact.size() == arm.size());
            for (std::size_t k = 0; k < arm.size(); ++k) {
                INFO("decay " << static_cast<int>(set) << ", site " << arm[k]);
                check_equal(exact[k], literal[k]);
            }
        }
    }
}

TEST_CASE("One site open alone has the effect of one site, bit for bit", "[joint]") {
    for (const DecaySet set : {DecaySet::stated, DecaySet::revealed}) {
        const HarborDraw city(set);
        for (std::size_t site = 0; site < city.harbor->reach.size(); ++site) {
            const std::vector<SiteEffect> one = city.joint(std::array{site});
            REQUIRE(one.size() == 1);
            check_same_bits(one.front(), city.alone(site));
            check_same_bits(sum_of(one, city.harbor->city.groups.size()), city.alone(site));
        }
    }
}

TEST_CASE("Sites that nobody reaches both of add up; of near ones each takes from the other",
          "[joint]") {
    const HarborDraw city(DecaySet::revealed);
    const NearAndFar pairs = pairs_of(city.harbor->city);
    REQUIRE(city.shared_rows(pairs.far) == 0);
    REQUIRE(city.shared_rows(pairs.near) > 0);
    const auto apart = city.joint(pairs.far), close = city.joint(pairs.near);
    for (std::size_t k = 0; k < 2; ++k) {
        check_same_bits(apart[k], city.alone(pairs.far[k]));
        const SiteEffect alone = city.alone(pairs.near[k]);
        CHECK(close[k].uses_wanted_a_day < alone.uses_wanted_a_day);
        CHECK(close[k].use.uses_a_day < alone.use.uses_a_day);
        CHECK(all_deaths(close[k]) < all_deaths(alone));
        CHECK(close[k].use.acceptance >= alone.use.acceptance);
    }
    const std::size_t groups = city.harbor->city.groups.size();
    const SiteEffect sum = sum_of(apart, groups);
    CHECK(all_deaths(sum) ==
          Approx(all_deaths(city.alone(pairs.far[0])) + all_deaths(city.alone(pairs.far[1])))
              .epsilon(1e-12));
    // Two near ones still serve more than the better one of them.
    CHECK(all_deaths(sum_of(close, groups)) >
          std::max(all_deaths(city.alone(pairs.near[0])), all_deaths(city.alone(pairs.near[1]))));
}

TEST_CASE("As one, sites have the acceptance and occupancy of all who come and all booths",
          "[joint]") {
    HarborDraw city(DecaySet::stated);
    city.harbor->scenario.site.booths = 1;
    city.draw = set_up_central(city.harbor->plan);
    const std::array<std::size_t, 2> pair = pairs_of(city.harbor->city).far;
    const std::vector<SiteEffect> effects = city.joint(pair);
    const SiteEffect sum = sum_of(effects, city.harbor->city.groups.size());
    double arriving = 0, served = 0;
    for (const SiteEffect& effect : effects) {
        REQUIRE(effect.use.acceptance < 0.99);
        arriving += effect.use.uses_a_day / effect.use.acceptance;
        served += effect.use.uses_a_day;
    }
    CHECK(sum.use.uses_a_day == close_to(served));
    CHECK(sum.use.acceptance == close_to(served / arriving));
    CHECK(sum.use.occupancy == close_to((effects[0].use.occupancy + effects[1].use.occupancy) / 2));
    const SiteEffect nothing = sum_of({}, 3);
    CHECK(all_deaths(nothing) == 0);
    CHECK(nothing.use.uses_a_day == 0);
    CHECK(nothing.use.acceptance == 1);
    CHECK(nothing.deaths_averted_by_group == std::vector<double>(3, 0.0));
}

TEST_CASE("Direct effects follow the uses served", "[joint]") {
    const HarborDraw city(DecaySet::stated);
    const SiteEffect effect = city.alone(0);
    HorizonOfUse half = effect.use;
    half.uses_a_day /= 2;
    const SiteEffect served = served_as(effect, half, city.draw.terms);
    CHECK(all_deaths(served) == close_to(all_deaths(effect) / 2));
    CHECK(served.overdoses_on_site == close_to(effect.overdoses_on_site / 2));
    CHECK(served.runs_averted == close_to(effect.runs_averted / 2));
    CHECK(served.runs_on_site == close_to(effect.runs_on_site / 2));
    CHECK(served.deaths_averted_by_group[0] == close_to(effect.deaths_averted_by_group[0] / 2));
    CHECK(all_deaths(served_as(SiteEffect{}, half, city.draw.terms)) == 0);
}

} // namespace careshed::joint_effect_test
