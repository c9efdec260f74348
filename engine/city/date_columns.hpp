// How complete the dates of the recorded overdoses are: every column whose name says "date" is
// looked at, whether the scenario uses it or not, since choosing another column is an easy repair.
#pragma once

#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// One finding a date column, over all rows of the source and over those the scenario selects.
void report_date_columns(const IncidentsSpec& spec, std::vector<Finding>& findings);

} // namespace careshed
