// The outer loop of the analytic expectation: every candidate in every draw (parameters x
// incidence), under both decay sets and all structures. Draws run in parallel; each is computed by
// one thread in a fixed order. Cost: draws x candidates x people in reach x 20 ns, for each decay
// set.
#pragma once

#include <vector>

#include "engine/outcomes/outcomes.hpp"
#include "models/expected/study_draw.hpp"
#include "models/mechanisms/alternative_structures.hpp"

namespace careshed {

/// Facts of the fit of one draw, for warnings and diagnostics.
struct DrawFacts {
    double baseline_deaths = 0;
    double recorded_deaths = 0;
    double overdoses = 0;
    double runs = 0;
    double uses = 0;
    double people = 0;
    double drive_km_per_hour = 0;
    double event_rate = 0;     ///< on-site events a use, of this draw
    double transported = 0;    ///< attended overdoses taken to hospital, of this draw
    double baseline_error = 0; ///< relative, of the worst area
    int rejected = 0;          ///< parameter sets drawn and found impossible
};

struct ExpectedStudy {
    EnumArray<DecaySet, OutcomeTable> by_decay;
    EnumArray<DecaySet, OutcomeTable> groups_by_decay;
    /// By alternative structure under the headline decay; empty for `calibrated`.
    EnumArray<Structure, OutcomeTable> by_structure;
    /// Uses a day wanted at full uptake if the site never closed; one column.
    EnumArray<DecaySet, OutcomeTable> wanted;
    std::vector<DrawFacts> draws;
    DrawFacts central;
};

/// Every candidate in run.draws draws and the central one. Throws a run Error where no parameter
/// set is possible, an interrupted Error after a signal.
[[nodiscard]] ExpectedStudy evaluate_study(const StudyPlan& plan);
/// The same study with fewer draws: the first of them.
[[nodiscard]] ExpectedStudy first_draws(const ExpectedStudy& study, std::size_t draws);

} // namespace careshed
