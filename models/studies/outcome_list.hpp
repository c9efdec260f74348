// The outcomes of a candidate, in the order of every table: name, unit, meaning, and source
// (counted or derived). A further outcome is a further row.
#pragma once

#include <vector>

#include "models/mechanisms/alternative_structures.hpp"
#include "models/studies/outcome_rows.hpp"

namespace careshed {

/// The outcomes of a site, each with its source (counted or derived).
[[nodiscard]] const OutcomeRows& outcome_rows();
/// Columns of the main table.
[[nodiscard]] const std::vector<OutcomeInfo>& site_outcomes();
/// Values of one site in one draw, in that order.
[[nodiscard]] std::vector<double> outcome_values(const SiteEffect& effect, const RunTerms& run);

/// The single column of an alternative structure.
[[nodiscard]] std::vector<OutcomeInfo>
alternative_outcomes(const AlternativeStructure& alternative);

/// One column for each label of each group column: "deaths_averted:race=Black". The second value
/// lists, for each column, the groups (rows of City::groups) that it sums.
struct GroupColumns {
    std::vector<OutcomeInfo> outcomes;
    std::vector<std::vector<std::size_t>> members;
};
/// By group column, then label; deaths a year.
[[nodiscard]] GroupColumns group_columns(const City& city);

} // namespace careshed
