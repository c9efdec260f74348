#include "models/tables/released_fields.hpp"

#include "models/tables/gate.hpp"

namespace careshed {

std::vector<ReleasedField> released_fields() {
    std::vector<ReleasedField> fields;
    for (const GateEntry& entry : gate_entries())
        fields.push_back({entry.file, entry.field, reason_text(entry.reason)});
    return fields;
}

} // namespace careshed
