// careshed compare: named arms side by side, in the same draws and worlds.
#include <chrono>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/report/dictionary.hpp"
#include "tools/careshed/arm_choice.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/print_comparison.hpp"
#include "tools/careshed/stage_log.hpp"
#include "tools/careshed/study_manifest.hpp"

namespace careshed {

namespace {

ComparedArms compared_arms(const PreparedStudy& prepared, const std::vector<NamedArm>& arms) {
    const NearbySites nearby(prepared.reach, prepared.population.people.size());
    Comparison comparison =
        compare_arms({&prepared.plan, &nearby, lives_spec(prepared.scenario.model), arms});
    std::vector<ArmPair> pairs =
        arm_pairs(comparison.outcomes(), prepared.scenario.run.indifference);
    return {&prepared.scenario, &prepared.city, arms, std::move(comparison), std::move(pairs)};
}

void write_results(const std::filesystem::path& folder, const ComparedArms& compared) {
    const std::vector<Sheet> sheets = comparison_sheets(compared);
    for (const Sheet& sheet : sheets)
        write_file(folder / sheet.file, csv_bytes(sheet));
    write_file(folder / "comparison.json", comparison_json(compared));
    std::string opens;
    for (const NamedArm& arm : compared.arms)
        opens += fmt::format("  {}: {}.\n", arm.name, what_opens(*compared.city, arm));
    write_file(
        folder / "README.txt",
        comparison_readme(*compared.scenario, compared.comparison.outcomes(), sheets, opens));
}

} // namespace

int run_compare(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "compare needs a folder to write to", "add -o DIR");
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);
    require_two_arms(load_scenario(invocation), invocation.arms);
    const auto prepared = prepare_study(invocation);
    StageLog log(invocation.verbosity);
    const ComparedArms compared =
        compared_arms(*prepared, chosen_arms(prepared->city, prepared->scenario, invocation.arms));
    log.done("draws");

    write_results(folder.staging(), compared);
    write_file(folder.staging() / "manifest.json", study_manifest(*prepared, invocation, start));
    stop_if_interrupted();
    folder.commit();
    log.done("files");
    print_comparison(compared);
    fmt::print("results: {}\n", invocation.out.string());
    return 0;
}

} // namespace careshed
