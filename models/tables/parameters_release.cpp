#include "models/tables/parameters_release.hpp"

#include "engine/report/study_sheets.hpp"
#include "models/mechanisms/registry.hpp"
#include "models/studies/parameter_lines.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

Sheet parameters(const ModelSpec& model) {
    return Gate("parameters", false).pass(parameters_sheet(parameter_lines(model)));
}

void require_known_overrides(const ModelSpec& model) { check_overrides(model); }

} // namespace careshed
