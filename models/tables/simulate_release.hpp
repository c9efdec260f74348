// Publishable results of a simulated arrangement. Baseline figures are fitted to recorded deaths:
// where these are few they are left out, here as in the tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/outcomes/summary.hpp"
#include "engine/report/sheet.hpp"
#include "models/tables/bundle_release.hpp"

namespace careshed {

/// One figure of the city, a year.
struct SimulatedLine {
    std::string id, unit;
    std::optional<Summary> baseline, with_site; ///< nothing where hidden
    std::optional<Summary> change;              ///< nothing without a site
    int change_decimals = 2;                    ///< for people
};

/// 95 % range of a single year's count: chance of individual histories included.
struct CountedRange {
    double low = 0, high = 0;
};

struct SimulateRelease {
    std::string city, note;
    std::optional<std::string> site; ///< name; nothing: the city as it is
    std::vector<SimulatedLine> figures;
    std::optional<CountedRange> counted_baseline, counted_with_site; ///< deaths; nothing: hidden
    std::vector<Sheet> tables;
    WriteBundle write;
};

/// One arrangement with all its outcomes: the city as it is (`site` empty), or with a site, by id
/// or name. Throws a usage Error for a name that fits no candidate.
[[nodiscard]] SimulateRelease simulate(const Scenario& scenario, const std::string& site = {},
                                       const RunOptions& options = {});

} // namespace careshed
