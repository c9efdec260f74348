#include "models/mechanisms/uptake.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "models/mechanisms/registry.hpp"
#include "models/mechanisms/source_sites.hpp"
#include "tests/models/queue_twin.hpp"

namespace careshed::uptake_test {

namespace {

constexpr double kPi = 3.141592653589793;

/// Simpson's rule on `steps` (even) intervals.
double integral(const std::function<double(double)>& f, double from, double to, int steps) {
    const double width = (to - from) / steps;
    double sum = f(from) + f(to);
    for (int k = 1; k < steps; ++k)
        sum += (k % 2 == 1 ? 4 : 2) * f(from + k * width);
    return sum * width / 3;
}

/// Mean chance of going over a log-normal propensity, point by point.
double literal_mean_chance(double sigma, double attraction) {
    return integral(
        [&](double z) {
            const double x = attraction * std::exp(sigma * z);
            return x / (1 + x) * std::exp(-z * z / 2) / std::sqrt(2 * kPi);
        },
        -9, 9, 9000);
}

/// Uses a day drawn from people spread evenly up to a straight radius, ring by ring.
struct Surround {
    double radius_km, uses_per_km2, public_share, kappa;
};
double literal_uses(const Surround& around, const Decay& decay, const UptakeParameters& uptake) {
    constexpr int kRings = 3000;
    const double width = around.radius_km / kRings;
    const PropensitySpread people(uptake.propensity_sigma); // checked above
    double drawn = 0;
    for (int ring = 0; ring < kRings; ++ring) {
        const double inner = ring * width, outer = inner + width;
        const double walk = uptake.detour * (inner + outer) / 2;
        const double willing =
            walk <= decay.plateau_km ? 1 : std::exp(-(walk - decay.plateau_km) / decay.length_km);
        const double attraction = around.kappa * willing;
        const double from_public = around.public_share * people.mean_chance(attraction);
        const double from_private = (1 - around.public_share) *
                                    people.mean_chance(uptake.private_use_relocation * attraction);
        drawn += kPi * (outer * outer - inner * inner) * around.uses_per_km2 *
                 (from_public + from_private);
    }
    return drawn;
}

/// Served a day when `wanted` would come to an always open site, hour by hour.
double literal_served(const Parameters& p, const WeeklyHours& open, double wanted, int booths) {
    const HourProfile profile = hour_profile(p.use);
    double served = 0;
    for (std::size_t h = 0; h < profile.size(); ++h) {
        const double rate = 7 * wanted * profile[h];
        const auto state =
            test::cut_chain({booths, p.opc.booth_minutes, p.opc.booth_patience}, rate);
        served += open.open_share[h] * rate * state.accepted;
    }
    return served / 7;
}

const DecaySet kBoth[] = {DecaySet::stated, DecaySet::revealed};

std::optional<double> solved(SourceSite site, DecaySet set, const Parameters& p) {
    return solved_intensity(site, decay_of(p.uptake, set), p);
}

} // namespace

TEST_CASE("The revealed decay leaves the published share of users within four blocks", "[uptake]") {
    int solvable = 0;
    for (std::uint32_t draw = 0; draw < 50; ++draw) {
        const UptakeParameters p =
            draw == 0 ? default_parameters({}).uptake : drawn_parameters({}, 11, draw).uptake;
        const Decay decay = decay_of(p, DecaySet::revealed);
        CHECK(decay.plateau_km == 0);
        const auto users = [&](double r) { return r * std::exp(-p.detour * r / decay.length_km); };
        const double four_blocks = 4 * p.block_length / 1000 / p.detour; // straight
        const double even = std::pow(four_blocks / p.insite_catchment_radius, 2);
        CHECK(has_revealed_decay(p) == (even < p.frequent_users_within_four_blocks));
        if (!has_revealed_decay(p))
            continue;
        ++solvable;
        const double within = integral(users, 0, four_blocks, 20000);
        const double all = integral(users, 0, p.insite_catchment_radius, 20000);
        CHECK(within / all == Approx(p.frequent_users_within_four_blocks).epsilon(1e-9));
    }
    CHECK(solvable >= 45);
}

TEST_CASE("No decay is revealed where more users live within four blocks anyway", "[uptake]") {
    const auto exists = [](double radius, double block) {
        return has_revealed_decay(
            default_parameters({{"insite_catchment_radius", radius}, {"block_length", block}})
                .uptake);
    };
    CHECK(exists(1, 110));
    CHECK_FALSE(exists(1, 300)); // four blocks leave the disc
    // 70 % of a disc lie within the root of 0.7 of its radius.
    const double block = 250 * 1.3 * std::sqrt(0.7);
    CHECK(exists(1, block * 0.999));
    CHECK_FALSE(exists(1, block * 1.001));
}

TEST_CASE("The stated decay is flat and then falls by its rate", "[uptake]") {
    const UptakeParameters p = default_parameters({}).uptake;
    const Decay decay = decay_of(p, DecaySet::stated);
    CHECK(decay.at(0) == 1);
    CHECK(decay.at(p.decay_stated_plateau) == 1);
    for (const double km : {0.5, 1.0, 3.0})
        CHECK(decay.at(p.decay_stated_plateau + km) ==
              Approx(std::exp(-p.decay_stated_rate * km)).epsilon(1e-13));
    for (const DecaySet set : kBoth) {
        const Decay any = decay_of(p, set);
        CHECK(any.at(any.reach_km(kDecayCut)) == Approx(kDecayCut).epsilon(1e-12));
    }
}

TEST_CASE("The mean over people's propensity is the integral over a normal mark", "[uptake]") {
    for (const double sigma : {0.0, 0.3, 0.75, 1.5, 2.25, 3.0}) {
        const PropensitySpread people(sigma);
        for (const double attraction : {0.0, 1e-6, 0.01, 0.3, 1.0, 20.0, 100.0})
            CHECK(people.mean_chance(attraction) ==
                  Approx(literal_mean_chance(sigma, attraction)).margin(1e-9));
    }
}

TEST_CASE("Chance of going is a choice between the site and staying", "[uptake]") {
    CHECK(chance_of_going(0) == 0);
    CHECK(chance_of_going(1) == 0.5);
    CHECK(chance_of_going(3) == 0.75);
    const UptakeParameters p = default_parameters({}).uptake;
    CHECK(propensity(p, 0) == 1);
    CHECK(propensity(p, 2) == Approx(std::exp(2 * p.propensity_sigma)).epsilon(1e-13));
}

TEST_CASE("Insite run through the model serves its 514 uses a day", "[uptake]") {
    const WeeklyHours open = parse_weekly_hours("daily 10:00-04:00", "");
    for (const DecaySet set : kBoth)
        for (std::uint32_t draw = 0; draw < 8; ++draw) {
            const Parameters p = draw == 0 ? default_parameters({}) : drawn_parameters({}, 2, draw);
            const auto kappa = solved(SourceSite::insite, set, p);
            if (!kappa)
                continue;
            const double r = p.uptake.insite_catchment_radius;
            const Surround around{
                r, p.uptake.insite_people_nearby / (kPi * r * r) * mean_uses_per_day(p.use),
                p.use.public_use_share, *kappa};
            const double wanted = literal_uses(around, decay_of(p.uptake, set), p.uptake);
            const double served = literal_served(p, open, wanted, 13);
            CHECK(served == Approx(514).epsilon(1e-4)); // rings of the model: 1e-4 of the volume
        }
    CHECK(solved(SourceSite::insite, DecaySet::stated, default_parameters({})));
    CHECK(solved(SourceSite::insite, DecaySet::revealed, default_parameters({})));
}

TEST_CASE("New York run through the model serves 48.2 uses a day in its first two months",
          "[uptake]") {
    const WeeklyHours open = parse_weekly_hours("Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30", "");
    for (const DecaySet set : kBoth) {
        const Parameters p = default_parameters({});
        const auto kappa = solved(SourceSite::new_york, set, p);
        REQUIRE(kappa);
        const Decay decay = decay_of(p.uptake, set);
        const double reach = (decay.plateau_km + decay.length_km * std::log(100)) / p.uptake.detour;
        const Surround around{reach, p.uptake.new_york_people_per_km2 * mean_uses_per_day(p.use),
                              p.use.public_use_share, *kappa};
        const double wanted = literal_uses(around, decay, p.uptake);
        const double adopted = (1.0 / 12 + 3.0 / 12) / 2; // six monthly steps: the first two
        const double a_day = wanted * adopted * open_share(hour_profile(p.use), open);
        CHECK(a_day == Approx(48.2).epsilon(1e-4));
    }
}

TEST_CASE("A volume out of reach has no intensity", "[uptake]") {
    for (const DecaySet set : kBoth) {
        CHECK_FALSE(
            solved(SourceSite::insite, set, default_parameters({{"insite_people_nearby", 100}})));
        CHECK_FALSE(solved(SourceSite::insite, set, default_parameters({{"booth_minutes", 60}})));
        CHECK_FALSE(solved(SourceSite::new_york, set,
                           default_parameters({{"new_york_people_per_km2", 1}})));
    }
}

TEST_CASE("More people near the source site or fewer uses there mean less intensity", "[uptake]") {
    for (const DecaySet set : kBoth) {
        const double kappa = *solved(SourceSite::insite, set, default_parameters({}));
        CHECK(*solved(SourceSite::insite, set,
                      default_parameters({{"insite_people_nearby", 7000}})) < kappa);
        CHECK(*solved(SourceSite::insite, set, default_parameters({{"insite_uses_a_day", 400}})) <
              kappa);
    }
}

} // namespace careshed::uptake_test
