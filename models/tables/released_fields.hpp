// Every file, column and field that a result may have, and why it may be published: the gate's
// table, for documents and tests.
#pragma once

#include <string>
#include <vector>

namespace careshed {

struct ReleasedField {
    std::string file;  ///< "ranking.csv"; "simulate/outcomes.csv": of that verb alone
    std::string field; ///< column, JSON field or map layer's field; "" for a text or a drawing
    std::string reason;
};
/// By file.
[[nodiscard]] std::vector<ReleasedField> released_fields();

} // namespace careshed
