// careshed rank: the main job, from files to a bundle, one stage a line.
#include <chrono>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/print_ranking.hpp"
#include "tools/careshed/rank_study.hpp"

namespace careshed {

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

RunFacts run_facts(const Invocation& invocation, double seconds) {
    RunFacts facts;
    facts.verb = "rank";
    facts.arguments = invocation.arguments;
    facts.data = invocation.data;
    facts.program_version = CARESHED_VERSION;
    facts.threads = invocation.threads.count;
    facts.seconds = seconds;
    facts.internal = invocation.internal;
    return facts;
}

/// What a run would do: prepared for real, then a few draws timed.
int dry_run(const Invocation& invocation) {
    Invocation few = invocation;
    few.draws = 2;
    const auto start = std::chrono::steady_clock::now();
    const auto prepared = prepare_study(few);
    const double preparing = seconds_since(start);
    const auto drawing = std::chrono::steady_clock::now();
    const ExpectedStudy study = evaluate_study(prepared->plan);
    const double a_draw = seconds_since(drawing) / 3; // two draws and the central one
    const int draws = load_scenario(invocation).run.draws;
    fmt::print("plan: {} candidates x {} draws x 2 decay sets, {} people\n",
               prepared->city.candidates.size(), draws, prepared->population.people.size());
    fmt::print("time: about {:.0f} s\n", preparing + a_draw * draws);
    fmt::print("files: {}\n", (invocation.out / "").string());
    return 0;
}

} // namespace

int run_rank(const Invocation& invocation) {
    if (invocation.dry_run)
        return dry_run(invocation);
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "rank needs a folder to write to", "add -o DIR");
    const auto start = std::chrono::steady_clock::now();
    ResultFolder folder(invocation.out, invocation.overwrite);

    const auto prepared = prepare_study(invocation);
    const ExpectedStudy study = evaluate_study(prepared->plan);
    const RankStudy ranked = describe_study(*prepared, study);

    write_bundle(folder.staging(), ranked, run_facts(invocation, seconds_since(start)));
    folder.commit();
    print_ranking(ranked, invocation);
    return 0;
}

} // namespace careshed
