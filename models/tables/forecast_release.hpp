// How long a ranking would take and what it would need.
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
    std::uint32_t worlds = 0; ///< a draw
    double seconds = 0, megabytes = 0;
    bool is_resumable = false;
    double journal_megabytes = 0;
};

/// What `rank` would take: a part of it is done for real, about ten draws' worth.
[[nodiscard]] ForecastRelease forecast(const Scenario& scenario, const RunOptions& options = {});

} // namespace careshed
