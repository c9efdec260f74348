// Labels that few recorded deaths carry are merged before anything is made from them: a model
// fitted to one death of a label would point at that death. Every label left stands for at least 11
// deaths of the fitted years, or for all of them.
#pragma once

#include <string>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

struct IncidentTable {
    std::vector<Incident> incidents; ///< by area, year, place, group
    std::vector<Group> groups;       ///< by labels
};

inline constexpr const char* kMergedLabel = "other or unknown";
/// The smallest number of deaths a label may stand for; as the threshold of small cells.
inline constexpr double kFewestOfLabel = 11;

/// Merges rare labels of each group column and renumbers the groups. Returns, for each column, the
/// labels merged.
std::vector<std::vector<std::string>> merge_rare_labels(IncidentTable& table, std::size_t columns);

} // namespace careshed
