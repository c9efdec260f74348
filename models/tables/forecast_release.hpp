// Forecast of a ranking's run time and memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

struct ForecastRelease {
    std::size_t candidates = 0, model_rows = 0;
    double people = 0; ///< at risk, by prevalence
    int draws = 0;
    std::uint32_t replications = 0; ///< a draw
    double seconds = 0, megabytes = 0;
    bool is_resumable = false;
    double journal_megabytes = 0;
};

/// Run time and memory of `rank`, from a part of it that is run, about ten draws' worth.
[[nodiscard]] ForecastRelease forecast(const Scenario& scenario, const RunOptions& options = {});

} // namespace careshed
