// The study in plain sentences: what is expected, beside what is recorded, how surely, and what
// limits it. Every figure carries its 95 % interval; small shares become "about 22 in 10,000".
// Sentences are plain text: the page escapes them.
#pragma once

#include <string>
#include <vector>

#include "engine/report/site_directory.hpp"

namespace careshed {

/// "1.70 deaths a year (95 % interval 0.60 to 3.40)".
[[nodiscard]] std::string with_unit(const Summary& summary, const OutcomeInfo& info);
/// "Deaths averted (deaths a year)"; a title that holds its unit already stays alone.
[[nodiscard]] std::string titled_with_unit(const OutcomeInfo& info);
/// "about 22 in 10,000", over the power of ten that leaves at least ten.
[[nodiscard]] std::string natural_frequency(double share);

/// The verdict with the names a council knows.
[[nodiscard]] std::string verdict_of(const RankStudy& study, const SiteDirectory& directory);
/// What the site of rank 1 is expected to do, a sentence a finding; outcomes a study lacks are left
/// out.
[[nodiscard]] std::vector<std::string> findings_of_best(const RankStudy& study,
                                                        const SiteDirectory& directory);
/// The sites statistically indistinguishable from rank 1, those worse by less than the indifference
/// zone, and the cost of choosing wrongly.
[[nodiscard]] std::string alternatives_sentence(const RankStudy& study,
                                                const SiteDirectory& directory);
/// A lead within the indifference zone: "by no more than 0.05 deaths a year on average".
[[nodiscard]] std::string too_little(const RankStudy& study);
/// Whether people or booths set how much a site is used.
[[nodiscard]] std::string limit_sentence(double capacity_limited_share);
/// How fast people walk, and whether slopes count.
[[nodiscard]] std::string walking_sentence(const WalkNetwork& network);
/// What is put at each candidate, and for how long.
[[nodiscard]] std::string site_sentence(const Scenario& scenario);

} // namespace careshed
