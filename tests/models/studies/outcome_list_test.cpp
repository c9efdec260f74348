#include "models/studies/outcome_list.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "engine/core/error.hpp"
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

/// What the made-up effect comes to, worked out by hand: no two are alike.
const std::map<std::string, double> kByHand{
    {"deaths_averted", 1.75},   {"deaths_averted_private", 0.5},
    {"ems_runs_averted", 20},   {"deaths_averted_public", 1.25},
    {"ems_runs_on_site", 8},    {"ems_runs_net", 12},
    {"dollars_marginal", 1200}, {"dollars_average", 8400},
    {"uses_a_day", 120},        {"occupancy", 0.4},
    {"acceptance", 0.97},       {"capacity_limited", 1},
    {"ed_visits_averted", 9},   {"overdoses_on_site", 30}};

RunTerms made_up_terms() {
    return run_terms(default_parameters({{"ems_run_cost_marginal", 100},
                                         {"ems_run_cost_average", 700},
                                         {"transported_to_hospital", 0.75}}));
}

std::map<std::string, double> values_by_id(const SiteEffect& effect,
                                           const OutcomeRows& rows = outcome_rows()) {
    const auto values = rows.values(effect, made_up_terms());
    REQUIRE(values.size() == rows.infos().size());
    std::map<std::string, double> by_id;
    for (std::size_t k = 0; k < values.size(); ++k)
        by_id[rows.infos()[k].id] = values[k];
    return by_id;
}

/// The rows with what two of them are counted or derived by changed over.
std::vector<OutcomeRow> with_sources_swapped(std::size_t one, std::size_t other) {
    std::vector<OutcomeRow> rows = outcome_rows().rows();
    std::swap(rows[one].source, rows[other].source);
    return rows;
}

} // namespace

TEST_CASE("Each outcome's value stands in the column of its name", "[outcomes]") {
    CHECK(values_by_id(made_up_effect()) == kByHand);
    SiteEffect roomy = made_up_effect();
    roomy.use.full_acceptance = 0.951;
    CHECK(values_by_id(roomy)["capacity_limited"] == 0);
}

TEST_CASE("Outcomes in any order keep their values under their names", "[outcomes]") {
    std::vector<OutcomeRow> rows = outcome_rows().rows();
    for (std::size_t turn = 1; turn < rows.size(); ++turn) {
        std::ranges::rotate(rows, rows.begin() + 1);
        CHECK(values_by_id(made_up_effect(), OutcomeRows(rows)) == kByHand);
    }
}

TEST_CASE("Two outcomes counted as each other are caught", "[outcomes]") {
    for (std::size_t one = 0; one < outcome_rows().rows().size(); ++one)
        for (std::size_t other = 0; other < one; ++other) {
            INFO(site_outcomes()[one].id << " as " << site_outcomes()[other].id);
            CHECK(values_by_id(made_up_effect(), OutcomeRows(with_sources_swapped(one, other))) !=
                  kByHand);
        }
}

TEST_CASE("Each figure of histories is the source of one outcome, and names lead somewhere",
          "[outcomes]") {
    std::vector<OutcomeRow> rows = outcome_rows().rows();
    const auto counted = [](const OutcomeRow& row) {
        return std::holds_alternative<CountedFigure>(row.source);
    };
    CHECK(static_cast<std::size_t>(std::ranges::count_if(rows, counted)) == kSiteFigures);
    const auto first = std::ranges::find_if(rows, counted);
    const auto second = std::find_if(first + 1, rows.end(), counted);
    const OutcomeSource source = second->source;
    second->source = first->source;
    CHECK_THROWS_AS(OutcomeRows(rows), Error);
    second->source = source;
    rows.push_back({{"cost", "Cost", "dollars", -1, 0, "Made up."}, SumOf{"rent", "wages"}});
    CHECK_THROWS_AS(OutcomeRows(rows), Error);
}

TEST_CASE("What was counted is read back from a row of values as it was", "[outcomes]") {
    const SiteEffect effect = made_up_effect();
    CHECK(outcome_rows().figures(outcome_values(effect, made_up_terms())) == effect.figures());
}

TEST_CASE("What is derived keeps its price to another row's", "[outcomes]") {
    const std::vector<double> like = outcome_values(made_up_effect(), made_up_terms());
    SiteEffect effect = made_up_effect();
    effect.runs_averted = 14; // net 6, half of what it is in `like`
    std::vector<double> values = outcome_values(effect, {});
    outcome_rows().derive(values, like);
    const auto value = [&](const char* id) {
        const auto at = std::ranges::find(site_outcomes(), id, &OutcomeInfo::id);
        return values[static_cast<std::size_t>(at - site_outcomes().begin())];
    };
    CHECK(value("ems_runs_net") == 6);
    CHECK(value("dollars_marginal") == 600);
    CHECK(value("ed_visits_averted") == 4.5);
    outcome_rows().derive(values, std::vector<double>(like.size()));
    CHECK(value("dollars_marginal") == 0);
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
