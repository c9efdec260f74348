// Inequality measures against exact formulas, literal twins and the properties they are chosen for.
#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "engine/access/equity.hpp"
#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/access/random_walks.hpp"

namespace careshed::equity_test {

namespace {

struct Sample {
    std::vector<double> values, people, rank_by;
    [[nodiscard]] Distribution distribution() const { return {values, people}; }
};

/// Up to 60 rows with ties in value and rank and rows without people; the first has some.
Sample random_sample(std::uint32_t trial) {
    DrawStream draws({35, Purpose::test, 4, trial});
    Sample sample;
    for (std::uint32_t i = 0; i < 1 + trial % 60; ++i) {
        sample.values.push_back(draws.below(3) == 0 ? draws.below(4) : 30 * draws.uniform());
        sample.people.push_back(i > 0 && draws.below(4) == 0 ? 0 : 5 * draws.uniform());
        sample.rank_by.push_back(draws.below(8));
    }
    return sample;
}

std::vector<double> changed(const std::vector<double>& values, double scale, double shift) {
    std::vector<double> result;
    for (const double value : values)
        result.push_back(scale * value + shift);
    return result;
}

double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Half the mean absolute difference of all pairs, over the mean.
double literal_gini(const Sample& sample) {
    double pairs = 0, sum = 0;
    for (std::size_t i = 0; i < sample.values.size(); ++i) {
        sum += sample.people[i] * sample.values[i];
        for (std::size_t j = 0; j < sample.values.size(); ++j)
            pairs +=
                sample.people[i] * sample.people[j] * std::abs(sample.values[i] - sample.values[j]);
    }
    return sum == 0 ? 0 : pairs / (2 * total(sample.people) * sum);
}

/// 2 cov(value, rank) / mean, the rank of a person being the share of people below plus half of
/// those level.
double literal_concentration(const Sample& sample) {
    const double everyone = total(sample.people);
    double mean = 0, covariance = 0;
    for (std::size_t i = 0; i < sample.values.size(); ++i)
        mean += sample.people[i] * sample.values[i] / everyone;
    for (std::size_t i = 0; i < sample.values.size(); ++i) {
        double rank = 0;
        for (std::size_t j = 0; j < sample.values.size(); ++j)
            rank += sample.people[j] / everyone *
                    (sample.rank_by[j] < sample.rank_by[i]    ? 1
                     : sample.rank_by[j] == sample.rank_by[i] ? 0.5
                                                              : 0);
        covariance += sample.people[i] / everyone * (sample.values[i] - mean) * (rank - 0.5);
    }
    return mean == 0 ? 0 : 2 * covariance / mean;
}

} // namespace

TEST_CASE("Where all fare alike no measure finds inequality", "[access]") {
    const std::vector<double> minutes(7, 12.3), people = {1, 0.1, 3, 7, 0.7, 2, 11},
                                                income = {3, 1, 2, 9, 9, 0, 4};
    const Distribution alike{minutes, people};
    CHECK(gini(alike) == 0);
    CHECK(concentration_index(alike, income) == 0);
    CHECK(kolm_pollak_equivalent(alike, -0.1) == 12.3);
    CHECK(kolm_pollak_equivalent(alike, 0.1) == 12.3);
    const std::vector<double> nothing(7, 0.0);
    CHECK(gini({nothing, people}) == 0);
    CHECK(kolm_pollak_kappa({nothing, people}, -1) == 0);
}

TEST_CASE("Gini of two groups is the share of the favoured less their number", "[access]") {
    // 3 of 10 people have 1 each, 7 have 4 each: the 3 hold 3 of 31.
    const std::vector<double> values = {4, 1}, people = {7, 3};
    CHECK(gini({values, people}) == Approx(0.3 - 3.0 / 31).epsilon(1e-14));
    // One of n has all.
    const std::vector<double> lone = {0, 5}, many = {99, 1};
    CHECK(gini({lone, many}) == Approx(0.99).epsilon(1e-14));
}

TEST_CASE("Values spread evenly from 0 have a Gini of a third", "[access]") {
    std::vector<double> values, people;
    for (int i = 1; i <= 1000; ++i) {
        values.push_back(i);
        people.push_back(1);
    }
    CHECK(gini({values, people}) == Approx((1000.0 - 1) / (3 * 1000)).epsilon(1e-13));
}

TEST_CASE("Gini and concentration index equal their definitions by pairs", "[access]") {
    for (std::uint32_t trial = 0; trial < 600; ++trial) {
        const Sample sample = random_sample(trial);
        CHECK(gini(sample.distribution()) == Approx(literal_gini(sample)).margin(1e-14));
        CHECK(concentration_index(sample.distribution(), sample.rank_by) ==
              Approx(literal_concentration(sample)).margin(1e-14));
    }
}

TEST_CASE("Gini and concentration index ignore the unit, Kolm-Pollak the origin", "[access]") {
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        const Sample sample = random_sample(trial);
        const auto doubled = changed(sample.values, 2, 0), seconds = changed(sample.values, 60, 0),
                   later = changed(sample.values, 1, 5);
        CHECK(gini({doubled, sample.people}) == gini(sample.distribution()));
        CHECK(gini({seconds, sample.people}) == Approx(gini(sample.distribution())).margin(1e-14));
        CHECK(concentration_index({doubled, sample.people}, sample.rank_by) ==
              concentration_index(sample.distribution(), sample.rank_by));
        for (const double kappa : {-0.2, -0.01, 0.05}) {
            const double equivalent = kolm_pollak_equivalent(sample.distribution(), kappa);
            CHECK(kolm_pollak_equivalent({later, sample.people}, kappa) ==
                  Approx(equivalent + 5).epsilon(1e-12));
        }
        // With kappa from epsilon the unit does not matter either.
        const double kappa = kolm_pollak_kappa(sample.distribution(), -0.5);
        const double in_seconds = kolm_pollak_kappa({seconds, sample.people}, -0.5);
        CHECK(kolm_pollak_equivalent({seconds, sample.people}, in_seconds) ==
              Approx(60 * kolm_pollak_equivalent(sample.distribution(), kappa)).epsilon(1e-12));
    }
}

