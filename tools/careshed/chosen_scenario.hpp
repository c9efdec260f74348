// The scenario that a command line means: the file's, with the line's changes.
#pragma once

#include "engine/inputs/scenario.hpp"
#include "tools/careshed/invocation.hpp"

namespace careshed {

/// Reads the scenario and applies --seed, --draws and the options of the model. Throws a resource
/// Error when the folder of --data or CARESHED_DATA does not exist, and as read_scenario and
/// require_known_overrides do.
[[nodiscard]] Scenario chosen_scenario(const Invocation& invocation);
/// Throws a usage Error, before any work, when the results would replace what the run reads.
void refuse_results_over_inputs(const Invocation& invocation, const Scenario& scenario);

} // namespace careshed
