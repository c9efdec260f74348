// The tables of `careshed access`. Residents, streets and minutes are no secret; people at risk
// follow from recorded deaths, so those of small counts are hidden and the others rounded.
#pragma once

#include <vector>

#include "engine/report/sheet.hpp"
#include "models/studies/access_study.hpp"

namespace careshed {

/// access.csv: a row a candidate, in the city's order.
[[nodiscard]] Sheet sites_sheet(const AccessStudy& study);
/// People who stand for kSmallestShown recorded deaths or more, in tens: between figures rounded to
/// this, of rings that overlap, no smaller number of deaths can be inferred.
[[nodiscard]] double people_of_a_step(const AccessStudy& study);
/// people_at_risk.csv: by candidate, ring of walking time and label of each group column.
[[nodiscard]] Sheet at_risk_sheet(const AccessStudy& study, bool is_internal);
/// equity.csv: minutes to the nearest candidate and of the ambulance, by district and group.
[[nodiscard]] Sheet equity_sheet(const AccessStudy& study);
/// ems_response.csv: streets and residents by class of response. Empty rows without stations.
[[nodiscard]] Sheet response_sheet(const AccessStudy& study);
/// legal_space.csv: streets where each rule lets a site stand.
[[nodiscard]] Sheet legal_sheet(const LegalSpace& legal);

} // namespace careshed
