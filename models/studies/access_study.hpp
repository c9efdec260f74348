// Results of `careshed access`: walking times from home to each candidate, walksheds, ambulance
// response times on every street, and streets where the rules permit a site.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/access_measures.hpp"
#include "engine/access/walk_minutes.hpp"
#include "engine/access/walkshed.hpp"
#include "engine/outcomes/legal_space.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

struct AccessStudy {
    std::unique_ptr<PreparedStudy> prepared;
    WalkTimes times;                              ///< up to the longest walkshed
    std::vector<double> residents;                ///< by row of the super-population
    std::vector<double> people_at_risk;           ///< by row, central draw
    AccessTable walks;                            ///< home to each candidate, as far as `times`
    AccessTable far_walks;                        ///< the same up to walk_limit_of
    std::vector<std::vector<Walkshed>> walksheds; ///< by candidate, as kWalkMinutes
    double drive_km_per_hour = 0;                 ///< fitted, central draw; 0 without stations
    std::vector<double>
        response_minutes;              ///< call to arrival at each edge's middle; infinite: never
    std::vector<double> home_response; ///< the same by row, at home
    std::optional<LegalSpace> legal;   ///< empty without rules
    std::optional<std::size_t> shown;  ///< the candidate that --site names
};

/// `site`: id or name of the candidate to draw; "" for none. Throws as prepare_study does, and a
/// usage Error where no candidate, or more than one, is meant.
[[nodiscard]] AccessStudy study_access(const Scenario& scenario, const std::string& site,
                                       const RunOptions& options);

} // namespace careshed
