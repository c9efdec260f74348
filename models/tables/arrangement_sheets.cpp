#include "models/tables/arrangement_sheets.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

#include "engine/core/units.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/outcomes/summary.hpp"

namespace careshed {

namespace {

bool is_small(double recorded) { return recorded > 0 && recorded < kSmallestShown; }

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

Sheet outcomes_sheet(const Arrangement& arrangement, bool is_hidden) {
    Sheet sheet{"outcomes.csv",
                "One outcome of one arm, a year.",
                {{"outcome", "What is counted."},
                 {"unit", "Its unit."},
                 {"arm", "baseline, with_site, or their difference (with_site minus baseline)."},
                 {"mean", "Mean over draws."},
                 {"low", "2.5 % quantile over draws."},
                 {"high", "97.5 % quantile over draws."},
                 {"central", "The central draw: every parameter at its default."}},
                {}};
    constexpr std::array<const char*, 3> kNames{"baseline", "with_site", "difference"};
    for (const Figure& figure : kFigures)
        for (const ShownArm arm : {ShownArm::baseline, ShownArm::with_site, ShownArm::difference}) {
            if (is_hidden && arm != ShownArm::difference)
                continue;
            const Summary summary = summarise(draws_of(arrangement, figure, arm));
            sheet.rows.push_back({figure.id, figure.unit, kNames[static_cast<std::size_t>(arm)],
                                  summary.mean, summary.low, summary.high,
                                  value_of(arrangement.central, figure, arm)});
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
    int years = 1;
    bool is_internal = false;
};

Sheet split_sheet(const std::string& file, const std::string& what, const Splits& rows,
                  const SplitRule& rule) {
    Sheet sheet{
        file,
        fmt::format("One {}.", what),
        {{what, "Name."},
         {"baseline_deaths_all_years",
          fmt::format("Modelled deaths without a site, in all {} years of the run "
                      "together (not a year), central draw; \"suppressed\" where few are recorded.",
                      rule.years)},
         {"deaths_averted_a_year",
          "Estimate for one year, central draw; \"suppressed\" where the baseline is."}},
        {}};
    // The model's deaths follow from the recorded ones, however many years they are pooled over.
    std::vector<double> recorded;
    for (const auto& [label, split] : rows)
        recorded.push_back(split.recorded);
    const std::vector<ShownCount> shown = suppress_row(recorded);
    std::size_t k = 0;
    for (const auto& [label, split] : rows) {
        if (shown[k++] || rule.is_internal)
            sheet.rows.push_back({label, split.baseline * rule.years, split.averted});
        else
            sheet.rows.push_back({label, "suppressed", "suppressed"});
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
Sheet years_sheet(const Arrangement& arrangement, bool is_hidden) {
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
        std::vector<Cell> row{static_cast<std::int64_t>(year + 1), averted.mean, averted.low,
                              averted.high};
        for (const auto values :
             {&ArrangementDraw::counted_baseline, &ArrangementDraw::counted_with_site}) {
            const Summary counted = summarise(of_year(arrangement, year, values));
            for (const double count : {counted.low, counted.high})
                row.push_back(is_hidden ? Cell(std::string("suppressed")) : Cell(count));
        }
        sheet.rows.push_back(row);
    }
    return sheet;
}

/// The model knows no seasons: a month gets its share of the year's days.
Sheet months_sheet(const City& city, const Arrangement& arrangement, const SplitRule& rule) {
    const double recorded = fitted_deaths(city);
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const CityFigures& baseline = arrangement.central.baseline;
    const double averted = baseline.deaths - arrangement.central.with_site.deaths;
    Splits rows;
    for (std::size_t month = 0; month < kDays.size(); ++month) {
        const double share = kDays[month] / kDaysOfYear;
        rows[fmt::format("{:02}", month + 1)] = {baseline.deaths * share, averted * share,
                                                 recorded * share};
    }
    return split_sheet("months.csv", "month", rows, rule);
}

Sheet score_sheet(const IncidenceScore& score) {
    return {
        "incidence_score.csv",
        "How the smoothed incidence predicts the held-out years; one row.",
        {{"districts", "Areas scored."},
         {"held_out_deaths", "Recorded in the held-out years."},
         {"level_ratio", "Held-out deaths a year over fitted deaths a year."},
         {"deviance", "Poisson deviance of the smoothed pattern, total given."},
         {"deviance_by_population", "The same of deaths in proportion to residents."},
         {"covered_share", "Districts inside their 95 % predictive interval."}},
        {{static_cast<std::int64_t>(score.districts), shown(score.held_out_deaths),
          score.level_ratio, score.deviance, score.deviance_by_population, score.covered_share}}};
}

} // namespace

bool hides_baseline(const City& city, bool is_internal) {
    return !is_internal && is_small(fitted_deaths(city));
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
    const SplitRule rule{simulated.prepared->scenario.run.years, is_internal};
    const bool is_hidden = hides_baseline(city, is_internal);
    std::vector<Sheet> sheets{
        outcomes_sheet(arrangement, is_hidden), years_sheet(arrangement, is_hidden),
        months_sheet(city, arrangement, rule), areas_sheet(city, arrangement, rule)};
    for (std::size_t column = 0; column < city.group_columns.size(); ++column)
        sheets.push_back(groups_sheet(city, arrangement, column, rule));
    if (simulated.score)
        sheets.push_back(score_sheet(*simulated.score));
    return sheets;
}

} // namespace careshed
