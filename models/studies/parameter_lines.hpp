// The models' parameters as tables and manifests show them.
#pragma once

#include <vector>

#include "engine/inputs/scenario.hpp"
#include "engine/report/parameter_line.hpp"

namespace careshed {

/// Every parameter in the table's order, each in its own unit; overrides replace values and fix
/// them.
[[nodiscard]] std::vector<ParameterLine> parameter_lines(const ModelSpec& model);

} // namespace careshed
