// Publishable results of check: data read, dropped, snapped and flagged; no place, day or small
// count of an event.
#pragma once

#include <string>
#include <vector>

#include "engine/core/run_options.hpp"
#include "engine/inputs/finding.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// A candidate that a rule, or the city's shape, removed.
struct RemovedLine {
    std::string name, reason;
    std::string feature;   ///< the feature that forbids it, if a rule does
    double distance_m = 0; ///< to it, or to the nearest street or area
};

struct CheckRelease {
    std::string city;
    std::vector<Finding> findings;
    std::vector<RemovedLine> removed;
};

/// Data read, dropped and flagged, before any run.
[[nodiscard]] CheckRelease check(const Scenario& scenario, const RunOptions& options = {});

} // namespace careshed
