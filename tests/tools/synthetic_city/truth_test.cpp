// The reference truth is itself checked: against exact formulas where there are any, and against a
// literal twin that draws people one by one.
#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "engine/core/distributions.hpp"
#include "engine/core/random.hpp"
#include "tools/synthetic_city/synthetic_city.hpp"
#include "tools/synthetic_city/truth_parameters.hpp"
#include "tools/synthetic_city/truth_uptake.hpp"

namespace careshed::truth_test {

using namespace careshed::synthetic;

namespace {

/// Probability that a Poisson count of mean `a` is n, in logs.
double poisson(double a, int n) { return std::exp(n * std::log(a) - a - std::lgamma(n + 1.0)); }

/// Two streets in a row, 600 m each, with one station and one service; deaths evenly along them.
SyntheticCity one_road() {
    SyntheticCity c;
    c.plan.residents = 50000;
    c.plan.deaths_a_year = 40;
    c.streets.corners = {{0, 0}, {600, 0}, {1200, 0}};
    for (std::uint32_t i = 0; i < 2; ++i) {
        Street street;
        street.from = i;
        street.to = i + 1;
        street.shape = {c.streets.corners[i], c.streets.corners[i + 1]};
        street.length = 600;
        c.streets.streets.push_back(street);
    }
    c.pieces = true_intensity(c.plan, c.streets);
    PlaceOnStreet station;
    station.street = 1;
    station.along = 500;
    PlaceOnStreet service;
    service.type = "clinic";
    service.along = 100;
    service.off_street = 20;
    c.places.stations = {station};
    c.places.services = {service};
    return c;
}

} // namespace

TEST_CASE("With patience like the stay the queue is a Poisson count", "[truth]") {
    // M/M/c+M with abandonment = service rate is M/M/infinity; patience and stay are both 15
    // minutes.
    for (const double load : {0.5, 4.0, 12.0, 40.0})
        for (const int booths : {1, 3, 12}) {
            double busy = 0;
            for (int n = 0; n < 400; ++n)
                busy += std::min(n, booths) * poisson(load, n);
            CHECK(truth::accepted_share(4 * load, booths) == Approx(busy / load).epsilon(1e-10));
        }
    CHECK(truth::accepted_share(0, 3) == 1);
}

TEST_CASE("The profile of uses sums to one and holds the weekend's share", "[truth]") {
    const truth::Week always = [] {
        truth::Week week;
        week.fill(1);
        return week;
    }();
    truth::Week weekend{};
    std::fill(weekend.begin() + 120, weekend.end(), 1.0);
    CHECK(truth::share_of_uses_in(always) == Approx(1));
    CHECK(truth::share_of_uses_in(weekend) == Approx(0.32));
    double site = 0, insite = 0;
    for (std::size_t hour = 0; hour < 168; ++hour) {
        site += truth::site_hours()[hour];
        insite += truth::insite_hours()[hour];
    }
    CHECK(site == Approx(5 * 14 + 2 * 7.5));
    CHECK(insite == Approx(7 * 18));
}

TEST_CASE("The revealed length puts 70 % of users within four blocks", "[truth]") {
    // Formula over a disc: users within r are proportional to 1 - (1 + r/l) exp(-r/l).
    const double l = truth::revealed_length() / truth::kDetour;
    const auto within = [&](double r) { return 1 - (1 + r / l) * std::exp(-r / l); };
    CHECK(within(0.44 / 1.3) / within(1) == Approx(0.7).epsilon(1e-4));
}

TEST_CASE("Willingness is one next door and ends at one per cent", "[truth]") {
    for (const truth::Decay decay : {truth::Decay::stated, truth::Decay::revealed}) {
        const double longest = truth::longest_walk(decay);
        CHECK(truth::willingness(decay, 0) == 1);
        CHECK(truth::willingness(decay, longest * (1 - 1e-9)) == Approx(0.01));
        CHECK(truth::willingness(decay, longest * 1.001) == 0);
    }
}

TEST_CASE("Mean chance over propensity agrees with draws and with its small limit", "[truth]") {
    CHECK(truth::mean_chance(1e-9) == Approx(1e-9 * std::exp(1.5 * 1.5 / 2)).epsilon(1e-4));
    CHECK(truth::mean_chance(1) == Approx(0.5)); // symmetric around even odds
    DrawStream draws({7, Purpose::test, 1, 0});
    constexpr int kDraws = 200000;
    double sum = 0;
    for (int n = 0; n < kDraws; ++n) {
        const double x = 0.05 * std::exp(1.5 * sample_normal(draws));
        sum += x / (1 + x);
    }
    CHECK(truth::mean_chance(0.05) == Approx(sum / kDraws).epsilon(0.01));
}

TEST_CASE("People drawn over the source's disc use it 514 times a day", "[truth]") {
    const truth::Decay decay = GENERATE(truth::Decay::stated, truth::Decay::revealed);
    const double intensity = truth::insite_intensity(decay);
    DrawStream draws({7, Purpose::test, 2, 0});
    constexpr int kDraws = 400000;
    double chance = 0;
    for (int n = 0; n < kDraws; ++n) {
        const double walk = 1.3 * std::sqrt(draws.uniform());
        const double relocation = draws.uniform() < 0.39 ? 1 : 0.25;
        const double x = intensity * relocation * std::exp(1.5 * sample_normal(draws)) *
                         truth::willingness(decay, walk);
        chance += x / (1 + x) / kDraws;
    }
    const double wanted = 5000 * truth::mean_uses_a_day() * chance;
    const double served = wanted * truth::share_of_uses_in(truth::insite_hours()) *
                          truth::accepted_share(wanted, 13, truth::insite_hours());
    CHECK(served == Approx(514).epsilon(0.015));
}

TEST_CASE("A road's integral agrees with its people drawn one by one", "[truth]") {
    const SyntheticCity c = one_road();
    const truth::Effect effect =
        truth::true_effects(c.plan, c.streets, c.pieces, c.places)[0].stated;

    // Literal twin: a person's home is at x, drives are |x - 1100|, walks 20 + |x - 100| m; each
    // has own marks.
    const double intensity = truth::insite_intensity(truth::Decay::stated);
    const double mean_drive = (1100.0 * 1100 / 2 + 100.0 * 100 / 2) / 1200;
    const double people = 50000 * 0.78 * 0.028;
    DrawStream draws({7, Purpose::test, 3, 0});
    constexpr int kDraws = 400000;
    double averted = 0, runs = 0, wanted = 0;
    for (int n = 0; n < kDraws; ++n) {
        const double x = 1200 * draws.uniform();
        const double response = 2.3 + 4.7 * std::abs(x - 1100) / mean_drive;
        const double late = 0.00856 + (0.0588 - 0.00856) * (1 - std::pow(2, -(1 + response) / 4));
        const double alone = draws.uniform(), propensity = std::exp(1.5 * sample_normal(draws));
        const auto death = [&](double w, double k) {
            const double helped =
                0.67 * 0.98 * 0.00856 + (1 - 0.67 * 0.98) * (k * late + (1 - k) * 0.0588);
            return (1 - w) * 0.0588 + w * helped;
        };
        // The risk at x is that of the mean person there; the mark of being alone is averaged by
        // w's mean.
        const double fit = 0.39 * death(0.82, 0.662) + 0.61 * death(0.492, 0.662 * 0.59);
        const double overdoses = 40 / fit; // a year, of the whole road, as if all homes were at x
        const auto add = [&](double share, double relocation, double w, double k) {
            const double walk = (20 + std::abs(x - 100)) / 1000;
            const double odds = intensity * relocation * propensity *
                                truth::willingness(truth::Decay::stated, walk);
            const double moved = share * 0.8 * odds / (1 + odds) / kDraws;
            wanted += people * truth::mean_uses_a_day() * moved;
            averted += moved * overdoses * (death(w, k) - 7.76e-5 / 0.3);
            runs += moved * overdoses * w * k;
        };
        add(0.39, 1, 1 - std::pow(alone, 0.82 / 0.18), 0.662);
        add(0.61, 0.25, 1 - std::pow(alone, 0.492 / 0.508), 0.662 * 0.59);
    }
    const double open = truth::share_of_uses_in(truth::site_hours());
    // Six months of adoption average one half; the road's demand is far below twelve booths.
    const double adoption = (54 + 6 * 0.5) / 60;
    CHECK(effect.acceptance == Approx(1).epsilon(1e-3));
    CHECK(effect.uses_a_day == Approx(wanted * open * adoption).epsilon(0.01));
    CHECK(effect.deaths_averted == Approx(averted * open * adoption).epsilon(0.01));
    CHECK(effect.ems_runs_averted == Approx(runs * open * adoption).epsilon(0.01));
}

} // namespace careshed::truth_test