TEST_CASE("Concentration by the quantity itself is its Gini, by the reverse its negative",
          "[access]") {
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        const Sample sample = random_sample(trial);
        const Distribution distribution = sample.distribution();
        const double own = gini(distribution);
        CHECK(concentration_index(distribution, sample.values) == own);
        CHECK(concentration_index(distribution, changed(sample.values, -1, 0)) ==
              Approx(-own).margin(1e-14));
        CHECK(std::abs(concentration_index(distribution, sample.rank_by)) <= own + 1e-14);
        CHECK(concentration_index(distribution, changed(sample.rank_by, -1, 0)) ==
              Approx(-concentration_index(distribution, sample.rank_by)).margin(1e-14));
        const std::vector<double> level(sample.values.size(), 3);
        CHECK(std::abs(concentration_index(distribution, level)) < 1e-15);
    }
}

TEST_CASE("Poorer people who walk longer make the index negative", "[access]") {
    const std::vector<double> minutes = {30, 10}, people = {1, 1}, income = {20000, 80000},
                              share_in_poverty = {0.4, 0.1};
    CHECK(concentration_index({minutes, people}, income) == Approx(-0.25).epsilon(1e-15));
    CHECK(concentration_index({minutes, people}, share_in_poverty) == Approx(0.25).epsilon(1e-15));
}

