// What `careshed access` works out: who walks how long to each candidate from home, walksheds, the
// ambulance's minutes on every street, and where the rules still let a site stand.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "engine/access/access_measures.hpp"
#include "engine/access/walkshed.hpp"
#include "engine/outcomes/legal_space.hpp"
#include "tools/careshed/prepared_study.hpp"

namespace careshed {

/// Minutes of the walksheds and tables.
inline constexpr std::array<std::uint32_t, 4> kWalkMinutes = {5, 10, 15, 20};

struct AccessStudy {
    std::unique_ptr<PreparedStudy> prepared;
    WalkTimes times;                              ///< up to the longest walkshed
    std::vector<double> residents;                ///< by row of the super-population
    std::vector<double> people_at_risk;           ///< by row, central draw
    AccessTable walks;                            ///< home to each candidate, as far as `times`
    AccessTable far_walks;                        ///< the same as far as people are followed
    std::vector<std::vector<Walkshed>> walksheds; ///< by candidate, as kWalkMinutes
    double drive_km_per_hour = 0;                 ///< fitted, central draw; 0 without stations
    std::vector<double>
        response_minutes;              ///< call to arrival at each edge's middle; infinite: never
    std::vector<double> home_response; ///< the same by row, at home
    std::optional<LegalSpace> legal;   ///< empty without rules
    std::optional<std::size_t> shown;  ///< the candidate that --site names
};

[[nodiscard]] AccessStudy study_access(const Invocation& invocation);

} // namespace careshed
