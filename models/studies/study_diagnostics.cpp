#include "models/studies/study_diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/core/portable_math.hpp"
#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/outcomes/summary.hpp"

namespace careshed {

namespace {

/// Published shares of on-site events that would be life-threatening elsewhere.
constexpr double kLeastShare = 0.15, kMostShare = 0.45;
/// Mean street speeds of ambulances in cities, km/h.
constexpr double kSlowest = 20, kFastest = 40;

/// Mean of a figure over draws.
template <class Figure> double mean_of(const std::vector<DrawFacts>& draws, Figure&& figure) {
    double sum = 0;
    for (const DrawFacts& draw : draws)
        sum += figure(draw);
    return sum / static_cast<double>(draws.size());
}

/// Deaths recorded in the fitted years.
double recorded_in_all(const PreparedStudy& prepared) {
    return prepared.population.incidence.recorded_a_year * prepared.population.incidence.years;
}

/// Digits of figures that every area's record has a part in, and no count follows from.
constexpr int kDigits = 3;

/// A figure in proportion to the city's recorded deaths, in steps; NaN (an empty cell) for few.
double of_record(double figure, double recorded) {
    return in_steps(figure, recorded).value_or(std::numeric_limits<double>::quiet_NaN());
}

void add_fit(const PreparedStudy& prepared, const ExpectedStudy& study,
             std::vector<Diagnostic>& list) {
    double worst = 0;
    for (const DrawFacts& draw : study.draws)
        worst = std::max({worst, std::abs(draw.baseline_deaths / draw.recorded_deaths - 1),
                          draw.baseline_error});
    list.push_back({"baseline_error", "Largest gap between modelled baseline and recorded deaths",
                    "share", std::ceil(1e6 * worst - 0.01) / 1e6,
                    "Over all draws, for the city and for every area's target in that draw.",
                    worst > 0.005});
    list.push_back(
        {"people_at_risk", "People at risk in the city", "people",
         to_digits(mean_of(study.draws, [](const DrawFacts& d) { return d.people; }), kDigits),
         "It cancels where all who come find a booth and matters where booths are too few.",
         false});
    list.push_back(
        {"deaths_per_100000_uses", "Baseline deaths", "deaths per 100,000 uses",
         of_record(mean_of(study.draws,
                           [](const DrawFacts& d) { return 1e5 * d.baseline_deaths / d.uses; }),
                   recorded_in_all(prepared)),
         "Fitted to recorded deaths, in steps of 11, in every draw; empty where few are recorded.",
         false});
}

/// Implication of a gap between the fitted risk of a use and the published on-site event rate.
std::string implied_share_meaning(double share) {
    if (!std::isfinite(share))
        return "Fewer than 11 deaths are recorded: not shown.";
    std::string rule = fmt::format(
        "Fitted risk of a use over the on-site event rate: {:.2f}; published shares are "
        "0.15 to 0.45.",
        share);
    if (share < kLeastShare)
        return rule + " The model holds more uses for each recorded death than sites "
                      "that count their events suggest. Where booths limit use, deaths averted "
                      "are then too low, and calls from the site look large beside runs averted.";
    if (share > kMostShare)
        return rule + " The model holds fewer uses for each recorded death than sites "
                      "that count their events suggest. Where booths limit use, deaths averted "
                      "are then too high, and calls from the site look small beside runs averted.";
    return rule;
}

void add_implied(const PreparedStudy& prepared, const ExpectedStudy& study,
                 std::vector<Diagnostic>& list) {
    const auto& draws = study.draws;
    list.push_back(
        {"overdoses_per_death", "Life-threatening overdoses for each death", "ratio",
         to_digits(
             mean_of(draws, [](const DrawFacts& d) { return d.overdoses / d.baseline_deaths; }),
             kDigits),
         "Follows from the fatality set.", false});
    list.push_back(
        {"ems_runs_per_death", "Ambulance runs to overdoses for each death", "ratio",
         to_digits(mean_of(draws, [](const DrawFacts& d) { return d.runs / d.baseline_deaths; }),
                   kDigits),
         "Runs to overdoses that a witness calls in.", false});
    const double visits = to_digits(
        mean_of(draws,
                [](const DrawFacts& d) { return d.runs * d.transported / d.baseline_deaths; }),
        kDigits);
    list.push_back(
        {"ed_visits_per_death", "Emergency visits for overdose for each death", "ratio", visits,
         "Rhode Island shows 5.5 to 6.5; outside 5 to 10 the fatality set is inconsistent "
         "with attended counts.",
         visits < 5 || visits > 10});
    const double share = of_record(
        mean_of(draws, [](const DrawFacts& d) { return d.overdoses / d.uses / d.event_rate; }),
        recorded_in_all(prepared));
    list.push_back({"implied_life_threatening_share",
                    "Implied life-threatening share of on-site events", "share", share,
                    implied_share_meaning(share), share < kLeastShare || share > kMostShare});
}

std::string plain_speed(double km_per_hour) { return fmt::format("{:.1f} km/h", km_per_hour); }

/// Implication of a fitted street speed for the response times that rest on it.
std::string speed_interpretation(double km_per_hour) {
    const std::string published =
        " to match the published mean response; 20 to 40 is usual; differences in response between "
        "places are doubtful.";
    if (km_per_hour < kSlowest)
        return "Ambulances had to be slowed to " + plain_speed(km_per_hour) + published;
    if (km_per_hour > kFastest)
        return "Ambulances had to be sped up to " + plain_speed(km_per_hour) + published;
    return "Fitted to the published mean response; 20 to 40 is usual. No congestion effect is "
           "estimated.";
}

void add_response(const PreparedStudy& prepared, const ExpectedStudy& study,
                  std::vector<Diagnostic>& list) {
    const double speed = to_digits(
        mean_of(study.draws, [](const DrawFacts& d) { return d.drive_km_per_hour; }), kDigits);
    if (!(speed > 0)) {
        list.push_back({"drive_speed", "Ambulance stations", "stations", 0,
                        "No station data: response is the published mean everywhere and no "
                        "congestion effect is estimated.",
                        true});
        return;
    }
    list.push_back({"drive_speed", "Street speed of ambulances, fitted to the mean response",
                    "km/h", speed, speed_interpretation(speed),
                    speed < kSlowest || speed > kFastest});
    if (prepared.city.stations_stand_in)
        list.push_back({"stations_stand_in", "Fire stations in place of ambulance posts",
                        "stations", static_cast<double>(prepared.city.stations.size()),
                        "Fire stations stand in for ambulance posts; no congestion effect is "
                        "estimated.",
                        true});
}

void add_calls(const PreparedStudy& prepared, const ExpectedStudy& study, std::size_t best,
               std::vector<Diagnostic>& list) {
    const OutcomeTable& table = study.by_decay[prepared.scenario.model.decay];
    const auto calls = table.draws_of(best, table.outcome("ems_runs_on_site"));
    const auto overdoses = table.draws_of(best, table.outcome("overdoses_on_site"));
    double more = 0;
    for (std::size_t d = 0; d < calls.size(); ++d)
        more += calls[d] > overdoses[d] ? 1 : 0;
    more /= static_cast<double>(calls.size());
    list.push_back(
        {"calls_exceed_overdoses",
         "Draws in which the best site calls more ambulances than it has life-threatening "
         "overdoses",
         "share of draws", more,
         "Published event and call rates are then high beside the fitted risk.", more > 0.5});
}

/// Posterior weight of surfaces without a converged normal fit above which a warning is given.
constexpr double kUnsettledShare = 0.01;

/// Estimates of the relative-risk surface that the draws are taken from.
void add_risk_map(const RiskPattern& pattern, std::vector<Diagnostic>& list) {
    constexpr double kDeviationsOf95 = 1.96;
    list.push_back({"risk_spread", "Spread of risk between areas",
                    "standard deviation of its logarithm",
                    std::round(100 * pattern.deviation) / 100,
                    fmt::format("Estimated from the recorded deaths, sampling error removed: of "
                                "100 areas 95 have between "
                                "1/{0:.1f} and {0:.1f} times the middle risk of death a resident.",
                                portable::exp(kDeviationsOf95 * pattern.deviation)),
                    false});
    list.push_back(
        {"risk_reach", "Distance at which the spatial correlation of risk is one half", "m",
         std::round(pattern.half_metres()),
         fmt::format("Estimated from the recorded deaths: a correlation of a half in the logarithm "
                     "of risk, "
                     "{:.0f} % of whose variance is each area's own. Draws of the relative-risk "
                     "surface vary this too.",
                     100 * pattern.own_share),
         false});
    list.push_back({"risk_unsettled", "Relative-risk surfaces whose fit did not converge", "share",
                    std::round(1000 * pattern.unsettled) / 1000,
                    pattern.unsettled > kUnsettledShare
                        ? "Uncertainty of areas' deaths may be misstated: please report this city."
                        : "Posterior weight of those whose fit did not converge.",
                    pattern.unsettled > kUnsettledShare});
}

/// Below this the pattern of recorded deaths is reported to rest on few events.
constexpr double kStableRank = 0.8;

/// Stability of a plain map's top rank under the Poisson bootstrap.
void add_top_rank_stability(const PreparedStudy& prepared, double kept,
                            std::vector<Diagnostic>& list) {
    const std::string title = "Stability of the top rank on a plain map of recorded deaths";
    const double deaths = recorded_in_all(prepared);
    if (!in_steps(deaths)) {
        list.push_back({kTopRankStability, title, "share of resamples",
                        std::numeric_limits<double>::quiet_NaN(),
                        "Fewer than 11 deaths are recorded: few events, so do not choose by that "
                        "map alone.",
                        true});
        return;
    }
    const double hundredths = std::round(100 * kept);
    list.push_back(
        {kTopRankStability, title, "share of resamples", hundredths / 100,
         fmt::format(
             "Had the recorded deaths ({}) been drawn again at the same rates (Poisson bootstrap), "
             "the address "
             "with most of them within 800 m would stay first in {:.0f} of 100 resamples{}.",
             shown(deaths), hundredths,
             kept < kStableRank ? ": few events, so do not choose by that map alone" : ""),
         kept < kStableRank});
}

} // namespace

double demand_cut_off(const Scenario& scenario) {
    const Parameters parameters = default_parameters(scenario.model.overrides);
    const Decay decay = decay_of(parameters.uptake, scenario.model.decay);
    const double limit_km =
        walk_limit_of(scenario).value() * parameters.uptake.walking_speed / 10000;
    // Even density on a plane: demand beyond d is proportional to the integral of D(r) r dr.
    const double l = decay.length_km;
    const double p = decay.plateau_km;
    const double whole = p * p / 2 + l * (p + l);
    const double cut = std::min(decay.reach_km(kDecayCut), limit_km);
    const double beyond = cut <= p ? whole - cut * cut / 2 : decay.at(cut) * l * (cut + l);
    return beyond / whole;
}

std::vector<Diagnostic> study_diagnostics(const PreparedStudy& prepared,
                                          const RankFigures& figures) {
    const ExpectedStudy& study = figures.expected;
    std::vector<Diagnostic> list;
    add_fit(prepared, study, list);
    add_implied(prepared, study, list);
    add_response(prepared, study, list);
    add_calls(prepared, study, figures.ranking.sites.front().site, list);
    add_top_rank_stability(prepared, figures.plain_map.top_rank_stability, list);
    add_risk_map(pattern_of(prepared.population.incidence.fields), list);
    const double rejected =
        mean_of(study.draws, [](const DrawFacts& d) { return 1.0 * d.rejected; });
    list.push_back(
        {"parameter_sets_rejected", "Parameter sets rejected for each one kept", "ratio", rejected,
         fmt::format("Sets under which the source site's published volume cannot appear, or the "
                     "mean response is shorter than dispatch and turnout, are drawn again: {:.1f} "
                     "for each one kept.",
                     rejected),
         rejected > 1});
    list.push_back({"demand_cut_off", "Demand beyond the walking limit", "share",
                    demand_cut_off(prepared.scenario),
                    "If people were spread evenly as far as the decay reaches.",
                    demand_cut_off(prepared.scenario) > 0.1});
    return list;
}

} // namespace careshed
