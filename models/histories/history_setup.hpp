// Setup of one draw for simulation: every row's risk with history, fitted so that expected baseline
// deaths of each area equal the draw's deaths in the long run. Starts from the fit without history
// (fit.hpp), which is the same when history is off.
#pragma once

#include <vector>

#include "models/expected/study_draw.hpp"
#include "models/histories/history.hpp"

namespace careshed {

struct HistorySetup {
    std::vector<SimulatedPerson> people; ///< by row of the super-population
    HistoryTerms terms;
    double fitted_deaths = 0;    ///< a year, in the long run, over all areas
    double fitted_overdoses = 0; ///< life-threatening
    double fitted_runs = 0;      ///< to these
};

/// Baseline deaths a year of a row's people in the long run.
[[nodiscard]] double long_run_deaths(const HistorySetup& setup, const DrawSetup& draw,
                                     std::size_t row);

/// Throws a run Error when an area's deaths are more than its people could die.
[[nodiscard]] HistorySetup set_up_histories(const StudyPlan& plan, const DrawSetup& draw,
                                            History history);

} // namespace careshed
