#include "models/studies/variance_shares.hpp"

#include <catch2/catch.hpp>

#include "engine/core/distributions.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::variance_shares_test {

using namespace careshed::test;

namespace {

constexpr std::size_t kDraws = 20000;

/// Shares of a x + b y + c x y, x and y standard normal, each draw with the next one's y or x.
VarianceShares shares_of_function(double a, double b, double c) {
    DrawStream chance({1, Purpose::test, 0, 0});
    std::vector<double> x(kDraws), y(kDraws);
    for (std::size_t d = 0; d < kDraws; ++d) {
        x[d] = sample_normal(chance);
        y[d] = sample_normal(chance);
    }
    std::vector<double> lead, other_data, other_parameters;
    for (std::size_t d = 0; d < kDraws; ++d) {
        const std::size_t next = (d + 1) % kDraws;
        const auto value = [&](double of_x, double of_y) {
            return a * of_x + b * of_y + c * of_x * of_y;
        };
        lead.push_back(value(x[d], y[d]));
        other_data.push_back(value(x[d], y[next]));
        other_parameters.push_back(value(x[next], y[d]));
    }
    return shares_of(lead, other_data, other_parameters);
}

} // namespace

TEST_CASE("Shares of a known function are its own", "[variance]") {
    const VarianceShares shares = shares_of_function(2, 1, 1); // 4, 1 and 1 of 6
    CHECK(shares.parameters == Approx(4.0 / 6).margin(0.02));
    CHECK(shares.data == Approx(1.0 / 6).margin(0.02));
    CHECK(shares.together == Approx(1.0 / 6).margin(0.02));
    const VarianceShares additive = shares_of_function(1, 3, 0);
    CHECK(additive.parameters == Approx(0.1).margin(0.02));
    CHECK(additive.together < 0.02);
    CHECK(additive.parameters + additive.data + additive.together == Approx(1));
}

TEST_CASE("A lead that does not vary has no shares", "[variance]") {
    const std::vector<double> same(10, 0.5);
    const VarianceShares shares = shares_of(same, same, same);
    CHECK(shares.parameters + shares.data + shares.together == 0);
}

TEST_CASE("With every parameter held a lead varies with recorded deaths alone", "[variance]") {
    const auto harbor = make_harbor(kFewRows);
    harbor->scenario.run.draws = 12;
    for (const ParameterInfo& parameter : all_parameters())
        harbor->scenario.model.overrides[parameter.id] = parameter.value;
    harbor->scenario.model.inversion = Inversion::insite;
    const ExpectedStudy expected = evaluate_study(harbor->plan);
    const VarianceShares shares = variance_shares(harbor->plan, expected, DecaySet::stated,
                                                  {harbor->site("S01"), harbor->site("S07")});
    CHECK(shares.data > 0.7); // correlations of twelve draws
    CHECK(shares.parameters < 0.3);
}

} // namespace careshed::variance_shares_test
