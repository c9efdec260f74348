#include "tools/careshed/study_manifest.hpp"

#include "engine/report/manifest.hpp"
#include "tools/careshed/rank_study.hpp"

namespace careshed {

namespace {

RunFacts run_facts(const Invocation& invocation, std::chrono::steady_clock::time_point start) {
    RunFacts facts;
    facts.verb = invocation.verb;
    facts.arguments = invocation.arguments;
    facts.data = invocation.data;
    facts.program_version = CARESHED_VERSION;
    facts.threads = invocation.threads.count;
    facts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    facts.internal = invocation.internal;
    return facts;
}

} // namespace

std::string study_manifest(const PreparedStudy& prepared, const Invocation& invocation,
                           std::chrono::steady_clock::time_point start) {
    return manifest_json({&prepared.scenario, static_cast<std::size_t>(prepared.scenario.run.draws),
                          parameter_lines(prepared.scenario.model), run_facts(invocation, start)});
}

} // namespace careshed
