// Benchmark of each candidate from a plain map of recorded deaths: deaths within 800 m, and deaths
// weighted by walking distance. If these order sites as the simulation does, the simulation added
// nothing to the order. Values are derived from small cells of recorded deaths: they are ranked and
// compared, never written.
#pragma once

#include <vector>

#include "engine/access/walk_times.hpp"
#include "models/expected/study_population.hpp"
#include "models/mechanisms/uptake.hpp"

namespace careshed {

inline constexpr double kBenchmarkRadiusMetres = 800;

/// Recorded deaths weighted by distance decay on the walk to each candidate.
[[nodiscard]] std::vector<double> decay_weighted_deaths(const StudyPopulation& study,
                                                        const WalkTimes& times,
                                                        const UptakeParameters& uptake,
                                                        DecaySet decay);

} // namespace careshed
