// The map of the page as plain SVG: streets, what is reached on foot from the best site, candidates
// by rank, stations. Needs no script, no network and no tiles. Shows no recorded overdose.
#pragma once

#include <string>

#include "engine/report/site_directory.hpp"

namespace careshed {

/// The whole city.
[[nodiscard]] std::string city_map(const RankStudy& study, const SiteDirectory& directory);
/// The surroundings of the site of rank 1; "" when there is none.
[[nodiscard]] std::string best_site_map(const RankStudy& study, const SiteDirectory& directory);

} // namespace careshed
