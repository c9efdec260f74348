#include "tools/careshed/arrangement_sheets.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

#include "engine/outcomes/disclosure.hpp"
#include "engine/outcomes/summary.hpp"

namespace careshed {

namespace {

double value_of(const ArrangementDraw& draw, const Figure& figure, Arm arm) {
    const double baseline = draw.baseline.*figure.value, with_site = draw.with_site.*figure.value;
    return arm == Arm::baseline    ? baseline
           : arm == Arm::with_site ? with_site
                                   : with_site - baseline;
}

Sheet outcomes_sheet(const Arrangement& arrangement) {
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
        for (const Arm arm : {Arm::baseline, Arm::with_site, Arm::difference}) {
            const Summary summary = summarise(draws_of(arrangement, figure, arm));
            sheet.rows.push_back({figure.id, figure.unit, kNames[static_cast<std::size_t>(arm)],
                                  summary.mean, summary.low, summary.high,
                                  value_of(arrangement.central, figure, arm)});
        }
    return sheet;
}

/// Deaths a year, by label.
struct Split {
    double baseline = 0, averted = 0;
};
using Splits = std::map<std::string, Split>;

struct SplitRule {
    int years = 1;
    bool is_internal = false;
};

Sheet split_sheet(const std::string& file, const std::string& what, const Splits& rows,
                  const SplitRule& rule) {
    Sheet sheet{file,
                fmt::format("One {}.", what),
                {{what, "Name."},
                 {"baseline_deaths_all_years",
                  fmt::format("Modelled deaths without a site, in all {} years of the run "
                              "together (not a year), central draw; \"suppressed\" where small.",
                              rule.years)},
                 {"deaths_averted_a_year",
                  "Estimate for one year, central draw; \"suppressed\" where the baseline is."}},
                {}};
    std::vector<double> pooled;
    for (const auto& [label, split] : rows)
        pooled.push_back(split.baseline * rule.years);
    const std::vector<ShownCount> shown =
        rule.is_internal ? std::vector<ShownCount>(pooled.begin(), pooled.end())
                         : suppress_row(pooled);
    std::size_t k = 0;
    for (const auto& [label, split] : rows) {
        const ShownCount& count = shown[k++];
        if (count)
            sheet.rows.push_back({label, *count, split.averted});
        else
            sheet.rows.push_back({label, "suppressed", "suppressed"});
    }
    return sheet;
}

Sheet areas_sheet(const City& city, const Arrangement& arrangement, const SplitRule& rule) {
    Splits rows;
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        const Area& area = city.areas[a];
        Split& row = rows[city.districts.size() > 1 ? city.districts[area.district] : area.id];
        row.baseline += arrangement.deaths_by_area[a];
        row.averted += arrangement.averted_by_area[a];
    }
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
    const std::string& name = city.group_columns[column];
    return split_sheet("groups_" + name + ".csv", name, rows, rule);
}

/// The model knows no seasons: a month gets its share of the year's days.
Sheet months_sheet(const Arrangement& arrangement, const SplitRule& rule) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const CityFigures& baseline = arrangement.central.baseline;
    const double averted = baseline.deaths - arrangement.central.with_site.deaths;
    Splits rows;
    for (std::size_t month = 0; month < kDays.size(); ++month) {
        const double share = kDays[month] / 365.0;
        rows[fmt::format("{:02}", month + 1)] = {baseline.deaths * share, averted * share};
    }
    return split_sheet("months.csv", "month", rows, rule);
}

} // namespace

std::vector<double> draws_of(const Arrangement& arrangement, const Figure& figure, Arm arm) {
    std::vector<double> draws;
    for (const ArrangementDraw& draw : arrangement.draws)
        draws.push_back(value_of(draw, figure, arm));
    return draws;
}

std::vector<Sheet> arrangement_sheets(const City& city, const Arrangement& arrangement, int years,
                                      bool is_internal) {
    const SplitRule rule{years, is_internal};
    std::vector<Sheet> sheets{outcomes_sheet(arrangement), months_sheet(arrangement, rule),
                              areas_sheet(city, arrangement, rule)};
    for (std::size_t column = 0; column < city.group_columns.size(); ++column)
        sheets.push_back(groups_sheet(city, arrangement, column, rule));
    return sheets;
}

} // namespace careshed