TEST_CASE("Kolm-Pollak of two groups is the exact formula", "[access]") {
    const std::vector<double> minutes = {5, 25}, people = {3, 1};
    const Distribution distribution{minutes, people};
    const double kappa = kolm_pollak_kappa(distribution, -1);
    CHECK(kappa == Approx(-(3 * 5.0 + 25) / (3 * 25.0 + 625)).epsilon(1e-15));
    CHECK(kolm_pollak_equivalent(distribution, kappa) ==
          Approx(std::log((3 * std::exp(-kappa * 5) + std::exp(-kappa * 25)) / 4) / -kappa)
              .epsilon(1e-14));
    CHECK(kolm_pollak_equivalent(distribution, 0) == 10); // no aversion: the mean
}

TEST_CASE("Minutes spread evenly have the equivalent of their integral", "[access]") {
    // ln((e^(k b) - 1) / (k b)) / k over [0, b], by the midpoints of 2,000 slices.
    const double k = 0.1, b = 30;
    std::vector<double> minutes, people(2000, 1);
    for (int i = 0; i < 2000; ++i)
        minutes.push_back(b * (i + 0.5) / 2000);
    CHECK(kolm_pollak_equivalent({minutes, people}, -k) ==
          Approx(std::log((std::exp(k * b) - 1) / (k * b)) / k).epsilon(1e-6));
}

TEST_CASE("The equivalent equals its definition in long double", "[access]") {
    for (std::uint32_t trial = 0; trial < 300; ++trial) {
        const Sample sample = random_sample(trial);
        for (const double kappa : {-3.0, -0.1, -0.001, 0.02, 1.5}) {
            long double terms = 0, everyone = 0;
            for (std::size_t i = 0; i < sample.values.size(); ++i) {
                const auto people = static_cast<long double>(sample.people[i]);
                everyone += people;
                terms += people * std::exp(-static_cast<long double>(kappa) *
                                           static_cast<long double>(sample.values[i]));
            }
            const long double twin = -std::log(terms / everyone) / static_cast<long double>(kappa);
            const double error = 3e-14 + 1e-15 / std::abs(kappa); // values are up to 30
            CHECK(kolm_pollak_equivalent(sample.distribution(), kappa) ==
                  Approx(static_cast<double>(twin)).margin(error).epsilon(0));
        }
    }
}

TEST_CASE("A burden's equivalent lies between its mean and the worst, a benefit's below its mean",
          "[access]") {
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        const Sample sample = random_sample(trial);
        const Distribution distribution = sample.distribution();
        const double mean = mean_over_people(distribution);
        double before = mean, worst = 0;
        for (std::size_t i = 0; i < sample.values.size(); ++i)
            worst = sample.people[i] > 0 ? std::max(worst, sample.values[i]) : worst;
        for (const double epsilon : {-0.5, -1.0, -2.0}) { // the more averse, the worse
            const double now =
                kolm_pollak_equivalent(distribution, kolm_pollak_kappa(distribution, epsilon));
            CHECK(now >= before - 1e-12);
            CHECK(now <= worst + 1e-12);
            before = now;
        }
        CHECK(kolm_pollak_equivalent(distribution, kolm_pollak_kappa(distribution, 1)) <=
              mean + 1e-12);
    }
}

TEST_CASE("A long walk taken from one who walks longer improves every measure", "[access]") {
    const std::vector<double> before = {5, 10, 40}, after = {5, 20, 30}, people = {1, 1, 1};
    CHECK(gini({after, people}) < gini({before, people}));
    CHECK(kolm_pollak_equivalent({after, people}, -0.05) <
          kolm_pollak_equivalent({before, people}, -0.05));
}

TEST_CASE("No exponent overflows, however averse", "[access]") {
    const std::vector<double> minutes = {1, 4000}, people = {1, 1};
    CHECK(kolm_pollak_equivalent({minutes, people}, -50) ==
          Approx(4000 - std::log(2.0) / 50).epsilon(1e-15));
    CHECK(kolm_pollak_equivalent({minutes, people}, 50) ==
          Approx(1 + std::log(2.0) / 50).epsilon(1e-15));
}

