// What the headline's answer becomes under another account of the same facts, in words.
#pragma once

#include <string>

#include "engine/report/site_directory.hpp"

namespace careshed {

/// What the site of rank 1 averts, and which site is first, under the other published account of
/// how far people come; "" where the study did not run it.
[[nodiscard]] std::string other_decay_sentence(const RankStudy& study);
/// Name of an alternative's first site; "-" when it has none.
[[nodiscard]] std::string first_site_of(const AlternativeRanks& alternative, const RankStudy& study,
                                        const SiteDirectory& directory);
/// The benefit at the headline's first site. A structure run in the central draw alone has no
/// interval: its value stands beside the headline's in the same draw.
[[nodiscard]] std::string benefit_at_best(const AlternativeRanks& alternative,
                                          const RankStudy& study);
/// "rank_risk_share_0" in words: "risk share 0".
[[nodiscard]] std::string words_of(const AlternativeRanks& alternative);

} // namespace careshed
