#include "models/histories/history_setup.hpp"

#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/tally.hpp"

namespace careshed {

namespace {

HistoryTerms terms_of(const StudyPlan& plan, const Parameters& parameters, History history) {
    const Scenario& scenario = *plan.scenario;
    const FatalityCurve curve = fatality_curve(parameters.rescue, scenario.model.fatality);
    const double works =
        parameters.rescue.naloxone_if_witnessed * parameters.rescue.naloxone_success;
    const double irreversible = parameters.overdose.irreversible_share;
    HistoryTerms terms;
    terms.years = scenario.run.years;
    terms.public_share = parameters.use.public_use_share;
    terms.calls_911 = {surroundings(parameters.rescue, Setting::private_place).calls_911,
                       surroundings(parameters.rescue, Setting::public_place).calls_911};
    terms.unwitnessed_fatality = curve.no_help;
    terms.uncalled_fatality =
        (1 - irreversible) * (works * curve.helped_at_once + (1 - works) * curve.no_help) +
        irreversible * curve.no_help;
    terms.adoption_years = parameters.opc.adoption_period / 12;
    terms.hour_of_use = HourOfUse(hour_profile(parameters.use));
    terms.has_history = history == History::on;
    if (!terms.has_history)
        return terms;
    terms.leave_rate = 1 / parameters.time_at_risk.years_at_risk;
    terms.prior_ratio = parameters.time_at_risk.prior_overdose_ratio;
    terms.release = after_release(parameters.tolerance);
    terms.treatment_end = after_treatment(parameters.tolerance);
    terms.supply = supply_shock(parameters.supply);
    return terms;
}

/// P(death | witnessed and 911 called), from the fitted mean over witnesses and calls.
double called_fatality(const HistoryTerms& terms, double fatality, double witnessed,
                       double called) {
    const double of_called = fatality - (1 - witnessed) * terms.unwitnessed_fatality -
                             witnessed * (1 - called) * terms.uncalled_fatality;
    return witnessed * called > 0 ? of_called / (witnessed * called) : terms.unwitnessed_fatality;
}

SimulatedPerson simulated_person(const StudyPopulation& study, const DrawSetup& draw,
                                 const HistoryTerms& terms, std::size_t row) {
    const FittedPerson& fitted = draw.fit.rows[row];
    SimulatedPerson person;
    person.id = study.people.id[row];
    person.people = fitted.people;
    person.overdoses_a_year =
        (fitted.uses[kPrivate] + fitted.uses[kPublic]) * fitted.life_threatening / fitted.people;
    person.propensity = static_cast<float>(fitted.propensity);
    for (std::size_t s = 0; s < kSettings; ++s) {
        const double called = terms.calls_911[s];
        const double witnessed = called > 0 ? fitted.run[s] / called : 0;
        person.witnessed[s] = static_cast<float>(witnessed);
        person.called_fatality[s] =
            static_cast<float>(called_fatality(terms, fitted.fatality[s], witnessed, called));
    }
    person.area = study.people.area[row];
    person.group = study.people.group[row];
    person.admitted = fitted.admitted;
    return person;
}

/// Long-run mean risk relative to risk outside every window.
double mean_ratio_of(const HistoryTerms& terms) {
    return terms.release.mean_ratio() * terms.treatment_end.mean_ratio() *
           terms.supply.mean_ratio();
}

/// P(death | life-threatening overdose), mean over settings.
double mean_fatality(const FittedPerson& fitted, const HistoryTerms& terms) {
    return (1 - terms.public_share) * fitted.fatality[kPrivate] +
           terms.public_share * fitted.fatality[kPublic];
}

/// P(ambulance attends | life-threatening overdose), mean over settings.
double mean_run(const FittedPerson& fitted, const HistoryTerms& terms) {
    return (1 - terms.public_share) * fitted.run[kPrivate] +
           terms.public_share * fitted.run[kPublic];
}

struct AreaRows {
    std::uint32_t first = 0, end = 0;
};

/// Thousands of deaths a year of an area, and their derivative by `scale`, were everyone's risk
/// `scale` times the fit without history.
struct ScaledDeaths {
    double deaths = 0, slope = 0;
};
ScaledDeaths deaths_at(const HistorySetup& setup, const DrawSetup& draw, AreaRows rows,
                       double scale) {
    const HistoryTerms& terms = setup.terms;
    const double mean_ratio = mean_ratio_of(terms);
    EventTally deaths, slope;
    for (std::uint32_t i = rows.first; i < rows.end; ++i) {
        const SimulatedPerson& person = setup.people[i];
        const double rate = person.overdoses_a_year * mean_ratio;
        const LongRun run = long_run(scale * rate, mean_fatality(draw.fit.rows[i], terms),
                                     terms.leave_rate, terms.prior_ratio);
        deaths.add(1e-3 * person.people * run.deaths_a_year);
        slope.add(1e-3 * person.people * run.deaths_by_rate * rate);
    }
    return {deaths.value(), slope.value()};
}

/// The scale at which an area's deaths in the long run are `target`, by Newton's method on the
/// logarithms (deaths rise about as a power of scale between 0 and 1).
double fitted_scale(const HistorySetup& setup, const DrawSetup& draw, AreaRows rows,
                    double target) {
    constexpr int kMostSteps = 60;
    constexpr double kCloseEnough = 1e-11;
    double scale = 1 / mean_ratio_of(setup.terms);
    for (int step = 0; step < kMostSteps; ++step) {
        const ScaledDeaths now = deaths_at(setup, draw, rows, scale);
        const double gap = target / (1e3 * now.deaths);
        if (std::abs(gap - 1) < kCloseEnough)
            break;
        scale *= 1 + (gap - 1) * now.deaths / (now.slope * scale);
        if (!(scale > 0))
            throw Error(ErrorKind::run, "model.overrides", "risk could not be fitted to deaths",
                        "bring prior_overdose_ratio and years_at_risk nearer to their defaults");
    }
    return scale;
}

/// Fits the risk of an area's people so that its deaths are `target`, a year, and counts them.
void fit_area(HistorySetup& setup, const DrawSetup& draw, AreaRows rows, double target) {
    const HistoryTerms& terms = setup.terms;
    const double mean_ratio = mean_ratio_of(terms);
    const double scale = target > 0 ? fitted_scale(setup, draw, rows, target) : 1 / mean_ratio;
    for (std::uint32_t i = rows.first; i < rows.end; ++i) {
        SimulatedPerson& person = setup.people[i];
        const double without_history = person.overdoses_a_year;
        person.overdoses_a_year *= scale;
        const LongRun run =
            long_run(person.overdoses_a_year * mean_ratio, mean_fatality(draw.fit.rows[i], terms),
                     terms.leave_rate, terms.prior_ratio);
        person.prior_share = static_cast<float>(run.prior_share);
        person.arrivals_a_year = static_cast<float>(run.arrivals_a_year);
        if (run.overdoses_a_year > 0)
            person.direct_scale = static_cast<float>(without_history / run.overdoses_a_year);
        const double overdoses = person.people * run.overdoses_a_year;
        setup.fitted_deaths += person.people * run.deaths_a_year;
        setup.fitted_overdoses += overdoses;
        setup.fitted_runs += overdoses * mean_run(draw.fit.rows[i], terms);
    }
}

} // namespace

double long_run_deaths(const HistorySetup& setup, const DrawSetup& draw, std::size_t row) {
    const HistoryTerms& terms = setup.terms;
    const SimulatedPerson& person = setup.people[row];
    const double fatality = mean_fatality(draw.fit.rows[row], terms);
    if (!terms.has_history)
        return person.people * person.overdoses_a_year * fatality;
    return person.people * long_run(person.overdoses_a_year * mean_ratio_of(terms), fatality,
                                    terms.leave_rate, terms.prior_ratio)
                               .deaths_a_year;
}

HistorySetup set_up_histories(const StudyPlan& plan, const DrawSetup& draw, History history) {
    const StudyPopulation& study = *plan.population;
    HistorySetup setup;
    setup.terms = terms_of(plan, draw.parameters, history);
    setup.terms.onsite_fatality = draw.terms.onsite_fatality;
    setup.terms.selection = draw.terms.selection;
    setup.people.reserve(study.people.size());
    for (std::size_t row = 0; row < study.people.size(); ++row)
        setup.people.push_back(simulated_person(study, draw, setup.terms, row));
    setup.fitted_deaths = draw.fit.baseline_deaths;
    setup.fitted_overdoses = draw.fit.overdoses;
    setup.fitted_runs = draw.fit.runs;
    if (history == History::off)
        return setup;
    setup.fitted_deaths = setup.fitted_overdoses = setup.fitted_runs = 0;
    const auto& first = study.people.first_of_area;
    for (std::size_t a = 0; a + 1 < first.size(); ++a)
        if (first[a] < first[a + 1])
            fit_area(setup, draw, {first[a], first[a + 1]}, draw.fit.deaths_by_area[a]);
    return setup;
}

} // namespace careshed
