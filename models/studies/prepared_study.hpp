// Inputs of every study: the city, walking times, people and the reach of each candidate. The main
// path from a scenario to a study, one call a stage.
#pragma once

#include <memory>
#include <vector>

#include "engine/core/run_options.hpp"
#include "models/studies/histories_study.hpp"

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

/// History mode, and whether booths queue.
[[nodiscard]] HistoriesSpec histories_spec(const ModelSpec& model);
/// Walking pace.
[[nodiscard]] Pace pace_of(const ModelSpec& model);
/// Limit on walking time: model.walk_limit, else where the longer decay falls below its cut.
[[nodiscard]] Deciseconds walk_limit_of(const Scenario& scenario);
/// People who use illicit opioids, by default prevalence.
[[nodiscard]] double people_at_risk(const City& city, const Scenario& scenario);
/// The city of a scenario, from the options' cache where it holds the streets. Throws input Errors
/// with layer and feature, and those of check_overrides.
[[nodiscard]] City city_of(const Scenario& scenario, const RunOptions& options);
/// Its scenario.inputs are the files as they were read. Throws as city_of does, an input Error when
/// no deaths are recorded in the fitted years, and a resource Error when a file changed meanwhile.
[[nodiscard]] std::unique_ptr<PreparedStudy> prepare_study(const Scenario& scenario,
                                                           const RunOptions& options);

} // namespace careshed
