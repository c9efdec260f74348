// The models' parameters, for publication.
#pragma once

#include "engine/inputs/scenario.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// parameters.csv: every number of the models, or those of a scenario with its overrides.
[[nodiscard]] Sheet parameters(const ModelSpec& model = {});

/// Throws input Errors at the places of overrides that name no parameter or leave its scale.
void require_known_overrides(const ModelSpec& model);

} // namespace careshed
