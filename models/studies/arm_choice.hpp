// Arms of a comparison: the scenario's, then those of --arm.
#pragma once

#include <string>
#include <vector>

#include "models/studies/simulated_arms.hpp"

namespace careshed {

/// Throws a usage Error when there are fewer than two. Needs no city: called before any work.
void require_two_arms(const Scenario& scenario, const std::vector<std::string>& asked);

/// `asked` as typed: "S01", "S01+S07" or "nothing"; named by their sites. Throws an Error where an
/// arm names a site that is not a candidate, one site twice or more than kMostOpenSites sites, or
/// has another's name.
[[nodiscard]] std::vector<NamedArm> chosen_arms(const City& city, const Scenario& scenario,
                                                const std::vector<std::string>& asked);

} // namespace careshed
