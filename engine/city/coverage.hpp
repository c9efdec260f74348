// Do the layers fit together? Streets and areas that hardly overlap, residents without a street,
// overdoses in areas without residents: signs of a wrong CRS, a cut extract or a missing column.
#pragma once

#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

/// Of streets and areas, which `areas` indexes.
void report_coverage(const City& city, const ShapeIndex& areas, std::vector<Finding>& findings);

/// Of recorded overdoses against residents and areas; small counts are never reported exactly.
void report_few_deaths(const City& city, std::vector<Finding>& findings);

} // namespace careshed
