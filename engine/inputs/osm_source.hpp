// The ways of an OpenStreetMap file that carry a tag, and where their nodes lie. Reads .osm.pbf and
// .osm through libosmium in two passes (ways, then the nodes they name), after one that checks a
// .osm.pbf (osm_blocks); memory grows with the ways kept, not with the file. What a tag means is
// not decided here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/inputs/layers.hpp"

namespace careshed {

using OsmTags = std::vector<std::pair<std::string, std::string>>;

struct OsmWay {
    std::int64_t id = 0;
    std::vector<std::int64_t> nodes; ///< in the way's direction
    OsmTags tags;                    ///< of the keys asked for, by key
    auto operator<=>(const OsmWay&) const = default;
};

struct OsmNode {
    std::int64_t id = 0;
    LonLat place;
};

struct OsmFile {
    std::string title;          ///< "city.osm.pbf", for complaints
    std::vector<OsmWay> ways;   ///< by id
    std::vector<OsmNode> nodes; ///< by id: those the ways name, as far as the file holds them
    std::size_t repeated = 0;   ///< ways and nodes left out because another has their id

    /// Null when the file does not hold it.
    [[nodiscard]] const OsmNode* find_node(std::int64_t id) const;
};

/// What a reader of ways needs: the key a way must have, and all keys that classify it.
struct OsmWish {
    std::string_view required;
    std::span<const std::string_view> keys;
};

/// "city.osm.pbf" or "city.osm", in any case of letters.
[[nodiscard]] bool is_osm_name(const std::filesystem::path& file);

/// `place` says where the file was named. Throws a resource Error when the file is missing, is cut
/// short or is no such file, when the tags of a way are no pairs of texts or what it holds is far
/// larger than the file, an interrupted Error after a signal (what is left of the pass is still
/// read), an input Error when it holds no way with the key or a place that
/// cannot be.
[[nodiscard]] OsmFile read_osm(const std::filesystem::path& file, const std::string& place,
                               const OsmWish& wish);

} // namespace careshed
