// A parameter as tables and the manifest show it; the models fill it in.
#pragma once

#include <string>

namespace careshed {

/// `value`, `low` and `high` in `unit`.
struct ParameterLine {
    std::string id, title, unit, distribution, reference_group, source;
    double value = 0, low = 0, high = 0;
    bool is_assumption = false;
    std::string set; ///< "fatality:profound", ... or empty
};

} // namespace careshed
