#include "models/studies/outcome_list.hpp"

#include <map>

namespace careshed {

const OutcomeRows& outcome_rows() {
    static const OutcomeRows rows{std::vector<OutcomeRow>{
        {{"deaths_averted", "Deaths averted", "deaths a year", 1, 2,
          "Overdose deaths that the site prevents by supervising uses that would have happened "
          "elsewhere (with histories, less later deaths of people it saved); mean of the years."},
         SumOf{"deaths_averted_private", "deaths_averted_public"}},
        {{"deaths_averted_private", "Deaths averted, private uses replaced", "deaths a year", 1, 2,
          "The part of deaths averted whose uses would have happened in a private place."},
         CountedFigure{[](auto& of) -> double& { return of.deaths_averted[kPrivate]; }}},
        {{"deaths_averted_public", "Deaths averted, public uses replaced", "deaths a year", 1, 2,
          "The part of deaths averted whose uses would have happened in a public place."},
         CountedFigure{[](auto& of) -> double& { return of.deaths_averted[kPublic]; }}},
        {{"ems_runs_averted", "EMS runs averted off-site", "runs a year", 1, 1,
          "Ambulance runs that would have gone to overdoses elsewhere."},
         CountedFigure{[](auto& of) -> double& { return of.runs_averted; }}},
        {{"ems_runs_on_site", "EMS runs called on-site", "runs a year", -1, 1,
          "Ambulance runs that the site itself calls."},
         AmountOfUse{[](const SiteEffect& of) { return of.runs_on_site; }}},
        {{"ems_runs_net", "EMS runs, net saving", "runs a year", 1, 1,
          "Runs averted off-site minus runs called on-site; it may be negative."},
         DifferenceOf{"ems_runs_averted", "ems_runs_on_site"}},
        {{"dollars_marginal", "EMS saving at marginal cost", "US dollars a year", 1, 0,
          "Net runs times the marginal cost of a run (consumables, overtime)."},
         PricedBy{"ems_runs_net",
                  [](const RunTerms& run) { return run.money.ems_run_cost_marginal; }}},
        {{"dollars_average", "EMS saving at average cost", "US dollars a year", 1, 0,
          "Net runs times the average cost of a run; crews and vehicles are not saved by one run."},
         PricedBy{"ems_runs_net",
                  [](const RunTerms& run) { return run.money.ems_run_cost_average; }}},
        {{"uses_a_day", "Supervised uses a day", "uses a day", 0, 0,
          "Uses served, mean over the horizon, adoption included."},
         AmountOfUse{[](const SiteEffect& of) { return of.use.uses_a_day; }}},
        {{"occupancy", "Booth occupancy", "share", 0, 2, "Booths in use, mean over opening hours."},
         ShareOfUse{[](const SiteEffect& of) { return of.use.occupancy; }}},
        {{"acceptance", "Arrivals that get a booth", "share", 0, 3,
          "Share of arrivals that do not leave the queue, mean over the horizon."},
         ShareOfUse{[](const SiteEffect& of) { return of.use.acceptance; }}},
        {{"capacity_limited", "Limited by booths", "share of draws", 0, 2,
          "1 where more than 5 % of arrivals leave at full uptake (too few booths), else 0."},
         ShareOfUse{[](const SiteEffect& of) {
             return 1 - of.use.full_acceptance > kCapacityLimitedAbove ? 1.0 : 0.0;
         }}},
        {{"ed_visits_averted", "Emergency department visits averted", "visits a year", 1, 1,
          "Net runs times the share of attended overdoses taken to hospital."},
         PricedBy{"ems_runs_net",
                  [](const RunTerms& run) { return run.ems.transported_to_hospital; }}},
        {{"overdoses_on_site", "Life-threatening overdoses on site", "overdoses a year", 0, 1,
          "Overdoses on site that would have been life-threatening elsewhere."},
         CountedFigure{[](auto& of) -> double& { return of.overdoses_on_site; }}},
    }};
    return rows;
}

const std::vector<OutcomeInfo>& site_outcomes() { return outcome_rows().infos(); }

std::vector<double> outcome_values(const SiteEffect& effect, const RunTerms& run) {
    return outcome_rows().values(effect, run);
}

std::vector<OutcomeInfo> alternative_outcomes(const AlternativeStructure& alternative) {
    return {{"deaths_averted", alternative.title, "deaths a year", 1, 2, alternative.meaning}};
}

GroupColumns group_columns(const City& city) {
    GroupColumns columns;
    for (std::size_t c = 0; c < city.group_columns.size(); ++c) {
        std::map<std::string, std::vector<std::size_t>> members_of;
        for (std::size_t g = 0; g < city.groups.size(); ++g)
            members_of[city.groups[g].labels[c]].push_back(g);
        for (const auto& [label, members] : members_of) {
            OutcomeInfo info;
            info.id = "deaths_averted:" + city.group_columns[c] + "=" + label;
            info.title = city.group_columns[c] + ": " + label;
            info.unit = "deaths a year";
            info.better = 1;
            info.is_difference = true; // a part of the effect of all
            info.meaning =
                "Deaths averted among people of this group, by the mix of recorded deaths.";
            columns.outcomes.push_back(info);
            columns.members.push_back(members);
        }
    }
    return columns;
}

} // namespace careshed
