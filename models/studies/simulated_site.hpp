// One simulated arrangement: the city as it is, or with one site; and the score of the smoothed
// incidence on held-out years.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/population/incidence_score.hpp"
#include "models/studies/arrangement.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

struct SimulatedSite {
    std::unique_ptr<PreparedStudy> prepared;
    std::optional<std::size_t> site; ///< candidate; nothing: the city as it is
    Arrangement arrangement;
    std::optional<IncidenceScore> score; ///< nothing where no year is held out
};

/// `site`: id or name of a candidate; "" for none. Throws as prepare_study does, and a usage Error
/// where no candidate, or more than one, is meant.
[[nodiscard]] SimulatedSite simulate_site(const Scenario& scenario, const std::string& site,
                                          const RunOptions& options);

} // namespace careshed
