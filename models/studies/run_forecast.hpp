// How long a ranking would take and what it would need, from a part of it done for real: a few
// draws are lived through, more are computed in closed form, and nothing is written. Takes about as
// long as ten draws.
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
    std::uint32_t worlds = 0; ///< a draw
    double seconds = 0, megabytes = 0;
    bool is_resumable = false;
    double journal_megabytes = 0;
};

/// Throws as prepare_study does.
[[nodiscard]] RunForecast forecast_run(const Scenario& scenario, const RunOptions& options);

} // namespace careshed
