// What the tags of an OpenStreetMap way say: is it a street, who may walk or drive there, which
// way, how fast. Defaults are those most routers share (docs/streets.md lists them); a key for one
// way of moving wins over a general one. Turn restrictions, barriers and hours are not read.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/city/streets/streets.hpp"
#include "engine/inputs/osm_source.hpp"

namespace careshed {

/// Every key by which a way is classified.
inline constexpr std::array<std::string_view, 13> kOsmStreetKeys = {
    "access", "area",     "bridge",        "foot",      "highway", "junction", "maxspeed",
    "oneway", "motorcar", "motor_vehicle", "motorroad", "tunnel",  "vehicle"};

/// Empty for a way that nobody may walk or drive along, or that is no street (yet).
[[nodiscard]] std::optional<Traffic> traffic_of(const OsmTags& tags);

} // namespace careshed
