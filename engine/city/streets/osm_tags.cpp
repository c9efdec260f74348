#include "engine/city/streets/osm_tags.hpp"

#include <algorithm>
#include <span>

#include "engine/city/streets/street_words.hpp"

namespace careshed {

namespace {

/// What holds for a value of `highway` unless the way says otherwise.
struct HighwayRule {
    std::string_view value;
    StreetClass kind;
    bool walks, drives;
};

constexpr std::array<HighwayRule, 24> kHighways = {{
    {"motorway", StreetClass::motorway, false, true},
    {"motorway_link", StreetClass::motorway, false, true},
    {"trunk", StreetClass::trunk, true, true},
    {"trunk_link", StreetClass::trunk, true, true},
    {"primary", StreetClass::primary, true, true},
    {"primary_link", StreetClass::primary, true, true},
    {"secondary", StreetClass::secondary, true, true},
    {"secondary_link", StreetClass::secondary, true, true},
    {"tertiary", StreetClass::tertiary, true, true},
    {"tertiary_link", StreetClass::tertiary, true, true},
    {"unclassified", StreetClass::local, true, true},
    {"residential", StreetClass::local, true, true},
    {"living_street", StreetClass::local, true, true},
    {"road", StreetClass::local, true, true},
    {"service", StreetClass::service, true, true},
    {"track", StreetClass::footway, true, false},
    {"footway", StreetClass::footway, true, false},
    {"path", StreetClass::footway, true, false},
    {"pedestrian", StreetClass::footway, true, false},
    {"cycleway", StreetClass::footway, true, false},
    {"bridleway", StreetClass::footway, true, false},
    {"corridor", StreetClass::footway, true, false},
    {"platform", StreetClass::footway, true, false},
    {"steps", StreetClass::steps, true, false},
}};

using Words = std::span<const std::string_view>;
constexpr std::array<std::string_view, 6> kClosed = {"no",       "private",  "agricultural",
                                                     "forestry", "military", "use_sidepath"};
constexpr std::array<std::string_view, 4> kOpen = {"yes", "permissive", "designated", "official"};
constexpr std::array<std::string_view, 3> kAlong = {"yes", "true", "1"};
constexpr std::array<std::string_view, 2> kAgainst = {"-1", "reverse"};
constexpr std::array<std::string_view, 3> kBothWays = {"no", "false", "0"};
constexpr std::array<std::string_view, 2> kRoundabouts = {"roundabout", "circular"};

bool is_among(std::string_view word, Words words) {
    return std::ranges::find(words, word) != words.end();
}

/// "" when the way does not carry the key.
std::string_view value_of(const OsmTags& tags, std::string_view key) {
    const auto found = std::ranges::find(tags, key, &OsmTags::value_type::first);
    return found == tags.end() ? std::string_view() : std::string_view(found->second);
}

/// The first key the way carries decides, if its value says anything: `keys` run from the most
/// special. Only a key of the own way of moving opens what is closed by default: access=yes on a
/// footway means those who walk.
bool is_admitted(const OsmTags& tags, Words keys, bool by_default) {
    for (const std::string_view key : keys) {
        const std::string_view value = value_of(tags, key);
        if (value.empty())
            continue;
        if (is_among(value, kClosed))
            return false;
        const bool is_own = key != "access" && key != "vehicle";
        return by_default || (is_own && is_among(value, kOpen));
    }
    return by_default;
}

bool walks(const OsmTags& tags, const HighwayRule& rule) {
    constexpr std::array<std::string_view, 2> kKeys = {"foot", "access"};
    const bool by_default = rule.walks && value_of(tags, "motorroad") != "yes";
    return is_admitted(tags, kKeys, by_default);
}

bool drives(const OsmTags& tags, const HighwayRule& rule) {
    constexpr std::array<std::string_view, 4> kKeys = {"motorcar", "motor_vehicle", "vehicle",
                                                       "access"};
    return rule.kind != StreetClass::steps && is_admitted(tags, kKeys, rule.drives);
}

/// Keeps the directions that `oneway` leaves; motorways and roundabouts imply their own.
void restrict_direction(const OsmTags& tags, Traffic& traffic) {
    const std::string_view oneway = value_of(tags, "oneway");
    const bool is_implied = is_among(value_of(tags, "junction"), kRoundabouts) ||
                            value_of(tags, "highway") == "motorway";
    if (is_among(oneway, kAgainst))
        traffic.drives_along = false;
    else if (is_among(oneway, kAlong) || (is_implied && !is_among(oneway, kBothWays)))
        traffic.drives_against = false;
}

bool is_set(std::string_view value) { return !value.empty() && !is_among(value, kBothWays); }

} // namespace

std::optional<Traffic> traffic_of(const OsmTags& tags) {
    const auto* const rule =
        std::ranges::find(kHighways, value_of(tags, "highway"), &HighwayRule::value);
    if (rule == kHighways.end())
        return std::nullopt;
    Traffic traffic;
    traffic.kind = rule->kind;
    traffic.is_walkable = walks(tags, *rule);
    traffic.drives_along = traffic.drives_against = drives(tags, *rule);
    if (value_of(tags, "area") == "yes") // a square is walked along its edge, and not driven
        traffic.drives_along = traffic.drives_against = false;
    if (traffic.drives_along)
        restrict_direction(tags, traffic);
    if (!traffic.is_walkable && !traffic.drives_along && !traffic.drives_against)
        return std::nullopt;
    traffic.is_level = is_set(value_of(tags, "bridge")) || is_set(value_of(tags, "tunnel"));
    traffic.speed_kmh = parse_speed(value_of(tags, "maxspeed"));
    return traffic;
}

} // namespace careshed
