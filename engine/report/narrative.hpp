// The study in plain sentences: what is expected, beside what is recorded, how surely, and what
// limits it. Every figure carries its 95 % interval; small shares become "about 22 in 10,000".
// Sentences are plain text: the page escapes them.
#pragma once

#include <string>
#include <vector>

#include "engine/report/site_directory.hpp"

namespace careshed {

/// "1.70 (95 % interval 0.60 to 3.40)", with the outcome's decimals.
[[nodiscard]] std::string with_interval(const Summary& summary, int decimals);
/// "34 %", "under 1 %", "over 99 %".
[[nodiscard]] std::string share_text(double share);
/// "about 22 in 10,000", over the power of ten that leaves at least ten.
[[nodiscard]] std::string natural_frequency(double share);

/// The verdict with the names a council knows.
[[nodiscard]] std::string verdict_of(const RankStudy& study, const SiteDirectory& directory);
/// What the site of rank 1 is expected to do, a sentence a finding; outcomes a study lacks are left
/// out.
[[nodiscard]] std::vector<std::string> findings_of_best(const RankStudy& study,
                                                        const SiteDirectory& directory);
/// Which sites cannot be told apart from rank 1, and what choosing wrongly would cost.
[[nodiscard]] std::string rivals_sentence(const RankStudy& study, const SiteDirectory& directory);
/// "rank_risk_share_0" in words: "risk share 0".
[[nodiscard]] std::string words_of(const AlternativeRanks& alternative);
/// Whether people or booths set how much a site is used.
[[nodiscard]] std::string limit_sentence(double share_of_draws_booths_bind);
/// What is put at each candidate, and for how long.
[[nodiscard]] std::string site_sentence(const Scenario& scenario);

} // namespace careshed
