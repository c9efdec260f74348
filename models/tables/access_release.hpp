// Publishable results of access: residents, streets, minutes and rules are no secret; people at
// risk are rounded, and hidden where few deaths were recorded.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/walk_minutes.hpp"
#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/report/sheet.hpp"
#include "models/tables/bundle_release.hpp"

namespace careshed {

/// Residents within each of kWalkMinutes of a candidate.
struct AccessLine {
    std::string name;
    std::array<double, kWalkMinutes.size()> residents{};
};
/// A class of minutes from call to arrival: "up to 4 min", "longer", "never".
struct ResponseLine {
    std::string minutes;
    double street_km = 0, residents = 0;
};
/// Shares of street length where a rule (or all) lets a site stand, distances straight or walked.
struct LegalLine {
    std::string rule;
    double city_straight = 0, city_walked = 0;
    std::optional<double> hot_spots_straight, hot_spots_walked;
};

struct AccessRelease {
    std::string city, note;
    std::vector<AccessLine> sites;      ///< most residents within the longest walk first
    double drive_km_per_hour = 0;       ///< fitted; 0 without stations
    std::vector<ResponseLine> response; ///< empty without stations
    std::vector<LegalLine> legal;       ///< empty without rules
    std::vector<Sheet> tables;
    WriteBundle write;
};

/// Residents in walking reach of each candidate, ambulance response times, space left by the rules.
/// `site`: candidate whose walksheds are drawn; empty: the candidate that most residents reach.
[[nodiscard]] AccessRelease access(const Scenario& scenario, const std::string& site = {},
                                   const RunOptions& options = {});

} // namespace careshed
