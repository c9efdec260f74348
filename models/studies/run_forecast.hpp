// Forecast of a ranking's run time and memory, from a part of it that is run: a few draws are
// simulated, more have the analytic expectation only, and nothing is written. Takes about as long
// as ten draws.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

struct RunForecast {
    std::size_t candidates = 0, model_rows = 0;
    double people = 0;
    int draws = 0;
    std::uint32_t replications = 0; ///< a draw
    double seconds = 0, megabytes = 0;
    bool is_resumable = false;
    double journal_megabytes = 0;
};

/// Throws as prepare_study does.
[[nodiscard]] RunForecast forecast_run(const Scenario& scenario, const RunOptions& options);

} // namespace careshed
