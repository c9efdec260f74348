// Lines as a source gives them, before they are laid on the city's grid: what both kinds of
// sources, centreline layers and OpenStreetMap, are turned into.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/city/streets/streets.hpp"
#include "engine/inputs/layers.hpp"

namespace careshed {

struct StreetDraft {
    std::string from, to; ///< node names; both empty: lines meet where their ends coincide
    Ring shape;
    Traffic traffic{};       ///< along: as the shape runs
    std::int64_t number = 0; ///< of the feature or way it came from
};

struct StreetDrafts {
    std::string title;    ///< `layer "edges" of streets.gpkg`, "city.osm.pbf"
    std::string row_word; ///< what a number counts: "feature", "way"
    std::size_t read = 0; ///< rows of the source
    std::vector<StreetDraft> lines;
};

} // namespace careshed