TEST_CASE("The equivalent of the groups' equivalents is that of everyone", "[access]") {
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        const Sample sample = random_sample(trial);
        const Distribution distribution = sample.distribution();
        std::vector<std::uint32_t> labels;
        for (const double rank : sample.rank_by)
            labels.push_back(static_cast<std::uint32_t>(rank));
        const double kappa = kolm_pollak_kappa(distribution, -1);
        const auto groups = equity_by_group(distribution, {labels, 9}, kappa);
        REQUIRE(groups.size() == 9);
        CHECK_FALSE(groups[8]); // no row has this label
        std::vector<double> equivalents, means, people;
        for (const auto& group : groups) {
            if (!group)
                continue;
            equivalents.push_back(group->equivalent);
            means.push_back(group->mean);
            people.push_back(group->people);
            CHECK(group->equivalent >= group->mean - 1e-12);
        }
        CHECK(kolm_pollak_equivalent({equivalents, people}, kappa) ==
              Approx(kolm_pollak_equivalent(distribution, kappa)).epsilon(1e-12));
        CHECK(mean_over_people({means, people}) ==
              Approx(mean_over_people(distribution)).margin(1e-12));
        CHECK(total(people) == Approx(total(sample.people)).epsilon(1e-13));
        // Between groups there is no more inequality than among everyone.
        CHECK(gini({means, people}) <= gini(distribution) + 1e-14);
    }
}

TEST_CASE("Each group is measured as if it were alone", "[access]") {
    const Sample sample = random_sample(59);
    std::vector<std::uint32_t> labels;
    for (std::size_t i = 0; i < sample.values.size(); ++i)
        labels.push_back(static_cast<std::uint32_t>(i % 3));
    const auto groups = equity_by_group(sample.distribution(), {labels, 3}, -0.1);
    for (std::uint32_t group = 0; group < 3; ++group) {
        std::vector<double> own = sample.people;
        for (std::size_t i = 0; i < own.size(); ++i)
            own[i] = labels[i] == group ? own[i] : 0;
        const Distribution alone{sample.values, own};
        REQUIRE(groups[group]);
        CHECK(groups[group]->people == Approx(total(own)).epsilon(1e-14));
        CHECK(groups[group]->mean == mean_over_people(alone));
        CHECK(groups[group]->equivalent == kolm_pollak_equivalent(alone, -0.1));
        CHECK(groups[group]->gini == gini(alone));
    }
}

TEST_CASE("People out of reach leave the distribution and are counted", "[access]") {
    const std::vector<std::uint32_t> walk_ds = {600, kUnreached, 6000};
    const std::vector<double> people = {2, 3, 4};
    const WalkedMinutes walked = walked_minutes({walk_ds, people});
    CHECK(walked.people_unreached == 3);
    CHECK(walked.minutes == std::vector<double>{1, 0, 10});
    CHECK(walked.people == std::vector<double>{2, 0, 4});
    CHECK(mean_over_people(walked.distribution()) == 7);
}

TEST_CASE("A distribution over nobody, without rank or with debts is refused", "[access]") {
    const double nan = std::nan("");
    const std::vector<double> values = {1, 2}, people = {1, 1}, nobody = {0, 0}, one = {1},
                              debts = {-1, 2}, unknown = {1, nan}, first_only = {1, 0};
    CHECK_THROWS_AS(gini({values, nobody}), Error);
    CHECK_THROWS_AS(gini({values, one}), Error);
    CHECK_THROWS_AS(gini({debts, people}), Error);
    CHECK_THROWS_AS(mean_over_people({unknown, people}), Error);
    CHECK(mean_over_people({unknown, first_only}) == 1); // nobody's value need not be known
    CHECK_THROWS_AS(concentration_index({values, people}, one), Error);
    CHECK_THROWS_AS(concentration_index({values, people}, unknown), Error);
    CHECK(concentration_index({values, first_only}, unknown) == 0);
    const std::vector<std::uint32_t> labels = {0, 2};
    CHECK_THROWS_AS(equity_by_group({values, people}, {labels, 2}, -1), Error);
}

} // namespace careshed::equity_test
