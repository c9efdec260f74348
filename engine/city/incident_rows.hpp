// The rows of an incidents layer as years, counts and labels, before they are put on the ground.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// A row whose year is used, to fit or to score.
struct IncidentRow {
    std::size_t feature = 0; ///< into the layer
    int year = 0;
    bool fatal = true;
    bool held_out = false;
    double count = 1;
    std::vector<std::string> labels; ///< one a group column
};

struct IncidentRows {
    std::vector<IncidentRow> rows;
    std::size_t undated = 0;
    std::size_t other_years = 0;
};

/// Columns an incidents layer must have.
[[nodiscard]] std::vector<std::string> incident_columns(const IncidentsSpec& spec);

/// Throws one input Error naming the first rows with an unreadable date, count or fatal mark, by
/// column and row: what stands there is never said.
[[nodiscard]] IncidentRows read_incident_rows(const IncidentsSpec& spec, const Layer& layer);

} // namespace careshed
