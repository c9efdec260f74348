// The verdict of a ranking in one or two sentences: a single winner, statistically
// indistinguishable sites, or no effect that matters.
#pragma once

#include <span>
#include <string>

#include "engine/choose/ranking.hpp"

namespace careshed {

/// The sentences a council reads, with the names it knows; names[site] as the table's sites. Plain
/// text, not escaped.
[[nodiscard]] std::string verdict_sentence(const OutcomeTable& table, const Ranking& ranking,
                                           std::span<const std::string> names);

} // namespace careshed
