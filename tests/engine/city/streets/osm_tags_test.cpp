// What the tags of a way say, one rule a claim.
#include <catch2/catch.hpp>

#include "engine/city/streets/osm_tags.hpp"
#include "engine/city/streets/street_words.hpp"

namespace careshed::osm_tags_test {

namespace {

/// "highway=steps foot=no"
OsmTags tags_of(const std::string& text) {
    OsmTags tags;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::size_t equals = text.find('=', at);
        tags.emplace_back(text.substr(at, equals - at), text.substr(equals + 1, end - equals - 1));
        at = end + 1;
    }
    return tags;
}

Traffic classify(const std::string& text) {
    INFO(text);
    const auto traffic = traffic_of(tags_of(text));
    REQUIRE(traffic);
    return *traffic;
}

bool is_left_out(const std::string& text) { return !traffic_of(tags_of(text)); }
bool walks(const std::string& text) { return classify(text).is_walkable; }
bool drives(const std::string& text) {
    const Traffic traffic = classify(text);
    return traffic.drives_along || traffic.drives_against;
}
/// "both", "along", "against" or "none".
std::string directions(const std::string& text) {
    const Traffic traffic = classify(text);
    if (traffic.drives_along && traffic.drives_against)
        return "both";
    return traffic.drives_along ? "along" : traffic.drives_against ? "against" : "none";
}

} // namespace

TEST_CASE("Streets are walked and driven, footways walked, motorways driven", "[osm]") {
    for (const char* value : {"trunk", "primary", "secondary_link", "tertiary", "unclassified",
                              "residential", "living_street", "road", "service"}) {
        CHECK(walks(std::string("highway=") + value));
        CHECK(drives(std::string("highway=") + value));
    }
    for (const char* value : {"footway", "path", "pedestrian", "cycleway", "bridleway", "track",
                              "corridor", "platform", "steps"}) {
        CHECK(walks(std::string("highway=") + value));
        CHECK_FALSE(drives(std::string("highway=") + value));
    }
    for (const char* value : {"motorway", "motorway_link"}) {
        CHECK_FALSE(walks(std::string("highway=") + value));
        CHECK(drives(std::string("highway=") + value));
    }
}

TEST_CASE("What is not built yet, or no street at all, is left out", "[osm]") {
    for (const char* value : {"construction", "proposed", "abandoned", "raceway", "bus_guideway",
                              "bus_stop", "elevator", "rest_area", "no", ""})
        CHECK(is_left_out(std::string("highway=") + value));
    CHECK(is_left_out("route=ferry"));
}

TEST_CASE("Links and street classes have the class they lead to", "[osm]") {
    CHECK(classify("highway=motorway_link").kind == StreetClass::motorway);
    CHECK(classify("highway=primary_link").kind == StreetClass::primary);
    CHECK(classify("highway=residential").kind == StreetClass::local);
    CHECK(classify("highway=service").kind == StreetClass::service);
    CHECK(classify("highway=cycleway").kind == StreetClass::footway);
    CHECK(classify("highway=steps").kind == StreetClass::steps);
}

TEST_CASE("Private and closed ways are left out; a sidewalk beside closes the street to walkers",
          "[osm]") {
    CHECK(is_left_out("highway=service access=private"));
    CHECK(is_left_out("highway=residential access=no"));
    CHECK(is_left_out("highway=footway foot=no"));
    CHECK_FALSE(walks("highway=primary foot=no"));
    CHECK_FALSE(walks("highway=primary foot=use_sidepath"));
    CHECK(walks("highway=service access=destination"));
    CHECK(walks("highway=footway access=permissive"));
    CHECK_FALSE(drives("highway=residential motor_vehicle=no"));
    CHECK_FALSE(drives("highway=residential vehicle=private"));
}

TEST_CASE("The key of one's own way of moving wins over a general one", "[osm]") {
    CHECK(walks("highway=service access=private foot=yes"));
    CHECK_FALSE(drives("highway=service access=private foot=yes"));
    CHECK(walks("highway=service access=no foot=destination"));
    CHECK(drives("highway=service access=no vehicle=no motor_vehicle=yes"));
    CHECK_FALSE(drives("highway=service motor_vehicle=yes motorcar=no"));
    CHECK(drives("highway=pedestrian motor_vehicle=permissive"));
    CHECK_FALSE(drives("highway=pedestrian motor_vehicle=destination"));
    CHECK(walks("highway=motorway foot=designated"));
}

TEST_CASE("A general key opens nothing that is closed by default", "[osm]") {
    CHECK_FALSE(drives("highway=footway access=yes"));
    CHECK_FALSE(drives("highway=path vehicle=yes"));
    CHECK_FALSE(walks("highway=motorway access=yes"));
    CHECK_FALSE(drives("highway=steps motor_vehicle=yes"));
    CHECK_FALSE(walks("highway=trunk motorroad=yes"));
}

TEST_CASE("One-way streets restrict driving alone, in the direction they say", "[osm]") {
    CHECK(directions("highway=residential") == "both");
    for (const char* along : {"yes", "true", "1"})
        CHECK(directions(std::string("highway=residential oneway=") + along) == "along");
    for (const char* against : {"-1", "reverse"})
        CHECK(directions(std::string("highway=residential oneway=") + against) == "against");
    CHECK(directions("highway=residential oneway=alternating") == "both");
    CHECK(walks("highway=residential oneway=yes"));
    CHECK(directions("highway=footway oneway=yes") == "none");
}

TEST_CASE("Roundabouts and motorways are one-way unless they say otherwise", "[osm]") {
    CHECK(directions("highway=tertiary junction=roundabout") == "along");
    CHECK(directions("highway=tertiary junction=circular") == "along");
    CHECK(directions("highway=tertiary junction=roundabout oneway=-1") == "against");
    CHECK(directions("highway=motorway") == "along");
    CHECK(directions("highway=motorway oneway=no") == "both");
    CHECK(directions("highway=motorway_link") == "both");
}

TEST_CASE("A square is walked along its edge and not driven", "[osm]") {
    CHECK(walks("highway=pedestrian area=yes"));
    CHECK(walks("highway=service area=yes"));
    CHECK_FALSE(drives("highway=service area=yes"));
}

TEST_CASE("Bridges and tunnels are level", "[osm]") {
    CHECK(classify("highway=primary bridge=viaduct").is_level);
    CHECK(classify("highway=primary tunnel=building_passage").is_level);
    CHECK_FALSE(classify("highway=primary bridge=no").is_level);
    CHECK_FALSE(classify("highway=primary").is_level);
}

TEST_CASE("Speeds are read in km/h and mph, and nothing is guessed", "[osm]") {
    CHECK(classify("highway=primary maxspeed=50").speed_kmh == 50);
    CHECK(parse_speed("25 mph") == 40);
    CHECK(parse_speed("30mph") == 48);
    CHECK(parse_speed("30 km/h") == 30);
    for (const char* text : {"RU:urban", "signals", "none", "walk", "-5", "0", "35 mph;40 mph", "",
                             "nan", "inf", "mph", "1e9", "201"})
        CHECK(parse_speed(text) == 0);
}

TEST_CASE("Class names and classes are each other's", "[osm]") {
    for (std::size_t kind = 0; kind < kStreetClasses; ++kind) {
        const auto of = static_cast<StreetClass>(kind);
        CHECK(class_of_name(class_name(of)) == of);
    }
    CHECK_FALSE(class_of_name("boulevard"));
}

} // namespace careshed::osm_tags_test
