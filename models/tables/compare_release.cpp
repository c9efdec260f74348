#include "models/tables/compare_release.hpp"

#include <memory>

#include <fmt/format.h>

#include "engine/core/interrupt.hpp"
#include "engine/report/dictionary.hpp"
#include "models/studies/compared_arms.hpp"
#include "models/studies/parameter_lines.hpp"
#include "models/tables/comparison_sheets.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

namespace {

std::vector<ComparedLine> lines_of(const ComparedArms& compared, const Gate& gate) {
    const OutcomeTable& table = compared.outcomes;
    std::vector<ComparedLine> lines;
    for (std::size_t arm = 0; arm < compared.arms.size(); ++arm) {
        const auto of = [&](const char* id) {
            return gate.figure(table.summary(arm, table.outcome(id)));
        };
        ComparedLine line{
            compared.arms[arm].name, arm_description(compared.prepared->city, compared.arms[arm]),
            of("deaths_averted"),    of("ems_runs_net"),
            of("uses_a_day").mean,   std::nullopt};
        if (!compared.arms[arm].sites.empty())
            line.turned_away = 1 - of("acceptance").mean;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> caveats_of(const ComparedArms& compared) {
    std::vector<std::string> caveats{chance_sentence(compared)};
    const Structure structure = compared.prepared->scenario.model.structure;
    if (structure != Structure::calibrated)
        caveats.push_back(fmt::format("Arms are simulated under the calibrated structure, not {}.",
                                      name_of(structure)));
    return caveats;
}

void write_bundle(const std::filesystem::path& folder, const ComparedArms& compared,
                  const RunFacts& run) {
    const Gate gate("compare", run.internal);
    const Scenario& scenario = compared.prepared->scenario;
    const std::vector<Sheet> sheets = comparison_sheets(compared);
    for (const Sheet& sheet : sheets)
        gate.write(folder, sheet);
    gate.write(folder, "comparison.json", comparison_json(compared, gate));
    std::string opens;
    for (const NamedArm& arm : compared.arms)
        opens +=
            fmt::format("  {}: {}.\n", arm.name, arm_description(compared.prepared->city, arm));
    gate.write(folder, "README.txt",
               comparison_readme(scenario, compared.outcomes, sheets, {opens, run.internal}));
    gate.write(folder, "manifest.json",
               manifest_json(
                   {&scenario, compared.outcomes.draws(), parameter_lines(scenario.model), run}));
    stop_if_interrupted();
}

/// Effects in their steps, unless for the owner of the record alone.
ComparedArms as_told(ComparedArms compared, bool is_internal) {
    if (is_internal)
        return compared;
    compared.outcomes = compared.outcomes.in_steps(compared.steps);
    compared.pairs = arm_pairs(compared.outcomes, compared.prepared->scenario.run.indifference);
    return compared;
}

} // namespace

CompareRelease compare(const Scenario& scenario, const std::vector<std::string>& arms,
                       const RunOptions& options) {
    const auto compared = std::make_shared<const ComparedArms>(
        as_told(compare_arms_of(scenario, arms, options), options.internal));
    const Gate gate("compare", options.internal);
    CompareRelease release;
    release.city = compared->prepared->city.name;
    release.note = scenario.note;
    release.draws = scenario.run.draws;
    release.deaths_decimals =
        compared->outcomes.outcomes()[compared->outcomes.outcome("deaths_averted")].decimals;
    release.arms = lines_of(*compared, gate);
    release.pairs = pair_sentences(*compared);
    release.caveats = caveats_of(*compared);
    release.tables = gate.pass(comparison_sheets(*compared));
    release.json = comparison_json(*compared, gate);
    release.write = [compared, internal = options.internal](const std::filesystem::path& folder,
                                                            RunFacts run) {
        run.internal = internal;
        write_bundle(folder, *compared, run);
    };
    return release;
}

} // namespace careshed
