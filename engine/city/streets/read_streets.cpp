#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/city/streets/centreline_streets.hpp"
#include "engine/city/streets/noding.hpp"
#include "engine/city/streets/osm_streets.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_findings.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

StreetsExtent extent_of(const StreetDrafts& drafts) {
    StreetsExtent extent;
    for (const StreetDraft& line : drafts.lines)
        for (const LonLat place : line.shape)
            extent.include(place);
    return extent;
}

/// The middle one of the lines' first vertices: a few stray lines do not move it.
LonLat middle_of(const StreetDrafts& drafts) {
    std::vector<double> lon, lat;
    for (const StreetDraft& line : drafts.lines) {
        lon.push_back(line.shape.front().lon);
        lat.push_back(line.shape.front().lat);
    }
    const std::size_t half = lon.size() / 2;
    std::ranges::nth_element(lon, lon.begin() + static_cast<std::ptrdiff_t>(half));
    std::ranges::nth_element(lat, lat.begin() + static_cast<std::ptrdiff_t>(half));
    return {lon[half], lat[half]};
}

/// Streets on both sides of an ocean are two cities, or one with stray lines: says which line.
void refuse_far_apart(const StreetDrafts& drafts) {
    const LonLat middle = middle_of(drafts);
    StreetsExtent core;
    core.include(middle);
    for (const StreetDraft& line : drafts.lines)
        for (const LonLat place : line.shape)
            if (!core.is_near(place))
                throw Error(ErrorKind::input,
                            fmt::format("{}, {} {}", drafts.title, drafts.row_word, line.number),
                            fmt::format("it lies more than {} km from the middle of the streets "
                                        "({:.2f}, {:.2f})",
                                        kFarKm, middle.lon, middle.lat),
                            drafts.row_word == "way"
                                ? "take an extract of one city"
                                : "drop it with where = \"...\", or check its coordinates");
}

std::vector<StreetLine> lay_on(const LocalGrid& grid, StreetDrafts& drafts) {
    std::vector<StreetLine> lines;
    lines.reserve(drafts.lines.size());
    for (StreetDraft& draft : drafts.lines) {
        StreetLine& line = lines.emplace_back();
        line.from = std::move(draft.from);
        line.to = std::move(draft.to);
        line.traffic = draft.traffic;
        line.shape.reserve(draft.shape.size());
        for (const LonLat place : draft.shape)
            line.shape.push_back(grid.project(place));
    }
    return lines;
}

std::vector<StreetLine> cut_at_crossings(std::vector<StreetLine> lines, const LocalGrid& grid,
                                         std::vector<Finding>& findings) {
    NodedLines noded = node_crossings(std::move(lines));
    add_note(findings, "streets",
             plain_count(noded.cuts) + " cuts made where lines cross or touch others");
    if (!noded.left.empty()) {
        const LonLat first = grid.unproject(noded.left.front());
        add_warning(findings, "streets",
                    fmt::format("in {} places lines cross, touch or end within {} cm of others and "
                                "still do not meet after {} rounds of joining them, the first at "
                                "{:.5f}, {:.5f}; look there for lines drawn over one another",
                                plain_count(noded.left.size()), kTouchCm, kMostRounds, first.lon,
                                first.lat));
    }
    return std::move(noded.lines);
}

void refuse_unusable(const StreetsSpec& spec, const StreetDrafts& drafts, const Streets& streets) {
    if (streets.edges.empty())
        throw Error(ErrorKind::input, drafts.title, "no line makes a street between two places",
                    spec.is_osm ? "does the extract hold the nodes of its ways?"
                                : "are the from and to columns the ends of each line?");
    if (std::ranges::none_of(streets.edges,
                             [](const Edge& edge) { return edge.traffic.is_walkable; }))
        throw Error(ErrorKind::input, drafts.title, "nobody can walk along any of its lines",
                    spec.is_osm ? "take an extract with streets and footways, not of roads only"
                                : "does the filter freeways pick every line?");
}

} // namespace

StreetsRead read_streets(const StreetsSpec& spec, std::vector<Finding>& findings) {
    StreetDrafts drafts =
        spec.is_osm ? read_osm_streets(spec, findings) : read_centrelines(spec, findings);
    StreetsRead read;
    if (drafts.lines.empty())
        refuse_unusable(spec, drafts, read.streets);
    refuse_far_apart(drafts);
    read.extent = extent_of(drafts);
    read.grid = LocalGrid((read.extent.west + read.extent.east) / 2,
                          (read.extent.south + read.extent.north) / 2);
    std::vector<StreetLine> lines = lay_on(read.grid, drafts);
    if (spec.meet_at_crossings)
        lines = cut_at_crossings(std::move(lines), read.grid, findings);
    StreetNetwork network = build_network(std::move(lines));
    read.streets = std::move(network.streets);
    refuse_unusable(spec, drafts, read.streets);
    report_size(drafts, read.streets, findings);
    report_classes(read.streets, findings);
    report_faults(network.faults, findings);
    report_components(spec, read, findings);
    report_traps(read, findings);
    return read;
}

} // namespace careshed
