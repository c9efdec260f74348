#include "engine/city/streets/osm_streets.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "engine/city/streets/osm_tags.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kMissing = std::numeric_limits<std::uint32_t>::max();

/// A run of known nodes of one way, by their rows in the file's nodes; at least two.
struct Run {
    const OsmWay* way = nullptr;
    Traffic traffic;
    std::vector<std::uint32_t> nodes;
};

std::uint32_t row_of(const OsmFile& file, std::int64_t id) {
    const OsmNode* node = file.find_node(id);
    return node ? static_cast<std::uint32_t>(node - file.nodes.data()) : kMissing;
}

/// Cuts a way where a node is missing; a node named twice in a row is one.
void append_runs(const OsmFile& file, const OsmWay& way, const Traffic& traffic,
                 std::vector<Run>& runs, OsmFaults& faults) {
    const std::size_t missing_before = faults.missing_nodes;
    Run run{&way, traffic, {}};
    const auto close = [&] {
        if (run.nodes.size() > 1)
            runs.push_back(run);
        run.nodes.clear();
    };
    for (const std::int64_t id : way.nodes) {
        const std::uint32_t row = row_of(file, id);
        if (row == kMissing) {
            ++faults.missing_nodes;
            close();
        } else if (run.nodes.empty() || run.nodes.back() != row) {
            run.nodes.push_back(row);
        }
    }
    close();
    faults.cut += faults.missing_nodes > missing_before ? 1 : 0;
}

/// Whether lines end at a node: an end of a run, or passed more than once.
std::vector<bool> find_crossings(const std::vector<Run>& runs, std::size_t nodes) {
    std::vector<bool> is_passed(nodes, false), is_crossing(nodes, false);
    for (const Run& run : runs) {
        is_crossing[run.nodes.front()] = is_crossing[run.nodes.back()] = true;
        for (const std::uint32_t node : run.nodes) {
            if (is_passed[node])
                is_crossing[node] = true;
            is_passed[node] = true;
        }
    }
    return is_crossing;
}

class Splitter {
  public:
    Splitter(const OsmFile& file, OsmStreets& streets) : file_(file), streets_(streets) {}

    void split(const Run& run, const std::vector<bool>& is_crossing) {
        const std::span<const std::uint32_t> nodes(run.nodes);
        std::size_t first = 0;
        for (std::size_t i = 1; i < nodes.size(); ++i)
            if (is_crossing[nodes[i]]) {
                append_piece(run, nodes.subspan(first, i + 1 - first));
                first = i;
            }
    }

  private:
    /// A street that comes back to where it started has two ways round: it is cut halfway, so that
    /// its residents are on the network.
    void append_piece(const Run& run, std::span<const std::uint32_t> nodes) {
        if (nodes.front() != nodes.back()) {
            append_line(run, nodes);
            return;
        }
        const std::size_t middle = nodes.size() / 2;
        append_line(run, nodes.subspan(0, middle + 1));
        append_line(run, nodes.subspan(middle));
        ++streets_.faults.loops;
    }

    void append_line(const Run& run, std::span<const std::uint32_t> nodes) {
        const auto name = [&](std::uint32_t row) { return fmt::format("{}", file_.nodes[row].id); };
        StreetDraft line{name(nodes.front()), name(nodes.back()), {}, run.traffic, run.way->id};
        line.shape.reserve(nodes.size());
        for (const std::uint32_t row : nodes)
            line.shape.push_back(file_.nodes[row].place);
        streets_.lines.push_back(std::move(line));
    }

    const OsmFile& file_;
    OsmStreets& streets_;
};

void report(const OsmFile& file, const OsmFaults& faults, std::vector<Finding>& findings) {
    if (faults.closed > 0)
        add_note(findings, "streets",
                 plain_count(faults.closed) + " ways are left out: not built, or closed to those "
                                              "who walk and to those who drive");
    if (faults.cut > 0)
        add_warning(findings, "streets",
                    fmt::format("{} ways name {} nodes that {} does not hold; they end where it "
                                "does. Take a wider extract if the city is cut off there",
                                plain_count(faults.cut), plain_count(faults.missing_nodes),
                                file.title));
    if (file.repeated > 0)
        add_warning(findings, "streets",
                    plain_count(file.repeated) +
                        " ways and nodes left out: another has the same id");
    if (faults.loops > 0)
        add_note(findings, "streets",
                 plain_count(faults.loops) +
                     " pieces end where they start; each is kept as two halves");
}

} // namespace

OsmStreets split_ways(const OsmFile& file) {
    OsmStreets streets;
    std::vector<Run> runs;
    for (const OsmWay& way : file.ways)
        if (const auto traffic = traffic_of(way.tags))
            append_runs(file, way, *traffic, runs, streets.faults);
        else
            ++streets.faults.closed;
    const std::vector<bool> is_crossing = find_crossings(runs, file.nodes.size());
    Splitter splitter(file, streets);
    for (const Run& run : runs)
        splitter.split(run, is_crossing);
    return streets;
}

StreetDrafts read_osm_streets(const StreetsSpec& spec, std::vector<Finding>& findings) {
    const OsmFile file = read_osm(spec.layer.source, spec.layer.place, {"highway", kOsmStreetKeys});
    OsmStreets streets = split_ways(file);
    report(file, streets.faults, findings);
    return {file.title, "way", file.ways.size(), std::move(streets.lines)};
}

} // namespace careshed
