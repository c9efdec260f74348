#include "engine/report/dictionary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/geopackage.hpp"
#include "engine/report/narrative.hpp"

namespace careshed {
namespace {

std::string sheet_entry(const Sheet& sheet) {
    std::size_t widest = 0;
    for (const Column& column : sheet.columns)
        widest = std::max(widest, column.name.size());
    std::string entry = fmt::format("{}\n  {}\n", sheet.file, sheet.about);
    for (const Column& column : sheet.columns)
        entry += fmt::format("  {:<{}}  {}\n", column.name, widest, column.meaning);
    return entry + "\n";
}

std::string steps_sentence(const OutcomeInfo& info) {
    if (info.step == 0)
        return "";
    return info.is_difference
               ? fmt::format(" In steps of {}: what 6 recorded deaths make of it.",
                             number(info.step))
               : fmt::format(" Each figure in steps of what 6 recorded deaths make of it: {} for "
                             "the largest.",
                             number(info.step));
}

std::string outcome_entries(const OutcomeTable& table) {
    std::string entries;
    for (const OutcomeInfo& info : table.outcomes())
        entries += fmt::format("  {} [{}]\n    {}: {}{}\n", info.id, info.unit, info.title,
                               info.meaning, steps_sentence(info));
    return entries;
}

constexpr const char* kOtherFiles =
    "report.html\n"
    "  The page for people: one file, no script, no network.\n\n"
    "checklists/ODD.md, STRESS-ABS.md, ISPOR-SMDM.md, CHEERS.md\n"
    "  Reporting checklists of the field, filled from this run, with what is not done.\n\n";

constexpr const char* kManifest =
    "manifest.json\n"
    "  Hashes of every input, versions, seed, options and parameters; `careshed rerun\n"
    "  manifest.json` repeats the run. The only file that holds time, host, paths and threads:\n"
    "  every other file has the same bytes for the same inputs.\n\n";

std::string title(const Scenario& scenario, bool is_internal) {
    std::string readme;
    if (is_internal)
        readme += "INTERNAL: not for publication; small counts are not hidden.\n\n";
    readme += fmt::format("{}\n{}\n", scenario.name, scenario.note);
    if (!scenario.note.empty())
        readme += "\n";
    return readme;
}

constexpr const char* kTables =
    "Tables are comma-separated UTF-8 with one heading line. Numbers are the shortest\n"
    "decimals that read back as the same double. A text that a spreadsheet would take\n"
    "for a formula starts with an apostrophe.";

constexpr const char* kIntervals = " Intervals are the 2.5 % and 97.5 %\n"
                                   "quantiles over draws (Hyndman and Fan type 6).\n\n";

/// What the study is, and how its tables are to be read.
std::string opening(const Scenario& scenario, bool is_internal) {
    return title(scenario, is_internal) + site_sentence(scenario) + "\n\n" + kTables + kIntervals;
}

} // namespace

std::string bundle_readme(const RankStudy& study, const std::vector<Sheet>& sheets,
                          bool is_internal) {
    std::string readme = opening(*study.scenario, is_internal);
    for (const Sheet& sheet : sheets)
        readme += sheet_entry(sheet);
    readme += geopackage_dictionary() + "\n" + kOtherFiles + kManifest;
    readme += "Outcomes\n" + outcome_entries(study.outcomes) +
              outcome_entries(study.group_outcomes) + "\n";
    readme += "Privacy\n"
              "  No place, date or id of a recorded overdose and no modelled person's place is in\n"
              "  any file. Recorded counts of 1 to 10 are never shown. What sites and groups are\n"
              "  expected to gain are estimates, shown with their interval.\n";
    return readme;
}

std::string arrangement_readme(const Scenario& scenario, const std::vector<Sheet>& sheets,
                               bool is_internal) {
    std::string readme = opening(scenario, is_internal);
    for (const Sheet& sheet : sheets)
        readme += sheet_entry(sheet);
    return readme + kManifest +
           "Privacy\n"
           "  No place, date or id of a recorded overdose and no modelled person's place is in\n"
           "  any file. Deaths without a site follow from records: those of 1 to 10 in all years\n"
           "  together are hidden, and with them what would tell them.\n";
}

std::string comparison_readme(const Scenario& scenario, const OutcomeTable& outcomes,
                              const std::vector<Sheet>& sheets, const ComparisonFiles& files) {
    std::string readme =
        title(scenario, files.is_internal) +
        fmt::format("Arms side by side, over {} years, each beside a city without any site:\n{}\n",
                    scenario.run.years, files.opens) +
        kTables + kIntervals;
    for (const Sheet& sheet : sheets)
        readme += sheet_entry(sheet);
    return readme +
           "comparison.json\n"
           "  The same figures as both tables, with what opens in each arm and a sentence a pair.\n"
           "  decay: how use falls with the walk. indifference: deaths averted a year that count\n"
           "  as equal. replications_per_draw: how often the histories of a draw were "
           "simulated.\n\n" +
           kManifest + "Outcomes\n" + outcome_entries(outcomes) +
           "\n"
           "Privacy\n"
           "  No place, date or id of a recorded overdose and no modelled person's place is in\n"
           "  any file, and no recorded count. What arms are expected to gain are estimates, "
           "shown\n"
           "  with their interval.\n";
}

std::string access_readme(const Scenario& scenario, const std::vector<Sheet>& sheets,
                          const AccessFiles& files) {
    std::string readme =
        title(scenario, files.is_internal) + files.walking + "\n\n" + kTables + "\n\n";
    for (const Sheet& sheet : sheets)
        readme += sheet_entry(sheet);
    return readme + files.pictures + kManifest +
           "Privacy\n"
           "  No place, date or id of a recorded overdose and no modelled person's place is in\n"
           "  any file.\n" +
           (files.is_internal
                ? "  Internal: people at risk, which follow from recorded deaths, are all shown.\n"
                : "  People at risk follow from recorded deaths: where 1 to 10 deaths stand "
                  "behind\n"
                  "  a figure it is hidden, with as many others as it takes; the rest is rounded\n"
                  "  to as many people as stand for 11 deaths, so that rings of neighbouring\n"
                  "  candidates may be subtracted without telling of fewer. Shares of the hot\n"
                  "  spots are whole percents, and missing where fewer than 11 deaths were\n"
                  "  recorded there. Residents and minutes are exact.\n");
}

} // namespace careshed
