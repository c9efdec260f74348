#include "models/expected/fit.hpp"

#include <limits>

#include "engine/core/error.hpp"
#include "engine/core/tally.hpp"
#include "engine/core/units.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kNoDrive = std::numeric_limits<std::uint32_t>::max();

bool admits(const SiteSpec& site, Route route) {
    switch (route) {
    case Route::inject:
        return site.inject;
    case Route::smoke:
        return site.smoke;
    case Route::other:
        return site.other;
    }
    return false;
}

/// People and uses of every row, before any risk.
void place_people(const StudyPopulation& study, const Parameters& parameters, const SiteSpec& site,
                  FittedDraw& draw) {
    const std::vector<double> people =
        people_by_area(parameters.prevalence, study.residents, draw.deaths_by_area, study.has_rows);
    const double in_public = parameters.use.public_use_share;
    for (std::size_t i = 0; i < draw.rows.size(); ++i) {
        const std::uint32_t area = study.people.area[i];
        const auto rows_of_area =
            study.people.first_of_area[area + 1] - study.people.first_of_area[area];
        FittedPerson& row = draw.rows[i];
        row.people = people[area] / rows_of_area;
        const double uses =
            row.people * kDaysOfYear * uses_per_day(parameters.use, study.marks.uses[i]);
        row.uses = {uses * (1 - in_public), uses * in_public};
        row.propensity = propensity(parameters.uptake, study.marks.propensity[i]);
        row.admitted = admits(site, route_of(parameters.use, study.marks.route[i]));
    }
}

/// Minutes of driving a metre that give the published mean response over uses.
double fitted_pace(const StudyPopulation& study, const EmsParameters& ems, const FittedDraw& draw) {
    VolumeTally metres, uses;
    for (std::size_t s = 0; s < kSettings; ++s) {
        for (std::size_t i = 0; i < draw.rows.size(); ++i) {
            if (study.drive_cm[s][i] == kNoDrive)
                continue;
            // Kilometres x thousand uses, so that a city of ten million stays in the tally's range.
            metres.add(draw.rows[i].uses[s] * 1e-3 * study.drive_cm[s][i] * 1e-5);
            uses.add(draw.rows[i].uses[s] * 1e-3);
        }
    }
    if (uses.value() <= 0)
        return 0;
    const double pace = fitted_minutes_per_metre(ems, 1000 * metres.value() / uses.value());
    if (pace < 0)
        throw Error(ErrorKind::run, "model.overrides",
                    "dispatch and turnout take longer than the mean response",
                    "raise ems_response_mean or lower ems_dispatch and ems_turnout");
    return pace;
}

/// Fatality by waiting time, and ambulance response time.
struct RescueTimes {
    FatalityCurve curve;
    double minutes_per_metre = 0;
};

/// Outcome of an overdose of each row in each setting.
void evaluate_rescue(const StudyPopulation& study, const Parameters& parameters,
                     const RescueTimes& times, FittedDraw& draw) {
    const double irreversible = parameters.overdose.irreversible_share;
    const std::array<Setting, kSettings> settings{Setting::private_place, Setting::public_place};
    for (std::size_t s = 0; s < kSettings; ++s) {
        const Surroundings place = surroundings(parameters.rescue, settings[s]);
        for (std::size_t i = 0; i < draw.rows.size(); ++i) {
            const std::uint32_t cm = study.drive_cm[s][i];
            const double response =
                cm == kNoDrive
                    ? parameters.ems.ems_response_mean
                    : response_minutes(parameters.ems, times.minutes_per_metre, cm * 0.01) +
                          study.walk_ds[s][i] / kDecisecondsAMinute;
            const double seen = witnessed(place, study.marks.alone[i]);
            const double dies =
                fatality(times.curve, place, seen, parameters.rescue.call_delay + response);
            draw.rows[i].fatality[s] = with_irreversible(dies, irreversible, times.curve);
            draw.rows[i].run[s] = seen * place.calls_911;
        }
    }
}

/// Risk of a use, area by area, so that baseline deaths meet their target.
void fit_risk(const StudyPopulation& study, const OverdoseParameters& overdose, FittedDraw& draw) {
    const auto& first = study.people.first_of_area;
    for (std::size_t a = 0; a + 1 < first.size(); ++a) {
        EventTally per_unit_risk; // thousands of deaths at one life-threatening overdose a use
        for (std::uint32_t i = first[a]; i < first[a + 1]; ++i) {
            FittedPerson& row = draw.rows[i];
            row.life_threatening = frailty(overdose, study.marks.frailty[i]);
            for (std::size_t s = 0; s < kSettings; ++s)
                per_unit_risk.add(1e-3 * row.uses[s] * row.life_threatening * row.fatality[s]);
        }
        if (first[a] == first[a + 1])
            continue;
        const double risk = draw.deaths_by_area[a] / (1e3 * per_unit_risk.value());
        for (std::uint32_t i = first[a]; i < first[a + 1]; ++i)
            draw.rows[i].life_threatening *= risk;
    }
}

void total(FittedDraw& draw) {
    EventTally deaths, overdoses, runs;
    VolumeTally uses, people;
    for (const FittedPerson& row : draw.rows) {
        people.add(row.people);
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double happen = row.uses[s] * row.life_threatening;
            uses.add(row.uses[s]);
            overdoses.add(happen);
            deaths.add(happen * row.fatality[s]);
            runs.add(happen * row.run[s]);
        }
    }
    draw.baseline_deaths = deaths.value();
    draw.overdoses = overdoses.value();
    draw.runs = runs.value();
    draw.uses = uses.value();
    draw.people = people.value();
}

/// Deaths of areas without people are distributed over the others in proportion.
std::vector<double> reachable_deaths(const StudyPopulation& study, std::span<const double> deaths) {
    std::vector<double> kept(deaths.begin(), deaths.end());
    double all = 0, reached = 0;
    for (std::size_t a = 0; a < kept.size(); ++a) {
        all += kept[a];
        kept[a] = study.has_rows[a] ? kept[a] : 0;
        reached += kept[a];
    }
    for (double& count : kept)
        count *= all / reached;
    return kept;
}

} // namespace

FittedDraw fit_draw(const StudyPopulation& study, const Parameters& parameters,
                    const FitTerms& terms, std::span<const double> deaths_by_area) {
    FittedDraw draw;
    draw.rows.resize(study.people.size());
    draw.deaths_by_area = reachable_deaths(study, deaths_by_area);
    place_people(study, parameters, terms.site, draw);
    const double pace = fitted_pace(study, parameters.ems, draw);
    draw.drive_km_per_hour = pace > 0 ? 0.06 / pace : 0;
    evaluate_rescue(study, parameters, {fatality_curve(parameters.rescue, terms.fatality), pace},
                    draw);
    fit_risk(study, parameters.overdose, draw);
    total(draw);
    return draw;
}

} // namespace careshed
