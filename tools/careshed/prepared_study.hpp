// Everything a verb needs before it asks its question: the scenario with the command line's
// changes, the city, walking times, people and who can walk where. The main path from files to a
// study, one call a stage.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/core/cache_folder.hpp"
#include "models/studies/lives_study.hpp"
#include "tools/careshed/commands/invocation.hpp"

namespace careshed {

/// Stages point at each other, so a PreparedStudy stays where it was made.
struct PreparedStudy {
    Scenario scenario;
    City city;
    WalkNetwork network;
    WalkTimes walk_times;
    StudyPopulation population;
    std::vector<SiteReach> reach;
    StudyPlan plan;
};

/// Throws a resource Error when the folder of --data or CARESHED_DATA does not exist.
void require_data_folder(const Invocation& invocation);
/// Nothing when the command line says that nothing is kept.
[[nodiscard]] std::optional<CacheFolder> cache_of(const Invocation& invocation);
/// Reads the scenario and applies --seed, --draws and the options of the model.
[[nodiscard]] Scenario load_scenario(const Invocation& invocation);
/// What lives remember and whether booths queue.
[[nodiscard]] LivesSpec lives_spec(const ModelSpec& model);
/// How fast people walk.
[[nodiscard]] Pace pace_of(const ModelSpec& model);
/// How far people are followed: model.walk_limit, else where the longer decay falls below its cut.
[[nodiscard]] Deciseconds walk_limit_of(const Scenario& scenario);
/// People who use illicit opioids, by default prevalence.
[[nodiscard]] double people_at_risk(const City& city, const Scenario& scenario);
/// Throws a usage Error, before any work, when the results would replace what the run reads.
[[nodiscard]] std::unique_ptr<PreparedStudy> prepare_study(const Invocation& invocation);

} // namespace careshed
