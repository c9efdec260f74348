// The tables a reader starts from: sites by rank, every outcome of every site, the best site
// against each other, and how the answer settled as draws were added.
#pragma once

#include "engine/report/sheet.hpp"
#include "engine/report/site_directory.hpp"

namespace careshed {

/// ranking.csv, outcomes.csv and pairs.csv.
[[nodiscard]] Sheet ranking_sheet(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Sheet outcomes_sheet(const RankStudy& study);
[[nodiscard]] Sheet pairs_sheet(const RankStudy& study);
/// Running mean, its Monte Carlo error and P(best) of the first sites after 10, 20, 50, 100 ...
/// draws.
[[nodiscard]] Sheet convergence_sheet(const RankStudy& study);

} // namespace careshed
