// careshed simulate: one arrangement, the city as it is or with a site, lived through.
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"

#include "engine/core/result_folder.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/core/text.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/outcomes/summary.hpp"
#include "engine/population/incidence_score.hpp"
#include "engine/report/dictionary.hpp"
#include "engine/report/narrative.hpp"
#include "models/studies/arrangement.hpp"
#include "tools/careshed/arrangement_sheets.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/prepared_study.hpp"
#include "tools/careshed/site_choice.hpp"
#include "tools/careshed/stage_log.hpp"
#include "tools/careshed/study_manifest.hpp"

namespace careshed {

namespace {

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

/// Deaths without a site are those recorded, in every draw: they have no interval.
std::string baseline_text(const Summary& summary) {
    if (summary.high - summary.low <= 1e-9 * summary.mean)
        return pretty(summary.mean, 0) + " (fitted to the record)";
    return with_interval(summary, 0);
}

void print_outcomes(const PreparedStudy& prepared, const Arrangement& arrangement,
                    std::optional<std::size_t> site) {
    if (!prepared.scenario.note.empty())
        fmt::print("{}\n", prepared.scenario.note);
    fmt::print("{}: {}\n", prepared.city.name,
               site ? "with " + prepared.city.candidates[*site].name : "as it is");
    for (const Figure& figure : kFigures) {
        const auto summary = [&](ShownArm arm) {
            return summarise(draws_of(arrangement, figure, arm));
        };
        fmt::print("\n{}, {}\n  baseline   {}\n", figure.id, figure.unit,
                   baseline_text(summary(ShownArm::baseline)));
        if (site)
            fmt::print("  with site  {}\n  change     {}\n",
                       with_interval(summary(ShownArm::with_site), 1),
                       with_interval(summary(ShownArm::difference), 2));
    }
}

/// The spread of a year's count is told apart from the uncertainty of its expectation.
void print_counted(const Arrangement& arrangement, bool has_site) {
    const auto counted = [&](std::vector<double> ArrangementDraw::* years) {
        std::vector<double> counts;
        for (const ArrangementDraw& draw : arrangement.draws)
            counts.insert(counts.end(), (draw.*years).begin(), (draw.*years).end());
        const Summary summary = summarise(counts);
        return fmt::format("{} to {}", pretty(summary.low, 0), pretty(summary.high, 0));
    };
    fmt::print("\na single year may count, chance of single lives included (sampled, 95 %)\n"
               "  baseline   {} deaths\n",
               counted(&ArrangementDraw::counted_baseline));
    if (has_site)
        fmt::print("  with site  {} deaths\n", counted(&ArrangementDraw::counted_with_site));
}

std::vector<Sheet> sheets_of(const PreparedStudy& prepared, const Arrangement& arrangement,
                             bool is_internal) {
    const City& city = prepared.city;
    std::vector<Sheet> sheets =
        arrangement_sheets(city, arrangement, prepared.scenario.run.years, is_internal);
    if (city.holdout)
        sheets.push_back(score_sheet(
            score_incidence(city, prepared.population.incidence, prepared.scenario.run.seed)));
    return sheets;
}

} // namespace

int run_simulate(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "simulate needs a folder to write to", "add -o DIR");
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);
    const auto prepared = prepare_study(invocation);
    StageLog log(invocation.verbosity);
    const auto site = invocation.site.empty()
                          ? std::nullopt
                          : std::optional(chosen_site(prepared->city, {invocation.site}));
    const NearbySites nearby(prepared->reach, prepared->population.people.size());
    const Arrangement arrangement =
        simulate_arrangement(prepared->plan, nearby, lives_spec(prepared->scenario.model), site);
    log.done("draws");

    const std::vector<Sheet> sheets = sheets_of(*prepared, arrangement, invocation.internal);
    for (const Sheet& sheet : sheets)
        write_file(folder.staging() / sheet.file, csv_bytes(sheet));
    write_file(folder.staging() / "README.txt",
               arrangement_readme(prepared->scenario, sheets, invocation.internal));
    write_file(folder.staging() / "manifest.json", study_manifest(*prepared, invocation, start));
    folder.commit();
    log.done("files");
    print_outcomes(*prepared, arrangement, site);
    print_counted(arrangement, site.has_value());
    fmt::print("\nresults: {}\n", invocation.out.string());
    return 0;
}

} // namespace careshed
