// The sample city was made from a known intensity of deaths, so what each site would really do is
// known (scenarios/harbor/truth.csv, computed by other code). The model sees only the recorded
// deaths, a Poisson sample of that intensity.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "models/studies/arrangement.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::truth_test {

using namespace careshed::test;

namespace {

/// Column of truth.csv by site id (names hold no commas).
std::map<std::string, double> truth(const std::string& column) {
    std::ifstream file(CARESHED_SOURCE_DIR "/scenarios/harbor/truth.csv");
    std::string line, cell;
    std::getline(file, line);
    std::size_t wanted = 0, k = 0;
    for (std::istringstream header(line); std::getline(header, cell, ','); ++k)
        wanted = cell == column ? k : wanted;
    REQUIRE(wanted > 0);
    std::map<std::string, double> values;
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        for (std::istringstream row(line); std::getline(row, cell, ',');)
            cells.push_back(cell);
        values[cells.at(0)] = std::stod(cells.at(wanted));
    }
    return values;
}

std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<double> rank;
    for (const double value : values)
        rank.push_back(static_cast<double>(
            std::count_if(values.begin(), values.end(), [&](double v) { return v > value; })));
    return rank;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double n = static_cast<double>(a.size());
    double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        ma += a[k] / n;
        mb += b[k] / n;
    }
    for (std::size_t k = 0; k < a.size(); ++k) {
        ab += (a[k] - ma) * (b[k] - mb);
        aa += (a[k] - ma) * (a[k] - ma);
        bb += (b[k] - mb) * (b[k] - mb);
    }
    return ab / std::sqrt(aa * bb);
}

std::size_t first_of(const std::vector<double>& values) {
    return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) -
                                    values.begin());
}

/// Relative standard error of a site's effect when the deaths of each area are a Poisson sample:
/// the effect is a sum of areas' deaths times the share of them that the site averts.
double sampling_error(const HarborStudy& harbor, std::size_t site) {
    const NearbySites nearby(harbor.reach, harbor.population.people.size());
    const Arrangement result =
        simulate_arrangement({&harbor.plan, &nearby, {History::off, false}}, site);
    std::vector<double> recorded(harbor.city.areas.size(), 0.0);
    for (const Incident& incident : harbor.city.incidents)
        if (incident.fatal && !incident.held_out)
            recorded[incident.area] += incident.count;
    double effect = 0, variance = 0;
    for (std::size_t a = 0; a < recorded.size(); ++a) {
        const double averted_a_death = result.averted_by_area[a] / result.deaths_by_area[a];
        effect += averted_a_death * recorded[a];
        variance += averted_a_death * averted_a_death * recorded[a];
    }
    return std::sqrt(variance) / effect;
}

} // namespace

TEST_CASE("The central draw finds the sample city's true order of sites", "[truth]") {
    const auto harbor = make_harbor(0);
    harbor->scenario.run.draws = 1;
    const auto exact = truth("deaths_averted_stated");
    const std::vector<double> modelled =
        deaths_averted(harbor->plan, set_up_central(harbor->plan), DecaySet::stated);
    std::vector<double> real;
    for (const Candidate& candidate : harbor->city.candidates)
        real.push_back(exact.at(candidate.id));
    REQUIRE(real.size() >= 10);

    const std::size_t best = first_of(real);
    CHECK(first_of(modelled) == best);
    CHECK(correlation(ranks(modelled), ranks(real)) >= 0.9);

    // The recorded deaths are one Poisson sample of 720 expected. That alone moves the best site's
    // effect by 5 % (one standard error), so a ratio within 15 % of 1 is three of them.
    const double error = sampling_error(*harbor, best);
    INFO("ratio " << modelled[best] / real[best] << ", sampling error " << error);
    CHECK(3 * error == Approx(0.15).margin(0.01));
    CHECK(modelled[best] / real[best] > 0.85);
    CHECK(modelled[best] / real[best] < 1.15);
}

TEST_CASE("The central draw finds the true best site under the revealed decay too", "[truth]") {
    const auto harbor = make_harbor(0);
    const auto exact = truth("deaths_averted_revealed");
    const std::vector<double> modelled =
        deaths_averted(harbor->plan, set_up_central(harbor->plan), DecaySet::revealed);
    std::vector<double> real;
    for (const Candidate& candidate : harbor->city.candidates)
        real.push_back(exact.at(candidate.id));
    CHECK(first_of(modelled) == first_of(real));
    CHECK(correlation(ranks(modelled), ranks(real)) >= 0.8);
}

} // namespace careshed::truth_test
