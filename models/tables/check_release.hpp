// What was read, dropped, snapped and found odd, as it may be said in public: no place, day or
// small count of an event.
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

/// What was read, dropped and found odd, before any run.
[[nodiscard]] CheckRelease check(const Scenario& scenario, const RunOptions& options = {});

} // namespace careshed
