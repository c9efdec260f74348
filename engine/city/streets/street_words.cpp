#include "engine/city/streets/street_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/inputs/number_text.hpp"

namespace careshed {

namespace {

constexpr double kKmPerMile = 1.609344;
constexpr double kFastestKmh = 200; // more is a slip of the pen

constexpr std::array<std::string_view, kStreetClasses> kClassNames = {
    "motorway", "trunk",   "primary", "secondary", "tertiary",
    "local",    "service", "footway", "steps"};

} // namespace

std::string_view class_name(StreetClass kind) {
    return kClassNames[static_cast<std::size_t>(kind)];
}

std::optional<StreetClass> class_of_name(std::string_view name) {
    const auto* const found = std::ranges::find(kClassNames, name);
    if (found == kClassNames.end())
        return std::nullopt;
    return static_cast<StreetClass>(found - kClassNames.begin());
}

std::uint8_t parse_speed(std::string_view text) {
    double per_unit = 1;
    for (const auto& [unit, factor] :
         {std::pair<std::string_view, double>{"km/h", 1}, {"mph", kKmPerMile}})
        if (text.ends_with(unit)) {
            text.remove_suffix(unit.size());
            per_unit = factor;
        }
    const double speed = parse_number(text).value_or(0) * per_unit;
    const bool is_possible = speed > 0 && speed <= kFastestKmh; // false for NaN too
    return is_possible ? static_cast<std::uint8_t>(std::floor(speed + 0.5)) : 0;
}

} // namespace careshed
