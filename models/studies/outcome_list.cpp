#include "models/studies/outcome_list.hpp"

#include <map>

namespace careshed {

const std::vector<OutcomeInfo>& site_outcomes() {
    static const std::vector<OutcomeInfo> outcomes{
        {"deaths_averted", "Deaths averted", "deaths a year", 1, 2,
         "Overdose deaths that the site prevents by supervising uses that would have happened "
         "elsewhere (with lives, less later deaths of people it saved); mean of the years."},
        {"deaths_averted_private", "Deaths averted, private uses replaced", "deaths a year", 1, 2,
         "The part of deaths averted whose uses would have happened in a private place."},
        {"deaths_averted_public", "Deaths averted, public uses replaced", "deaths a year", 1, 2,
         "The part of deaths averted whose uses would have happened in a public place."},
        {"ems_runs_averted", "EMS runs averted off-site", "runs a year", 1, 1,
         "Ambulance runs that would have gone to overdoses elsewhere."},
        {"ems_runs_on_site", "EMS runs called on-site", "runs a year", -1, 1,
         "Ambulance runs that the site itself calls."},
        {"ems_runs_net", "EMS runs, net saving", "runs a year", 1, 1,
         "Runs averted off-site minus runs called on-site; it may be negative."},
        {"dollars_marginal", "EMS saving at marginal cost", "US dollars a year", 1, 0,
         "Net runs times the marginal cost of a run (consumables, overtime)."},
        {"dollars_average", "EMS saving at average cost", "US dollars a year", 1, 0,
         "Net runs times the average cost of a run; crews and vehicles are not saved by one run."},
        {"uses_a_day", "Supervised uses a day", "uses a day", 0, 0,
         "Uses served, mean over the horizon, adoption included."},
        {"occupancy", "Booth occupancy", "share", 0, 2, "Booths in use, mean over opening hours."},
        {"acceptance", "Arrivals that get a booth", "share", 0, 3,
         "Share of arrivals that do not leave the queue, mean over the horizon."},
        {"booths_bind", "Booths bind", "share of draws", 0, 2,
         "1 where more than 5 % of arrivals leave at full uptake (booths bind), else 0 (demand "
         "binds)."},
        {"ed_visits_averted", "Emergency department visits averted", "visits a year", 1, 1,
         "Net runs times the share of attended overdoses taken to hospital."},
        {"overdoses_on_site", "Life-threatening overdoses on site", "overdoses a year", 0, 1,
         "Overdoses on site that would have been life-threatening elsewhere."},
    };
    return outcomes;
}

std::vector<double> outcome_values(const SiteEffect& effect, const EconomicsParameters& money,
                                   const EmsParameters& ems) {
    const double net = effect.runs_averted - effect.runs_on_site;
    return {effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic],
            effect.deaths_averted[kPrivate],
            effect.deaths_averted[kPublic],
            effect.runs_averted,
            effect.runs_on_site,
            net,
            net * money.ems_run_cost_marginal,
            net * money.ems_run_cost_average,
            effect.use.uses_a_day,
            effect.use.occupancy,
            effect.use.acceptance,
            1 - effect.use.full_acceptance > kBoothsBindAbove ? 1.0 : 0.0,
            net * ems.transported_to_hospital,
            effect.overdoses_on_site};
}

std::vector<OutcomeInfo> rival_outcomes(const RivalInfo& rival) {
    return {{"deaths_averted", rival.title, "deaths a year", 1, 2, rival.meaning}};
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
            info.meaning =
                "Deaths averted among people of this group, by the mix of recorded deaths.";
            columns.outcomes.push_back(info);
            columns.members.push_back(members);
        }
    }
    return columns;
}

} // namespace careshed
