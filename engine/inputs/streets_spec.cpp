#include "engine/inputs/streets_spec.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/inputs/layer_source.hpp"
#include "engine/inputs/osm_source.hpp"

namespace careshed {

namespace {

constexpr const char* kLayerKeys[] = {"layer", "where",  "x",        "y",          "crs",
                                      "from",  "to",     "freeways", "footways",   "bridges",
                                      "class", "oneway", "speed",    "speed_unit", "meet"};

void check_source(const FieldReader& reader, std::vector<Complaint>& complaints) {
    if (reader.has("source") == reader.has("osm"))
        complaints.push_back({reader.place(reader.has("osm") ? "osm" : ""),
                              reader.has("osm")
                                  ? "city.streets has both a layer and an OpenStreetMap file"
                                  : "city.streets needs a layer or an OpenStreetMap file",
                              "give source = \"streets.gpkg\" or osm = \"city.osm.pbf\""});
    const std::string source = reader.text("source"), osm = reader.text("osm");
    if (!source.empty() && is_osm_name(source))
        complaints.push_back({reader.place("source"),
                              shown_source(source) + " is an OpenStreetMap file, not a layer",
                              fmt::format("write osm = \"{}\"", source)});
    if (!osm.empty() && !is_osm_name(osm))
        complaints.push_back({reader.place("osm"),
                              shown_source(osm) + " is no .osm.pbf or .osm file",
                              "name an extract of OpenStreetMap, or give a layer as source"});
}

/// An OpenStreetMap file says by its own tags what these keys say of a layer.
void check_osm_alone(const FieldReader& reader, std::vector<Complaint>& complaints) {
    for (const char* key : kLayerKeys)
        if (reader.has(key))
            complaints.push_back({reader.place(key),
                                  fmt::format("city.streets.{} says nothing of an OpenStreetMap "
                                              "file",
                                              key),
                                  "remove it; the tags of the ways decide"});
}

void check_nodes(const FieldReader& reader, const StreetsSpec& spec,
                 std::vector<Complaint>& complaints) {
    if (spec.from.empty() != spec.to.empty())
        complaints.push_back(
            {reader.place(spec.from.empty() ? "to" : "from"),
             "city.streets needs both node columns or neither",
             "name from and to, or remove both: lines then meet where their ends coincide"});
    else if (spec.meet_at_crossings && !spec.from.empty())
        complaints.push_back({reader.place("meet"),
                              "city.streets.meet = \"crossings\" does not go with node columns",
                              "remove from and to, or meet: node columns say where lines meet"});
}

} // namespace

StreetsSpec read_streets_spec(const FieldReader& reader, LayerSpec layer,
                              std::vector<Complaint>& complaints) {
    StreetsSpec spec{.layer = std::move(layer),
                     .is_osm = reader.has("osm"),
                     .from = reader.text("from"),
                     .to = reader.text("to"),
                     .freeways = reader.text("freeways"),
                     .footways = reader.text("footways"),
                     .bridges = reader.text("bridges"),
                     .kind = reader.text("class"),
                     .oneway = reader.text("oneway"),
                     .speed = reader.text("speed"),
                     .speed_in_mph = reader.text("speed_unit") == "mph",
                     .meet_at_crossings = reader.text("meet") == "crossings"};
    check_source(reader, complaints);
    if (spec.is_osm)
        check_osm_alone(reader, complaints);
    else
        check_nodes(reader, spec, complaints);
    return spec;
}

} // namespace careshed
