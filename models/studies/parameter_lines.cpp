#include "models/studies/parameter_lines.hpp"

#include "models/mechanisms/registry.hpp"

namespace careshed {

std::vector<ParameterLine> parameter_lines(const ModelSpec& model) {
    std::vector<ParameterLine> lines;
    for (const ParameterInfo& info : all_parameters()) {
        ParameterLine line;
        line.id = info.id;
        line.title = info.title;
        line.unit = info.unit;
        line.distribution = spread_name(info.spread);
        line.reference_group = info.reference;
        line.source = info.source;
        line.value = info.value;
        line.low = info.low;
        line.high = info.high;
        line.is_assumption = is_assumption(info);
        if (const auto fixed = model.overrides.find(info.id); fixed != model.overrides.end()) {
            line.value = line.low = line.high = fixed->second;
            line.distribution = "fixed";
            line.source = "set by the scenario; default: " + line.source;
        }
        lines.push_back(line);
    }
    return lines;
}

} // namespace careshed
