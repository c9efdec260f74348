// What is said about streets once they are read: their size, what was dropped, what does not hang
// together.
#pragma once

#include <vector>

#include "engine/city/streets/street_drafts.hpp"
#include "engine/city/streets/street_network.hpp"
#include "engine/city/streets/streets_read.hpp"
#include "engine/inputs/finding.hpp"

namespace careshed {

/// Lines read, nodes and edges kept.
void report_size(const StreetDrafts& drafts, const Streets& streets,
                 std::vector<Finding>& findings);
/// Kilometres by class, on foot and by car.
void report_classes(const Streets& streets, std::vector<Finding>& findings);
void report_faults(const StreetFaults& faults, std::vector<Finding>& findings);
/// Where those who drive get stuck.
void report_traps(const StreetsRead& read, std::vector<Finding>& findings);
/// Pieces of the network that do not touch the main one, and nodes that no line touches.
void report_components(const StreetsSpec& spec, const StreetsRead& read,
                       std::vector<Finding>& findings);

} // namespace careshed
