// How the classes and speeds of streets are written in files and tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/city/streets/streets.hpp"

namespace careshed {

/// "motorway" to "steps".
[[nodiscard]] std::string_view class_name(StreetClass kind);
/// The class of that name, in small letters.
[[nodiscard]] std::optional<StreetClass> class_of_name(std::string_view name);

/// "30", "30 km/h" and "30 mph" in whole km/h; 0 for anything else ("RU:urban", "signals").
[[nodiscard]] std::uint8_t parse_speed(std::string_view text);

} // namespace careshed
