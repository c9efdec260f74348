// Who is who in a study: the rows of the outcome table as candidates of the city, with the names a
// council knows and the place each took in the ranking.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/rank_study.hpp"

namespace careshed {

/// Columns by row of the headline's outcome table.
struct SiteDirectory {
    std::vector<std::size_t> candidate; ///< into City::candidates
    std::vector<std::string> names;     ///< for people: name, else address, else "Site <id>"
};

/// Throws an internal Error when a site of the table is no candidate of the city.
[[nodiscard]] SiteDirectory site_directory(const RankStudy& study);

/// Name of a candidate with the names merged into it.
[[nodiscard]] std::string candidate_name(const Candidate& candidate);

/// Place (1 = first) of a site id in another structure's ranking; empty when it is not in there.
[[nodiscard]] std::optional<int> place_in(const AlternativeRanks& alternative,
                                          const std::string& site_id);

/// Row of an outcome id, or empty: a study need not measure everything.
[[nodiscard]] std::optional<std::size_t> find_outcome(const OutcomeTable& table,
                                                      const std::string& id);

} // namespace careshed
