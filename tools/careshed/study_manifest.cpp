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
    facts.scenario_text = invocation.scenario_text;
    return facts;
}

} // namespace

std::string study_manifest(const PreparedStudy& prepared, const Invocation& invocation,
                           std::chrono::steady_clock::time_point start) {
    RankStudy study; // of which a manifest tells the inputs, parameters and draws
    study.scenario = &prepared.scenario;
    study.city = &prepared.city;
    study.walk_times = &prepared.walk_times;
    study.parameters = parameter_lines(prepared.scenario.model);
    study.outcomes = OutcomeTable({}, {}, static_cast<std::size_t>(prepared.scenario.run.draws));
    return manifest_json(study, run_facts(invocation, start));
}

} // namespace careshed
