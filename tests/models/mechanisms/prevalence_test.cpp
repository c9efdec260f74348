#include "models/mechanisms/prevalence.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/mechanisms/registry.hpp"

namespace careshed::prevalence_test {

namespace {

// A town, a park without residents, a suburb and a lake without streets: 4,000 residents, so a
// place counts as at least 10.
const std::vector<double> kResidents{3000, 0, 1000, 0};
const std::vector<double> kDeaths{9, 4, 1, 0};
const std::vector<bool> kHasRows{true, true, true, false};

std::vector<double> people(double risk_share) {
    const PrevalenceParameters p = default_parameters({{"risk_share", risk_share}}).prevalence;
    return people_by_area(p, kResidents, kDeaths, kHasRows);
}

} // namespace

TEST_CASE("People lie between residents and deaths, as by hand", "[prevalence]") {
    const double town = std::sqrt(3000.0 * 9), park = std::sqrt(10.0 * 4), suburb = std::sqrt(1000);
    const double city = 4000 * 0.78 * 0.028;
    const std::vector<double> counts = people(0.5);
    CHECK(counts[0] == Approx(city * town / (town + park + suburb)).epsilon(1e-12));
    CHECK(counts[1] == Approx(city * park / (town + park + suburb)).epsilon(1e-12));
    CHECK(counts[2] == Approx(city * suburb / (town + park + suburb)).epsilon(1e-12));
    CHECK(counts[3] == 0);
}

TEST_CASE("A park counts as 1 % of a mean area where people follow residents", "[prevalence]") {
    const double city = 4000 * 0.78 * 0.028;
    CHECK(people(1)[1] == Approx(city * 10 / 4010).epsilon(1e-12));
    CHECK(people(1)[0] == Approx(city * 3000 / 4010).epsilon(1e-12));
    CHECK(people(0)[1] == Approx(city * 4 / 14).epsilon(1e-12));
}

} // namespace careshed::prevalence_test
