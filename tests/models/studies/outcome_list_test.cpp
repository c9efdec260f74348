#include "models/studies/outcome_list.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "models/mechanisms/registry.hpp"

namespace careshed::outcome_list_test {

namespace {

SiteEffect made_up_effect() {
    SiteEffect effect;
    effect.deaths_averted = {0.5, 1.25};
    effect.runs_averted = 20;
    effect.runs_on_site = 8;
    effect.overdoses_on_site = 30;
    effect.use = {0.9, 0.97, 0.94, 120, 0.4};
    return effect;
}

std::map<std::string, double> values_by_id(const SiteEffect& effect) {
    const Parameters p = default_parameters({{"ems_run_cost_marginal", 100},
                                             {"ems_run_cost_average", 700},
                                             {"transported_to_hospital", 0.75}});
    const auto values = outcome_values(effect, p.economics, p.ems);
    REQUIRE(values.size() == site_outcomes().size());
    std::map<std::string, double> by_id;
    for (std::size_t k = 0; k < values.size(); ++k)
        by_id[site_outcomes()[k].id] = values[k];
    return by_id;
}

} // namespace

TEST_CASE("Each outcome's value stands in the column of its name", "[outcomes]") {
    auto value = values_by_id(made_up_effect());
    const std::map<std::string, double> expected{
        {"deaths_averted", 1.75},   {"deaths_averted_private", 0.5},
        {"ems_runs_averted", 20},   {"deaths_averted_public", 1.25},
        {"ems_runs_on_site", 8},    {"ems_runs_net", 12},
        {"dollars_marginal", 1200}, {"dollars_average", 8400},
        {"uses_a_day", 120},        {"occupancy", 0.4},
        {"acceptance", 0.97},       {"booths_bind", 1},
        {"ed_visits_averted", 9},   {"overdoses_on_site", 30}};
    CHECK(value == expected);
    SiteEffect roomy = made_up_effect();
    roomy.use.full_acceptance = 0.951;
    CHECK(values_by_id(roomy)["booths_bind"] == 0);
}

TEST_CASE("A site that calls more ambulances than it spares costs money", "[outcomes]") {
    SiteEffect effect = made_up_effect();
    effect.runs_on_site = 25;
    const auto value = values_by_id(effect);
    CHECK(value.at("ems_runs_net") == -5);
    CHECK(value.at("dollars_marginal") == -500);
    CHECK(value.at("ed_visits_averted") == -3.75);
}

TEST_CASE("Outcomes say what they are and which way is good", "[outcomes]") {
    std::set<std::string> ids;
    for (const OutcomeInfo& info : site_outcomes()) {
        INFO(info.id);
        CHECK(ids.insert(info.id).second);
        CHECK_FALSE(info.title.empty());
        CHECK_FALSE(info.unit.empty());
        CHECK(info.meaning.ends_with("."));
        CHECK(std::abs(info.better) <= 1);
    }
}

TEST_CASE("Each group column sums to the whole city once", "[outcomes]") {
    City city;
    city.group_columns = {"race", "sex"};
    city.groups = {{{"Black", "F"}}, {{"Black", "M"}}, {{"white", "F"}}, {{"white", "M"}}};
    const GroupColumns columns = group_columns(city);
    REQUIRE(columns.outcomes.size() == 4);
    CHECK(columns.outcomes[0].id == "deaths_averted:race=Black");
    CHECK(columns.members[0] == std::vector<std::size_t>{0, 1});
    CHECK(columns.members[1] == std::vector<std::size_t>{2, 3});
    CHECK(columns.outcomes[3].id == "deaths_averted:sex=M");
    CHECK(columns.members[3] == std::vector<std::size_t>{1, 3});
}

} // namespace careshed::outcome_list_test
