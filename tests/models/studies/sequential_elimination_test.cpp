#include "models/studies/sequential_elimination.hpp"

#include <cmath>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "engine/core/random.hpp"
#include "models/studies/outcome_list.hpp"

namespace careshed::sequential_elimination_test {

namespace {

constexpr std::size_t kDraws = 80, kSimulated = 20;

/// Analytic expectations of sites with these benefits, correlated over draws.
ExpectedStudy expected_of(const std::vector<double>& benefits) {
    std::vector<std::string> ids;
    for (std::size_t site = 0; site < benefits.size(); ++site)
        ids.push_back(fmt::format("S{}", site));
    ExpectedStudy study;
    for (std::size_t d = 0; d < kDecaySets; ++d) {
        study.by_decay[d] = OutcomeTable(ids, site_outcomes(), kDraws);
        study.groups_by_decay[d] = OutcomeTable(ids, {}, kDraws);
        DrawStream chance({1, Purpose::test, d, 0});
        for (std::size_t draw = 0; draw < kDraws; ++draw) {
            const double scale = 0.2 + 2 * chance.uniform();
            for (std::size_t site = 0; site < benefits.size(); ++site) {
                const auto put = [&](const char* id, double value) {
                    OutcomeTable& table = study.by_decay[d];
                    table.draws_of(site, table.outcome(id))[draw] = value;
                };
                const double deaths = benefits[site] * scale * (0.98 + 0.04 * chance.uniform());
                put("deaths_averted", deaths);
                put("deaths_averted_private", 0.6 * deaths);
                put("deaths_averted_public", 0.4 * deaths);
                put("ems_runs_averted", 9 * deaths);
                put("ems_runs_on_site", 5 * deaths);
                put("ems_runs_net", 4 * deaths);
                put("dollars_marginal", 400 * deaths);
            }
        }
    }
    return study;
}

/// As simulated: the analytic expectation times a factor of the draw times one of the site.
TablesByDecay simulated_of(const ExpectedStudy& expected, std::size_t draws) {
    TablesByDecay simulated = expected.by_decay;
    for (OutcomeTable& table : simulated)
        for (std::size_t site = 0; site < table.sites().size(); ++site)
            for (std::size_t draw = 0; draw < draws; ++draw)
                for (std::size_t k = 0; k < table.outcomes().size(); ++k)
                    table.draws_of(site, k)[draw] *=
                        (0.6 + 0.3 * std::sin(1.0 * static_cast<double>(draw))) *
                        (1 + 0.01 * static_cast<double>(site));
    return simulated;
}

const std::vector<double> kBenefits{1, 0.99, 0.95, 0.9, 0.9, 0.9, 0.88, 0.5, 0.4, 0.2};

} // namespace

TEST_CASE("Sites surely behind are eliminated, the first and their equals remain",
          "[elimination]") {
    const ExpectedStudy expected = expected_of(kBenefits);
    SequentialElimination elimination(expected, 0.05);
    elimination.evaluate(simulated_of(expected, kSimulated), kSimulated);
    CHECK(elimination.sites() == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
    CHECK(elimination.simulated_draws() == std::vector<std::size_t>(kBenefits.size(), kSimulated));
}

TEST_CASE("A site worse by less than the indifference zone remains", "[elimination]") {
    std::vector<double> benefits = kBenefits;
    for (double& benefit : benefits)
        benefit *= 0.05; // all within the zone of the leader
    const ExpectedStudy expected = expected_of(benefits);
    SequentialElimination elimination(expected, 0.05);
    elimination.evaluate(simulated_of(expected, kSimulated), kSimulated);
    CHECK(elimination.sites().size() == benefits.size());
}

TEST_CASE("With no more sites than are reported none is eliminated", "[elimination]") {
    const ExpectedStudy expected = expected_of({2, 1, 0.5, 0.2, 0.1});
    SequentialElimination elimination(expected, 0.05);
    elimination.evaluate(simulated_of(expected, kSimulated), kSimulated);
    CHECK(elimination.sites().size() == 5);
}

TEST_CASE("Sites whose histories the expectation cannot predict remain until seen to lose",
          "[elimination]") {
    const ExpectedStudy expected = expected_of(kBenefits);
    TablesByDecay simulated = simulated_of(expected, kSimulated);
    for (OutcomeTable& table : simulated)
        for (std::size_t draw = 0; draw < kSimulated; ++draw)
            table.draws_of(7, table.outcome("deaths_averted"))[draw] *= draw % 2 == 0 ? 1.9 : 0.1;
    SequentialElimination elimination(expected, 0.05);
    elimination.evaluate(simulated, kSimulated);
    CHECK(elimination.sites() == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE("Draws not simulated are predicted from the sites that remained", "[elimination]") {
    const ExpectedStudy expected = expected_of(kBenefits);
    const TablesByDecay truth = simulated_of(expected, kDraws);
    SequentialElimination elimination(expected, 0.05);
    elimination.evaluate(simulated_of(expected, kSimulated), kSimulated);
    TablesByDecay simulated = truth, groups = expected.groups_by_decay;
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (const std::size_t site : {7U, 8U, 9U})
            for (std::size_t draw = kSimulated; draw < kDraws; ++draw)
                for (std::size_t k = 0; k < simulated[d].outcomes().size(); ++k)
                    simulated[d].draws_of(site, k)[draw] = 1e9;
    elimination.evaluate(truth, kDraws);
    elimination.fill(simulated, groups);
    for (const char* id : {"deaths_averted", "ems_runs_net", "dollars_marginal"})
        for (const std::size_t site : {7U, 8U, 9U})
            for (std::size_t draw = kSimulated; draw < kDraws; ++draw) {
                const std::size_t k = truth[0].outcome(id);
                CHECK(simulated[0].draws_of(site, k)[draw] ==
                      Approx(truth[0].draws_of(site, k)[draw]).epsilon(1e-3));
            }
}

} // namespace careshed::sequential_elimination_test
