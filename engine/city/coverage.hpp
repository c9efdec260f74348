// Do the layers fit together? Streets and areas that hardly overlap, residents without a street,
// overdoses where nobody lives: signs of a wrong CRS, a cut extract or a missing column.
#pragma once

#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

/// Of streets and areas, which `areas` indexes.
void report_coverage(const City& city, const ShapeIndex& areas, std::vector<Finding>& findings);

/// Of recorded overdoses against residents and areas; few of them are never told exactly.
void report_sparse_record(const City& city, std::vector<Finding>& findings);

} // namespace careshed
