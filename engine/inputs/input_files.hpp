// Which bytes did a run read? Its files are fingerprinted before the first is read and looked at
// again after the last: what a manifest says of them is what the results follow from.
#pragma once

#include <vector>

#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Every file of the scenario as it stands now, by path; none for databases. Reads each once.
/// Throws a resource Error when one cannot be read.
[[nodiscard]] std::vector<InputFile> input_files(const Scenario& scenario);

/// Those of scenario.inputs, or as they stand now where nothing has been read yet. Throws as
/// input_files does.
[[nodiscard]] std::vector<InputFile> files_read(const Scenario& scenario);

/// Throws a resource Error that names each file that was changed, replaced, removed or added since
/// scenario.inputs was taken: even one that has its former bytes again, for nobody knows which were
/// read.
void require_unchanged_inputs(const Scenario& scenario);

} // namespace careshed
