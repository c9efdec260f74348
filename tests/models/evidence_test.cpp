// The numbers the evidence gives, typed from it and not from the models: a default or range that
// drifts is caught.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "models/mechanisms/registry.hpp"

namespace careshed::evidence_test {

namespace {

constexpr double kNone = -1; // the evidence gives no such number

struct Evidence {
    const char* id;
    double value, low, high;
};

const std::vector<Evidence> kEvidence{
    {"people_using_illicit_opioids", 0.028, 0.0146, 0.052},
    {"route_inject_share", kNone, 0.411, 0.486},
    {"public_use_share", 0.39, kNone, 0.60},
    {"weekend_use_share", 0.32, kNone, kNone},
    {"use_hour_amplitude", kNone, kNone, 0.92}, // 8 % of a day in the peak hour: 24 x 0.08 - 1
    {"daily_use_share", 0.685, 0.645, 0.716},
    {"daily_once_share", 0.115, kNone, kNone},
    {"daily_2_to_4_share", 0.637, kNone, kNone},
    {"daily_5_to_7_share", 0.184, kNone, kNone},
    {"onsite_event_rate", 0.0095, 0.003, 0.021},
    {"life_threatening_share", kNone, 0.15, 0.45},
    {"fatality_no_help", 0.0588, 0.031, 0.108},
    {"fatality_helped_at_once", 0.00856, 0.00555, 0.0132},
    {"canberra_fatality_no_help", 0.201, 0.194, 0.209},
    {"canberra_fatality_helped_at_once", 0.00744, 0.0056, 0.0094},
    {"witnessed_public", 0.82, 0.75, 0.88},
    {"witnessed_private_ratio", 0.60, 0.2, 1.0},
    {"naloxone_if_witnessed", kNone, 0.58, 0.76},
    {"naloxone_success", 0.98, 0.73, kNone},
    {"call_911_public", 0.662, 0.561, 0.799},
    {"call_911_private_ratio", 0.59, 0.4, 0.7},
    {"ems_response_mean", 7, kNone, kNone},
    {"transported_to_hospital", 0.90, 0.58, 0.95}, // 42.1 % refuse
    {"decay_stated_rate", 0.451, kNone, kNone},
    {"decay_stated_plateau", 0.45, kNone, kNone},
    {"frequent_users_within_four_blocks", 0.70, 0.70, kNone},
    {"insite_uses_a_day", 514, kNone, kNone},
    {"insite_people_nearby", 5000, kNone, kNone},
    {"insite_booths", 13, kNone, kNone},
    {"booth_minutes", 15, 8, 25},
    {"onsite_ems_call", kNone, 0.0079, 0.04},
    {"onsite_fatality", kNone, kNone, 0.00047},
    {"willing_to_use", 0.86, 0.66, 0.86},
    {"ecological_reduction_500m", 0.257, kNone, kNone},
    {"ems_run_cost_average", 750, 500, kNone},
    {"ems_run_cost_marginal", kNone, kNone, 330},
    {"risk_share", kNone, 0, 1},
    {"selection_residual", 1, 0.3, 2},
    {"private_use_relocation", 0.25, 0, 1},
    {"rescue_half_time", 4, 2, 10},
    {"call_delay", 1, 0.3, 4},
    {"ems_dispatch", 1, 0.5, 2},
    {"ems_turnout", 1.3, 0.5, 2.5},
    {"booth_patience", 15, 5, 30},
    {"adoption_period", 6, 3, 18},
};

const ParameterInfo* parameter(const std::string& id) {
    for (const ParameterInfo& info : all_parameters())
        if (info.id == id)
            return &info;
    return nullptr;
}

void check(double evidence, double model) {
    if (evidence != kNone)
        CHECK(model == Approx(evidence).epsilon(1e-12));
}

} // namespace

TEST_CASE("Defaults and ranges are those of the evidence", "[parameters]") {
    for (const Evidence& line : kEvidence) {
        INFO(line.id);
        const ParameterInfo* info = parameter(line.id);
        REQUIRE(info != nullptr);
        check(line.value, info->value);
        check(line.low, info->low);
        check(line.high, info->high);
    }
}

TEST_CASE("New York's uses a day follow from the published count", "[parameters]") {
    // 5,975 uses at two sites from 30 November 2021 to 31 January 2022: 62 days between.
    CHECK(std::abs(parameter("new_york_uses_a_day")->value - 5975.0 / 2 / 62) < 0.05);
}

} // namespace careshed::evidence_test
