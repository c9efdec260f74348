// Ways of OpenStreetMap as lines between crossings. Ways meet at shared nodes and nowhere else, so
// a bridge never touches what it crosses. A way is split where another kept way, or itself, passes
// through the same node; all other nodes are only its shape.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/city/streets/street_drafts.hpp"
#include "engine/inputs/finding.hpp"
#include "engine/inputs/osm_source.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// What the ways held that cannot be used.
struct OsmFaults {
    std::size_t closed = 0;        ///< ways that are no street, or that nobody may use
    std::size_t cut = 0;           ///< ways that name nodes the file does not hold
    std::size_t missing_nodes = 0; ///< such nodes, as often as they are named
    std::size_t loops = 0;         ///< pieces that end where they start: kept as two halves
};

struct OsmStreets {
    std::vector<StreetDraft> lines; ///< node ids as names
    OsmFaults faults;
};

/// Ways cut where they share a node; which ways are streets, docs/streets.md says.
[[nodiscard]] OsmStreets split_ways(const OsmFile& file);

/// Reads spec.layer.source. Adds what was left out.
[[nodiscard]] StreetDrafts read_osm_streets(const StreetsSpec& spec,
                                            std::vector<Finding>& findings);

} // namespace careshed
