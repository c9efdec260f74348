#include "models/tables/arrangement_sheets.hpp"

#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"
#include "engine/core/units.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/outcomes/summary.hpp"
#include "models/studies/effect_steps.hpp"

namespace careshed {

namespace {

/// Digits of a change in an area or group, which is a share of the city's.
constexpr int kShareDigits = 2;

double value_of(const ArrangementDraw& draw, const Figure& figure, ShownArm arm) {
    const double baseline = draw.baseline.*figure.value, with_site = draw.with_site.*figure.value;
    return arm == ShownArm::baseline    ? baseline
           : arm == ShownArm::with_site ? with_site
                                        : with_site - baseline;
}

/// Deaths of an incident that the fit uses.
double fitted_deaths(const Incident& incident) {
    return incident.fatal && !incident.held_out ? incident.count : 0;
}

double fitted_deaths(const City& city) {
    double deaths = 0;
    for (const Incident& incident : city.incidents)
        deaths += fitted_deaths(incident);
    return deaths;
}

/// A figure of an arm as it may be printed; nothing where hidden. The city's figures are in
/// proportion to its recorded deaths: an arm's stands in their steps. The difference stands in
/// those of the deaths near the site.
std::optional<double> published(const ShownFigures& shown, const Figure& figure, ShownArm arm,
                                double value) {
    if (shown.is_internal)
        return value;
    return arm == ShownArm::difference ? to_step(value, shown.step_of(figure, value))
                                       : in_steps(value, shown.recorded);
}

Sheet outcomes_sheet(const Arrangement& arrangement, const ShownFigures& shown) {
    Sheet sheet{
        "outcomes.csv",
        "One outcome of one arm, a year.",
        {{"outcome", "What is counted."},
         {"unit", "Its unit."},
         {"arm", "baseline (fitted to recorded deaths, these in steps of 11), with_site, or "
                 "their difference (with_site minus baseline)."},
         {"mean", "Mean over draws."},
         {"low", "2.5 % quantile over draws."},
         {"high", "97.5 % quantile over draws."},
         {"central", "The central draw: every parameter at its default."}},
        {}};
    constexpr std::array<const char*, 3> kNames{"baseline", "with_site", "difference"};
    for (const Figure& figure : kFigures)
        for (const ShownArm arm : {ShownArm::baseline, ShownArm::with_site, ShownArm::difference}) {
            const auto summary = published_summary(arrangement, figure, arm, shown);
            const auto central =
                published(shown, figure, arm, value_of(arrangement.central, figure, arm));
            if (summary && central)
                sheet.rows.push_back({figure.id, figure.unit, kNames[static_cast<std::size_t>(arm)],
                                      summary->mean, summary->low, summary->high, *central});
        }
    return sheet;
}

/// Of one label: modelled deaths a year, and deaths recorded in the fitted years, which decide on
/// suppression.
struct Split {
    double baseline = 0, averted = 0, recorded = 0;
};
using Splits = std::map<std::string, Split>;

struct SplitRule {
    int years = 1; ///< of the run
    double recorded_years = 1;
    bool is_internal = false;
};

/// The record's own pace in steps, not the fit: the fit's part from the neighbours would, over
/// several results, tell where in its step a count lies. The effect is a share of the same, for the
/// same reason: beside an exact effect, a baseline in steps could be undone by the ratio of two.
std::vector<Cell> stepped_row(const std::string& label, const Split& split, const SplitRule& rule) {
    const double a_year = in_steps(split.recorded).value_or(0) / rule.recorded_years;
    const double share =
        split.baseline > 0 ? to_digits(split.averted / split.baseline, kShareDigits) : 0;
    return {label, to_digits(a_year * rule.years, 6), to_digits(a_year * share, 6)};
}

Sheet split_sheet(const std::string& file, const std::string& what, const Splits& rows,
                  const SplitRule& rule) {
    Sheet sheet{
        file,
        fmt::format("One {}.", what),
        {{what, "Name."},
         {"baseline_deaths_all_years",
          rule.is_internal
              ? fmt::format("Modelled deaths without a site, in all {} years of the run together "
                            "(not a year), central draw.",
                            rule.years)
              : fmt::format("Deaths without a site at the pace of those recorded, in all {} years "
                            "of the run together (not a year). Recorded deaths count as the middle "
                            "of their step of 11 (16 for 11 to 21, 27 for 22 to 32), which are "
                            "{} here; \"suppressed\" where few are recorded.",
                            rule.years,
                            number(to_digits(16 * rule.years / rule.recorded_years, 6)))},
         {"deaths_averted_a_year",
          rule.is_internal ? "Estimate for one year, central draw."
                           : "Estimate for one year, central draw, of the deaths in steps; "
                             "\"suppressed\" where the baseline is."}},
        {}};
    // The model's deaths follow from the recorded ones, however many years they are pooled over.
    // None recorded is hidden like few: where another result has one row for several of these, a
    // reader who knows which hold any would divide few deaths among many.
    std::vector<double> recorded;
    for (const auto& [label, split] : rows)
        recorded.push_back(split.recorded);
    const std::vector<ShownCount> shown = suppress_row(recorded);
    std::size_t k = 0;
    for (const auto& [label, split] : rows) {
        if (rule.is_internal)
            sheet.rows.push_back({label, split.baseline * rule.years, split.averted});
        else if (shown[k] && split.recorded >= kSmallestShown)
            sheet.rows.push_back(stepped_row(label, split, rule));
        else
            sheet.rows.push_back({label, "suppressed", "suppressed"});
        ++k;
    }
    return sheet;
}

Sheet areas_sheet(const City& city, const Arrangement& arrangement, const SplitRule& rule) {
    Splits rows;
    const auto label = [&](std::size_t a) {
        const Area& area = city.areas[a];
        return city.districts.size() > 1 ? city.districts[area.district] : area.id;
    };
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        Split& row = rows[label(a)];
        row.baseline += arrangement.deaths_by_area[a];
        row.averted += arrangement.averted_by_area[a];
    }
    for (const Incident& incident : city.incidents)
        rows[label(incident.area)].recorded += fitted_deaths(incident);
    return split_sheet("areas.csv", "area", rows, rule);
}

Sheet groups_sheet(const City& city, const Arrangement& arrangement, std::size_t column,
                   const SplitRule& rule) {
    Splits rows;
    for (std::size_t g = 0; g < city.groups.size(); ++g) {
        Split& row = rows[city.groups[g].labels[column]];
        row.baseline += arrangement.deaths_by_group[g];
        row.averted += arrangement.averted_by_group[g];
    }
    for (const Incident& incident : city.incidents)
        rows[city.groups[incident.group].labels[column]].recorded += fitted_deaths(incident);
    const std::string& name = city.group_columns[column];
    return split_sheet("groups_" + name + ".csv", name, rows, rule);
}

/// Of one year of the run, in every draw.
std::vector<double> of_year(const Arrangement& arrangement, std::size_t year,
                            std::vector<double> ArrangementDraw::* values) {
    std::vector<double> draws;
    for (const ArrangementDraw& draw : arrangement.draws)
        draws.push_back((draw.*values)[year]);
    return draws;
}

/// Expectations and the range of a single year's count, side by side: the second holds the chance
/// of individual histories and deaths, the first does not.
Sheet years_sheet(const Arrangement& arrangement, const ShownFigures& shown) {
    Sheet sheet{"years.csv",
                "One year of the run.",
                {{"year", "1 is the first year after opening."},
                 {"deaths_averted", "Expected deaths averted in the year, mean over draws."},
                 {"deaths_averted_low", "2.5 % quantile of the expectation over draws."},
                 {"deaths_averted_high", "97.5 % quantile of the expectation over draws."},
                 {"counted_baseline_low", "2.5 % quantile of deaths counted in the year without a "
                                          "site, one sampled future a draw."},
                 {"counted_baseline_high", "97.5 % quantile of the same."},
                 {"counted_with_site_low", "2.5 % quantile of deaths counted with the site."},
                 {"counted_with_site_high", "97.5 % quantile of the same."}},
                {}};
    const std::size_t years = arrangement.central.averted_by_year.size();
    for (std::size_t year = 0; year < years; ++year) {
        const Summary averted =
            summarise(of_year(arrangement, year, &ArrangementDraw::averted_by_year));
        const auto effect = [&](double value) {
            return *published(shown, kFigures.front(), ShownArm::difference, value);
        };
        std::vector<Cell> row{static_cast<std::int64_t>(year + 1), effect(averted.mean),
                              effect(averted.low), effect(averted.high)};
        for (const auto values :
             {&ArrangementDraw::counted_baseline, &ArrangementDraw::counted_with_site}) {
            const Summary counted = summarise(of_year(arrangement, year, values));
            for (const double count : {counted.low, counted.high}) {
                const auto cell = published_count(count, shown);
                row.push_back(cell ? Cell(*cell) : Cell(std::string("suppressed")));
            }
        }
        sheet.rows.push_back(row);
    }
    return sheet;
}

/// The model knows no seasons: a month gets its share of the year's days.
Sheet months_sheet(const City& city, const Arrangement& arrangement, const SplitRule& rule) {
    // A month is a share of the city's deaths, which may be shown or not: no small count of its
    // own.
    const double recorded = fitted_deaths(city);
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const CityFigures& baseline = arrangement.central.baseline;
    const double averted = baseline.deaths - arrangement.central.with_site.deaths;
    Splits whole;
    whole["city"] = {baseline.deaths, averted, recorded};
    Sheet sheet = split_sheet("months.csv", "month", whole, rule);
    const std::vector<Cell> city_row = std::exchange(sheet.rows, {}).front();
    for (std::size_t month = 0; month < kDays.size(); ++month) {
        std::vector<Cell> row = city_row;
        row[0] = fmt::format("{:02}", month + 1);
        for (Cell& cell : row)
            if (double* const value = std::get_if<double>(&cell))
                *value *= kDays[month] / kDaysOfYear;
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

/// With fewer districts the deviances of a few counts would tell them.
constexpr std::size_t kFewestScored = 10;

Cell or_suppressed(std::optional<double> value) {
    return value ? Cell(to_digits(*value, 3)) : Cell(std::string("suppressed"));
}

/// A ratio beside a count gives the other count: both deaths in steps, nothing where either is few.
std::optional<double> stepped_level(const IncidenceScore& score, const City& city) {
    const ShownCount held_out = in_steps(score.held_out_deaths),
                     fitted = in_steps(fitted_deaths(city));
    if (!held_out || !fitted || *fitted == 0)
        return std::nullopt;
    return *held_out / city.holdout->count() / (*fitted / city.years.count());
}

Sheet score_sheet(const City& city, const IncidenceScore& score, bool is_internal) {
    const bool is_pooled = in_steps(score.held_out_deaths) && in_steps(fitted_deaths(city)) &&
                           score.districts >= kFewestScored;
    const auto pooled = [&](double value) {
        return is_internal ? Cell(value)
                           : or_suppressed(is_pooled ? std::optional(value) : std::nullopt);
    };
    return {"incidence_score.csv",
            "How the smoothed incidence predicts the held-out years; one row.",
            {{"districts", "Areas scored."},
             {"held_out_deaths", "Recorded in the held-out years, in steps of 11."},
             {"level_ratio", "Held-out deaths a year over fitted deaths a year, both in steps; "
                             "\"suppressed\" where either are few."},
             {"deviance", "Poisson deviance of the smoothed pattern, total given."},
             {"deviance_by_population", "The same of deaths in proportion to residents."},
             {"covered_share",
              "Districts inside their 95 % predictive interval. This and the deviances "
              "are \"suppressed\" where deaths or districts are few."}},
            {{static_cast<std::int64_t>(score.districts),
              is_internal ? pretty(score.held_out_deaths, 0) : shown(score.held_out_deaths),
              is_internal ? Cell(score.level_ratio) : or_suppressed(stepped_level(score, city)),
              pooled(score.deviance), pooled(score.deviance_by_population),
              pooled(score.covered_share)}}};
}

} // namespace

double ShownFigures::step_of(const Figure& figure, double change) const {
    if (&figure == kFigures.data() && nearby > 0)
        return effect_step(change, nearby);
    return steps[static_cast<std::size_t>(&figure - kFigures.data())];
}

ShownFigures shown_figures(const SimulatedSite& simulated, bool is_internal) {
    ShownFigures shown{fitted_deaths(simulated.prepared->city), is_internal, 0, {}};
    if (is_internal || !simulated.site)
        return shown;
    const PreparedStudy& prepared = *simulated.prepared;
    shown.nearby = recorded_in_reach(prepared, prepared.scenario.model.decay)[*simulated.site];
    for (std::size_t k = 0; k < kFigures.size(); ++k)
        shown.steps[k] = effect_step(
            widest_of(
                value_of(simulated.arrangement.central, kFigures[k], ShownArm::difference),
                summarise(draws_of(simulated.arrangement, kFigures[k], ShownArm::difference))),
            shown.nearby);
    return shown;
}

std::optional<Summary> published_summary(const Arrangement& arrangement, const Figure& figure,
                                         ShownArm arm, const ShownFigures& shown) {
    const Summary exact = summarise(draws_of(arrangement, figure, arm));
    const auto in_public = [&](double value) { return published(shown, figure, arm, value); };
    const auto mean = in_public(exact.mean), low = in_public(exact.low),
               high = in_public(exact.high);
    if (!mean || !low || !high)
        return std::nullopt;
    const double error =
        shown.is_internal ? exact.standard_error : to_digits(exact.standard_error, 1);
    return Summary{*mean, *low, *high, error};
}

std::optional<double> published_count(double count, const ShownFigures& shown) {
    return shown.is_internal ? count : in_steps(count, shown.recorded);
}

std::vector<double> draws_of(const Arrangement& arrangement, const Figure& figure, ShownArm arm) {
    std::vector<double> draws;
    for (const ArrangementDraw& draw : arrangement.draws)
        draws.push_back(value_of(draw, figure, arm));
    return draws;
}

std::vector<Sheet> arrangement_sheets(const SimulatedSite& simulated, bool is_internal) {
    const City& city = simulated.prepared->city;
    const Arrangement& arrangement = simulated.arrangement;
    const SplitRule rule{simulated.prepared->scenario.run.years,
                         static_cast<double>(city.years.count()), is_internal};
    const ShownFigures shown = shown_figures(simulated, is_internal);
    std::vector<Sheet> sheets{outcomes_sheet(arrangement, shown), years_sheet(arrangement, shown),
                              months_sheet(city, arrangement, rule),
                              areas_sheet(city, arrangement, rule)};
    for (std::size_t column = 0; column < city.group_columns.size(); ++column)
        sheets.push_back(groups_sheet(city, arrangement, column, rule));
    if (simulated.score)
        sheets.push_back(score_sheet(city, *simulated.score, is_internal));
    return sheets;
}

} // namespace careshed
