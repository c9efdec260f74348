// careshed simulate: one arrangement, the city as it is or with a site, in expectation. Baseline
// figures by area, month and group follow from records, so they are pooled over the run's years and
// small ones are hidden.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/core/text.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/outcomes/summary.hpp"
#include "engine/population/incidence_score.hpp"
#include "engine/report/manifest.hpp"
#include "engine/report/sheet.hpp"
#include "models/arrangement.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/rank_study.hpp"

namespace careshed {

namespace {

std::optional<std::size_t> chosen_site(const City& city, const std::string& wanted) {
    if (wanted.empty())
        return std::nullopt;
    std::vector<std::string> known;
    for (std::size_t site = 0; site < city.candidates.size(); ++site) {
        const Candidate& candidate = city.candidates[site];
        if (candidate.id == wanted || candidate.name == wanted)
            return site;
        known.push_back(candidate.id);
        known.push_back(candidate.name);
    }
    const std::string near = nearest_word(wanted, known);
    throw Error(ErrorKind::usage, "--site", "there is no candidate \"" + wanted + "\"",
                near.empty() ? "`careshed rank` lists ids and names in ranking.csv"
                             : "did you mean " + near + "?");
}

struct Figure {
    const char* id;
    const char* unit;
    double CityFigures::* value;
};
constexpr std::array<Figure, 4> kFigures{
    {{"deaths", "deaths a year", &CityFigures::deaths},
     {"overdoses", "life-threatening overdoses a year", &CityFigures::overdoses},
     {"ems_runs", "runs a year", &CityFigures::ems_runs},
     {"ed_visits", "visits a year", &CityFigures::ed_visits}}};

using Reader = double (*)(const ArrangementDraw&, double CityFigures::*);
struct Arm {
    const char* name;
    Reader read;
};
constexpr std::array<Arm, 3> kArms{
    {{"baseline", [](const ArrangementDraw& d, double CityFigures::* f) { return d.baseline.*f; }},
     {"with_site",
      [](const ArrangementDraw& d, double CityFigures::* f) { return d.with_site.*f; }},
     {"difference", [](const ArrangementDraw& d, double CityFigures::* f) {
          return d.with_site.*f - d.baseline.*f;
      }}}};

Sheet outcomes_sheet(const Arrangement& arrangement) {
    Sheet sheet{"outcomes.csv",
                "One outcome of one arm.",
                {{"outcome", "What is counted."},
                 {"unit", "Its unit."},
                 {"arm", "baseline, with_site, or their difference."},
                 {"mean", "Mean over draws."},
                 {"low", "2.5 % quantile over draws."},
                 {"high", "97.5 % quantile over draws."},
                 {"central", "The central draw: every parameter at its default."}},
                {}};
    for (const Figure& figure : kFigures)
        for (const Arm& arm : kArms) {
            std::vector<double> draws;
            for (const ArrangementDraw& draw : arrangement.draws)
                draws.push_back(arm.read(draw, figure.value));
            const Summary summary = summarise(draws);
            sheet.rows.push_back({figure.id, figure.unit, arm.name, summary.mean, summary.low,
                                  summary.high, arm.read(arrangement.central, figure.value)});
        }
    return sheet;
}

std::string shown_text(const ShownCount& count) { return count ? number(*count) : "suppressed"; }

/// Rows of labels with pooled baseline deaths (suppressed) and the estimate of deaths averted.
Sheet split_sheet(const std::string& file, const std::string& what,
                  const std::map<std::string, std::array<double, 2>>& rows, int years) {
    Sheet sheet{file,
                "One " + what + ".",
                {{what, "Name."},
                 {"baseline_deaths", "Modelled without a site, all " + std::to_string(years) +
                                         " years together, central draw; suppressed where small."},
                 {"deaths_averted_a_year", "Estimate, central draw."}},
                {}};
    std::vector<double> pooled;
    for (const auto& [label, values] : rows)
        pooled.push_back(values[0] * years);
    const std::vector<ShownCount> shown = suppress_row(pooled);
    std::size_t k = 0;
    for (const auto& [label, values] : rows)
        sheet.rows.push_back({label, shown_text(shown[k++]), values[1]});
    return sheet;
}

Sheet areas_sheet(const City& city, const Arrangement& arrangement, int years) {
    std::map<std::string, std::array<double, 2>> rows;
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        const Area& area = city.areas[a];
        const std::string& label =
            city.districts.size() > 1 ? city.districts[area.district] : area.id;
        rows[label][0] += arrangement.deaths_by_area[a];
        rows[label][1] += arrangement.averted_by_area[a];
    }
    return split_sheet("areas.csv", "area", rows, years);
}

Sheet groups_sheet(const City& city, const Arrangement& arrangement, std::size_t column,
                   int years) {
    std::map<std::string, std::array<double, 2>> rows;
    for (std::size_t g = 0; g < city.groups.size(); ++g) {
        auto& row = rows[city.groups[g].labels[column]];
        row[0] += arrangement.deaths_by_group[g];
        row[1] += arrangement.averted_by_group[g];
    }
    const std::string& name = city.group_columns[column];
    return split_sheet("groups_" + name + ".csv", name, rows, years);
}

Sheet months_sheet(const Arrangement& arrangement, int years) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const double averted =
        arrangement.central.baseline.deaths - arrangement.central.with_site.deaths;
    std::map<std::string, std::array<double, 2>> rows;
    for (std::size_t month = 0; month < kDays.size(); ++month) {
        const double share = kDays[month] / 365.0;
        rows[fmt::format("{:02}", month + 1)] = {arrangement.central.baseline.deaths * share,
                                                 averted * share};
    }
    return split_sheet("months.csv", "month", rows, years);
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

void print_outcomes(const PreparedStudy& prepared, const Arrangement& arrangement,
                    std::optional<std::size_t> site) {
    fmt::print("{}: {}\n", prepared.city.name,
               site ? "with " + prepared.city.candidates[*site].name : "as it is");
    for (const Figure& figure : kFigures) {
        std::vector<double> before, change;
        for (const ArrangementDraw& draw : arrangement.draws) {
            before.push_back(kArms[0].read(draw, figure.value));
            change.push_back(kArms[2].read(draw, figure.value));
        }
        const Summary b = summarise(before), c = summarise(change);
        fmt::print("{:<10} {:>10} ({} to {}) {}", figure.id, pretty(b.mean, 0), pretty(b.low, 0),
                   pretty(b.high, 0), figure.unit);
        if (site)
            fmt::print("; change {} ({} to {})", pretty(c.mean, 2), pretty(c.low, 2),
                       pretty(c.high, 2));
        fmt::print("\n");
    }
}

std::string manifest_of(const PreparedStudy& prepared, const Invocation& invocation) {
    RankStudy study;
    study.scenario = &prepared.scenario;
    study.city = &prepared.city;
    study.walk_times = &prepared.walk_times;
    study.parameters = parameter_lines(prepared.scenario.model);
    RunFacts facts;
    facts.verb = "simulate";
    facts.arguments = invocation.arguments;
    facts.data = invocation.data;
    facts.program_version = CARESHED_VERSION;
    facts.threads = invocation.threads.count;
    facts.internal = invocation.internal;
    return manifest_json(study, facts);
}

} // namespace

int run_simulate(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "simulate needs a folder to write to", "add -o DIR");
    ResultFolder folder(invocation.out, invocation.overwrite);
    const auto prepared = prepare_study(invocation);
    const auto site = chosen_site(prepared->city, invocation.site);
    const Arrangement arrangement = simulate_arrangement(prepared->plan, site);

    const City& city = prepared->city;
    const int years = prepared->scenario.run.years;
    std::vector<Sheet> sheets{outcomes_sheet(arrangement), months_sheet(arrangement, years),
                              areas_sheet(city, arrangement, years)};
    for (std::size_t column = 0; column < city.group_columns.size(); ++column)
        sheets.push_back(groups_sheet(city, arrangement, column, years));
    if (city.holdout)
        sheets.push_back(score_sheet(
            score_incidence(city, prepared->population.incidence, prepared->scenario.run.seed)));
    for (const Sheet& sheet : sheets)
        write_file(folder.staging() / sheet.file, csv_bytes(sheet));
    write_file(folder.staging() / "manifest.json", manifest_of(*prepared, invocation));
    folder.commit();
    print_outcomes(*prepared, arrangement, site);
    return 0;
}

} // namespace careshed
