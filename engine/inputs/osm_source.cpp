#include "engine/inputs/osm_source.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <system_error>
#include <tuple>

#include <fmt/format.h>
#include <osmium/handler.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/thread/pool.hpp>
#include <osmium/visitor.hpp>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/layer_source.hpp"
#include "engine/inputs/osm_blocks.hpp"
#include "engine/inputs/tag_walk.hpp"

namespace careshed {

namespace {

// As of layers: no city lies nearer to a pole.
constexpr double kLargestLatitude = 85;
constexpr int kDecoders = 2;
constexpr std::size_t kMostRefs = 100'000'000; // 800 MB; a large city has 5 million

/// The bytes of an object's tags. No other member of a tag list may be asked: they trust the texts
/// in it, and what a file says is first seen here.
std::string_view bytes_of(const osmium::TagList& tags) {
    const auto* const start = reinterpret_cast<const char*>(tags.data());
    return {start + sizeof(osmium::TagList), tags.byte_size() - sizeof(osmium::TagList)};
}

/// Keeps the ways that carry the required key.
class WayHandler : public osmium::handler::Handler {
  public:
    WayHandler(OsmFile& file, const OsmWish& wish) : file_(file), wish_(wish) {}

    void way(const osmium::Way& way) {
        stop_if_interrupted();
        if (!way.visible())
            return;
        const auto tags = tags_within(bytes_of(way.tags()));
        if (!tags)
            throw std::runtime_error(
                fmt::format("the tags of way {} are no pairs of UTF-8 texts", way.id()));
        if (std::ranges::find(*tags, wish_.required, &TagTexts::value_type::first) == tags->end())
            return;
        count(way.nodes().size());
        OsmWay kept{way.id(), {}, {}};
        for (const auto& node : way.nodes())
            kept.nodes.push_back(node.ref());
        for (const auto& [key, value] : *tags)
            if (std::ranges::find(wish_.keys, key) != wish_.keys.end())
                kept.tags.emplace_back(key, value);
        std::ranges::sort(kept.tags);
        file_.ways.push_back(std::move(kept));
    }

  private:
    void count(std::size_t refs) {
        refs_ += refs;
        if (refs_ > kMostRefs)
            throw Error(
                ErrorKind::input, file_.title,
                fmt::format("its streets name more than {} million nodes", kMostRefs / 1'000'000),
                "cut the city out, for example: osmium extract --bbox "
                "west,south,east,north in.osm.pbf -o city.osm.pbf");
    }

    OsmFile& file_;
    const OsmWish& wish_;
    std::size_t refs_ = 0;
};

/// Keeps the nodes of a sorted list.
class NodeHandler : public osmium::handler::Handler {
  public:
    NodeHandler(OsmFile& file, const std::vector<std::int64_t>& wanted)
        : file_(file), wanted_(wanted) {}

    void node(const osmium::Node& node) {
        stop_if_interrupted();
        if (!node.visible() || !node.location() || !std::ranges::binary_search(wanted_, node.id()))
            return;
        const osmium::Location at = node.location();
        file_.nodes.push_back({node.id(), {at.lon_without_check(), at.lat_without_check()}});
    }

