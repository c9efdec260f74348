// careshed rank: the main job, from files to a bundle, one stage a line.
#include <chrono>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/report/bundle.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/dry_run.hpp"
#include "tools/careshed/print_ranking.hpp"
#include "tools/careshed/rank_study.hpp"
#include "tools/careshed/resumable.hpp"
#include "tools/careshed/stage_log.hpp"

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

LivesStudy lives_of(const PreparedStudy& prepared, const ExpectedStudy& expected,
                    RunJournal* journal) {
    const NearbySites nearby(prepared.reach, prepared.population.people.size());
    return live_study(prepared.plan, nearby, expected, lives_spec(prepared.scenario.model),
                      journal);
}

/// Values of some structures are recorded deaths near each site times one number.
void require_publishable(const Scenario& scenario, bool is_internal) {
    const auto rival = rival_named(scenario.model.structure);
    if (rival && rival_infos()[static_cast<std::size_t>(*rival)].ranks_only && !is_internal)
        throw Error(ErrorKind::usage, "--structure " + scenario.model.structure,
                    "its values follow from the deaths recorded around each site, some of them few",
                    "read its ranks beside those of calibrated, or add --internal and keep the "
                    "result to yourself");
}

} // namespace

int run_rank(const Invocation& invocation) {
    if (invocation.dry_run)
        return dry_run_rank(invocation);
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "rank needs a folder to write to", "add -o DIR");
    const auto start = std::chrono::steady_clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);

    const auto prepared = prepare_study(invocation);
    require_publishable(prepared->scenario, invocation.internal);
    const auto journal = open_journal(*prepared, invocation);
    work_resumably(journal.get(), invocation.out, [&] {
        StageLog log(invocation.verbosity);
        const ExpectedStudy study = expect_until_sure(*prepared);
        log.done("draws in closed form");
        const LivesStudy lives = lives_of(*prepared, study, journal.get());
        log.done("lives");
        const RankStudy ranked = describe_study(*prepared, study, lives);
        log.done("ranking");

        write_bundle(folder.staging(), ranked, run_facts(invocation, seconds_since(start)));
        stop_if_interrupted();
        folder.commit();
        if (journal)
            journal->remove();
        log.done("report and tables");
        print_ranking(ranked, invocation);
    });
    return 0;
}

} // namespace careshed
