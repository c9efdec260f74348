// No parameter is decoration: moving any one of them moves an outcome, and where the direction is
// beyond doubt, in that direction.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/expected/alternative_effects.hpp"
#include "models/histories/histories.hpp"
#include "models/studies/outcome_list.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::parameters_alive_test {

using namespace careshed::test;

namespace {

/// A value that is not the default: the high end of the range, the low one where the default is
/// the high one, or 10 % more of a fixed one.
double moved(const ParameterInfo& info) {
    if (std::string(info.id) == "irreversible_share")
        return 0.1;
    if (info.spread == Spread::fixed)
        return 1.1 * info.value;
    return info.high != info.value ? info.high : info.low;
}

/// The study in which a parameter has a say.
void prepare_for(const std::string& id, HarborStudy& harbor) {
    ModelSpec& model = harbor.scenario.model;
    model.inversion = id.starts_with("new_york_") ? Inversion::new_york : Inversion::insite;
    model.fatality = id.starts_with("canberra_") ? FatalitySet::canberra : FatalitySet::profound;
}

/// Outcomes of one site in the central draw: `stated`, `revealed`, then those of the alternatives.
std::vector<double> outcomes(const HarborStudy& harbor, const std::string& site,
                             const std::map<std::string, double>& overrides) {
    const DrawSetup draw = set_up_central(harbor.plan, overrides);
    const std::size_t s = harbor.site(site);
    std::vector<double> all;
    for (const DecaySet set : {DecaySet::stated, DecaySet::revealed}) {
        const SiteEffect effect =
            effect_of(harbor.plan, draw, attraction_curve(harbor.plan, draw, set), s);
        for (const double value : outcome_values(effect, run_terms(draw.parameters)))
            all.push_back(value);
    }
    const SiteEffect effect =
        effect_of(harbor.plan, draw, attraction_curve(harbor.plan, draw, DecaySet::stated), s);
    for (const double value :
         AlternativeEffects(draw.fit, draw.parameters).of(harbor.reach[s], effect))
        all.push_back(value);
    return all;
}

/// Parameters that act only through individual histories.
bool is_of_histories(const std::string& id) {
    return id.starts_with("supply_") || id.starts_with("release") ||
           id.starts_with("treatment_end") || id == "years_at_risk" || id == "prior_overdose_ratio";
}

/// Counts of one replication with a site that is always open, and shocks to have a window of.
HistoryCounts simulated(const HarborStudy& harbor, std::map<std::string, double> overrides) {
    overrides.insert({"supply_shocks_a_year", 2});
    const DrawSetup draw = set_up_central(harbor.plan, overrides);
    const HistorySetup histories = set_up_histories(harbor.plan, draw, History::on);
    const NearbySites nearby(harbor.reach, harbor.population.people.size());
    const Attraction attraction = attraction_curve(harbor.plan, draw, DecaySet::stated);
    BoothAcceptance open;
    for (auto& step : open.admitted)
        step.fill(static_cast<std::uint16_t>(BoothAcceptance::kWhole));
    return count_all({&harbor.population, &nearby, &histories, {1, 0}, {}},
                     {{0, &open, &attraction}});
}

const ParameterInfo& info_of(const std::string& id) {
    for (const ParameterInfo& info : all_parameters())
        if (info.id == id)
            return info;
    throw std::out_of_range("no parameter " + id);
}

std::size_t column_of(const std::string& outcome) {
    for (std::size_t k = 0; k < site_outcomes().size(); ++k)
        if (site_outcomes()[k].id == outcome)
            return k;
    const auto alternative = parse_choice<Structure>(outcome);
    return 2 * site_outcomes().size() + static_cast<std::size_t>(alternative.value());
}

/// An outcome that must rise (+1) or fall (-1) when a parameter rises.
struct Direction {
    const char* parameter;
    const char* outcome;
    int sign;
};

// Each follows from the formulas in any city: lambda is refitted to the same deaths, so
// whatever makes an overdose away from the site deadlier lowers the number of overdoses.
const std::vector<Direction> kDirections{
    {"selection_residual", "deaths_averted", 1},
    {"irreversible_share", "deaths_averted", -1},
    {"onsite_fatality", "deaths_averted", -1},
    {"life_threatening_share", "deaths_averted", 1},
    {"adoption_period", "deaths_averted", -1},
    {"adoption_period", "uses_a_day", -1},
    {"insite_uses_a_day", "deaths_averted", 1},
    {"insite_people_nearby", "deaths_averted", -1},
    {"new_york_uses_a_day", "deaths_averted", 1},
    {"new_york_people_per_km2", "deaths_averted", -1},
    {"route_inject_share", "uses_a_day", 1},
    {"route_smoke_share", "uses_a_day", 1},
    {"people_using_illicit_opioids", "uses_a_day", 1},
    {"adult_share", "uses_a_day", 1},
    {"onsite_event_rate", "ems_runs_on_site", 1},
    {"onsite_event_rate", "ems_runs_net", -1},
    {"onsite_ems_call", "ems_runs_on_site", 1},
    {"onsite_ems_call", "ems_runs_net", -1},
    {"ems_run_cost_marginal", "dollars_marginal", 1},
    {"ems_run_cost_average", "dollars_average", 1},
    {"transported_to_hospital", "ed_visits_averted", 1},
    {"naloxone_if_witnessed", "ems_runs_averted", 1},
    {"naloxone_success", "overdoses_on_site", 1},
    {"call_911_public", "ems_runs_averted", 1},
    {"fatality_no_help", "ems_runs_averted", -1},
    {"fatality_helped_at_once", "overdoses_on_site", -1},
    {"ems_response_mean", "overdoses_on_site", -1},
    {"call_delay", "overdoses_on_site", -1},
    {"rescue_half_time", "overdoses_on_site", 1},
    {"canberra_fatality_no_help", "ems_runs_averted", -1},
    {"canberra_rescue_half_time", "overdoses_on_site", 1},
    {"ecological_reduction_500m", "ecological", 1},
    {"willing_to_use", "reach", 1},
    {"public_use_share", "reach", 1},
    {"onsite_event_rate", "mechanistic", 1},
    {"life_threatening_share", "mechanistic_phi", 1},
    {"fatality_no_help", "mechanistic", 1},
};

} // namespace