  private:
    OsmFile& file_;
    const std::vector<std::int64_t>& wanted_;
};

bool is_pbf_name(const std::filesystem::path& file) {
    return lower_case(file.filename().string()).ends_with(".pbf");
}

/// One pass over the file. The format follows from the name, never from what stands in the file.
template <class Handler>
void read_entities(const std::filesystem::path& path, osmium::osm_entity_bits::type kind,
                   Handler&& handler) {
    const char* format = is_pbf_name(path) ? "pbf" : "osm";
    osmium::thread::Pool pool{kDecoders};
    osmium::io::Reader reader{osmium::io::File(path.string(), format), kind,
                              osmium::io::read_meta::no, pool};
    osmium::apply(reader, handler);
    reader.close();
}

/// The first of equals by `order` stays, in any order of the file.
template <class Row, class Order>
void keep_one_an_id(std::vector<Row>& rows, Order&& order, std::size_t& repeated) {
    std::ranges::sort(rows, {}, order);
    const auto rest = std::ranges::unique(rows, {}, &Row::id);
    repeated += rest.size();
    rows.erase(rest.begin(), rest.end());
}

std::vector<std::int64_t> nodes_of(const std::vector<OsmWay>& ways) {
    std::vector<std::int64_t> wanted;
    for (const OsmWay& way : ways)
        wanted.insert(wanted.end(), way.nodes.begin(), way.nodes.end());
    std::ranges::sort(wanted);
    const auto rest = std::ranges::unique(wanted);
    wanted.erase(rest.begin(), rest.end());
    return wanted;
}

void refuse_impossible(const OsmFile& file) {
    for (const OsmNode& node : file.nodes) {
        const double lon = std::abs(node.place.lon), lat = std::abs(node.place.lat);
        if (lon <= 180 && lat <= kLargestLatitude)
            continue;
        const std::string where = fmt::format("{}, node {}", file.title, node.id);
        if (lon <= kLargestLatitude && lat <= 180)
            throw Error(ErrorKind::input, where,
                        fmt::format("latitude {:.1f} lies beyond {} degrees: longitude and "
                                    "latitude look swapped",
                                    node.place.lat, kLargestLatitude),
                        "lon is the longitude (west negative), lat the latitude");
        throw Error(ErrorKind::input, where,
                    fmt::format("{} {:.1f} is out of range", lon > 180 ? "longitude" : "latitude",
                                lon > 180 ? node.place.lon : node.place.lat),
                    "coordinates of OpenStreetMap are degrees of WGS 84");
    }
}

void refuse_unreadable(const std::filesystem::path& file, const std::string& place) {
    const std::string shown = shown_source(file.string());
    if (const auto refusal = refuse_source(file.string()))
        throw Error(ErrorKind::input, place, fmt::format("{}: {}", shown, refusal->message),
                    refusal->hint);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        throw Error(ErrorKind::resource, place, fmt::format("no file {}", shown),
                    "check `osm` and the data folder given by --data");
    if (!is_osm_name(file))
        throw Error(ErrorKind::input, place, shown + " is no .osm.pbf or .osm file",
                    "name an extract of OpenStreetMap as .osm.pbf, or give other layers as source");
}

} // namespace

const OsmNode* OsmFile::find_node(std::int64_t id) const {
    const auto found = std::ranges::lower_bound(nodes, id, {}, &OsmNode::id);
    return found == nodes.end() || found->id != id ? nullptr : &*found;
}

bool is_osm_name(const std::filesystem::path& file) {
    return is_pbf_name(file) || lower_case(file.filename().string()).ends_with(".osm");
}

OsmFile read_osm(const std::filesystem::path& file, const std::string& place, const OsmWish& wish) {
    refuse_unreadable(file, place);
    OsmFile read;
    read.title = shown_source(file.string());
    try {
        if (is_pbf_name(file))
            check_osm_blocks(file);
        read_entities(file, osmium::osm_entity_bits::way, WayHandler(read, wish));
        keep_one_an_id(read.ways, std::identity(), read.repeated);
        const auto wanted = nodes_of(read.ways);
        read_entities(file, osmium::osm_entity_bits::node, NodeHandler(read, wanted));
    } catch (const Error&) {
        throw;
    } catch (const std::exception& fault) {
        const auto* const refusal = dynamic_cast<const std::system_error*>(&fault);
        if (refusal && refusal->code() == std::errc::resource_unavailable_try_again)
            throw Error(ErrorKind::resource, "", "the system gives no thread to read the extract",
                        "raise the limit of processes (ulimit -u) or of memory (ulimit -v)");
        throw Error(ErrorKind::resource, place,
                    fmt::format("{} cannot be read: {}", read.title, fault.what()),
                    "is the file whole? take the extract again, as .osm.pbf or .osm");
    }
    keep_one_an_id(
        read.nodes,
        [](const OsmNode& node) { return std::tuple(node.id, node.place.lon, node.place.lat); },
        read.repeated);
    if (read.ways.empty())
        throw Error(ErrorKind::input, place.empty() ? read.title : place + ": " + read.title,
                    fmt::format("no way has the tag {}", wish.required),
                    "take an extract that holds streets");
    refuse_impossible(read);
    return read;
}

} // namespace careshed