TEST_CASE("Every parameter moves an outcome", "[parameter]") {
    const auto harbor = make_harbor(0x1000);
    std::map<std::pair<Inversion, FatalitySet>, std::vector<double>> defaults;
    for (const ParameterInfo& info : all_parameters()) {
        INFO(info.id);
        if (is_of_histories(info.id)) {
            CHECK(!(simulated(*harbor, {{info.id, moved(info)}}) == simulated(*harbor, {})));
            continue;
        }
        prepare_for(info.id, *harbor);
        std::vector<double>& before =
            defaults[{harbor->scenario.model.inversion, harbor->scenario.model.fatality}];
        if (before.empty())
            before = outcomes(*harbor, "S01", {});
        CHECK(outcomes(*harbor, "S01", {{info.id, moved(info)}}) != before);
    }
}

TEST_CASE("Parameters push outcomes the way they must", "[parameter]") {
    const auto harbor = make_harbor(0x1000);
    for (const Direction& push : kDirections) {
        INFO(push.parameter << " on " << push.outcome);
        prepare_for(push.parameter, *harbor);
        const std::size_t column = column_of(push.outcome);
        const double before = outcomes(*harbor, "S01", {})[column];
        const double after =
            outcomes(*harbor, "S01", {{push.parameter, moved(info_of(push.parameter))}})[column];
        REQUIRE(before > 0);
        const ParameterInfo& info = info_of(push.parameter);
        const int way = moved(info) > info.value ? 1 : -1;
        CHECK((after - before) * push.sign * way > 0);
    }
}

} // namespace careshed::parameters_alive_test
