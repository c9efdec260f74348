#include "engine/city/streets/street_columns.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

#include "engine/city/streets/components.hpp"
#include "engine/core/column_file.hpp"

namespace careshed {

namespace {

/// An edge without gaps between its fields; flags are bits, for not every byte is a bool.
struct EdgeRow {
    std::uint32_t from = 0, to = 0, length_cm = 0, first_shape = 0, shape_size = 0;
    std::uint8_t kind = 0, flags = 0, speed_kmh = 0, unused = 0;
};
enum Flag : std::uint8_t { walkable = 1, along = 2, against = 4, level = 8 };
constexpr unsigned kAllFlags = 15;

// Fields are named one by one, so that a new one cannot be forgotten here.
EdgeRow edge_row(const Edge& edge) {
    const auto& [from, to, length_cm, first_shape, shape_size, traffic] = edge;
    const auto& [kind, is_walkable, drives_along, drives_against, is_level, speed_kmh] = traffic;
    const int flags = (is_walkable ? walkable : 0) | (drives_along ? along : 0) |
                      (drives_against ? against : 0) | (is_level ? level : 0);
    return {from,
            to,
            length_cm,
            first_shape,
            shape_size,
            static_cast<std::uint8_t>(kind),
            static_cast<std::uint8_t>(flags),
            speed_kmh,
            0};
}

bool is_edge(const EdgeRow& row) { return row.kind < kStreetClasses && row.flags <= kAllFlags; }

Edge edge_of(const EdgeRow& row) {
    const Traffic traffic{static_cast<StreetClass>(row.kind), (row.flags & walkable) != 0,
                          (row.flags & along) != 0,           (row.flags & against) != 0,
                          (row.flags & level) != 0,           row.speed_kmh};
    return {row.from, row.to, row.length_cm, row.first_shape, row.shape_size, traffic};
}

/// first[i] .. first[i + 1] are parts, each of at least `fewest`, of `whole` in turn.
bool are_parts(const std::vector<std::uint32_t>& first, std::size_t parts, std::size_t whole,
               std::uint32_t fewest) {
    if (first.size() != parts + 1 || first.front() != 0 || first.back() != whole)
        return false;
    for (std::size_t i = 0; i < parts; ++i)
        if (first[i + 1] < first[i] || first[i + 1] - first[i] < fewest)
            return false;
    return true;
}

bool are_edges_sound(const Streets& streets) {
    return std::ranges::all_of(streets.edges, [&](const Edge& edge) {
        return edge.from < streets.nodes.size() && edge.to < streets.nodes.size() &&
               edge.shape_size >= 2 &&
               std::uint64_t{edge.first_shape} + edge.shape_size <= streets.shape.size();
    });
}

/// Each leads along its edge from its node to the other end.
bool are_arcs_sound(const Streets& streets) {
    if (streets.arcs.size() != 2 * streets.edges.size() ||
        !are_parts(streets.first_arc, streets.nodes.size(), streets.arcs.size(), 0))
        return false;
    for (std::uint32_t n = 0; n < streets.nodes.size(); ++n)
        for (const Arc& arc : streets.arcs_of(n)) {
            if (arc.edge >= streets.edges.size())
                return false;
            const Edge& edge = streets.edges[arc.edge];
            const bool is_on_it =
                (edge.from == n && edge.to == arc.head) || (edge.to == n && edge.from == arc.head);
            if (!is_on_it)
                return false;
        }
    return true;
}

bool are_components_sound(const Streets& streets) {
    return streets.component.size() == streets.nodes.size() &&
           std::ranges::all_of(streets.component, [&](std::uint32_t c) {
               return c < streets.nodes.size() || c == kNotOnFoot;
           });
}

/// Streets that are read lie within kFarKm of their middle, which the grid's is not far from: what
/// lies beyond five times that would overflow who multiplies distances.
bool are_places_sound(const Streets& streets) {
    constexpr auto kFarthestCm = static_cast<std::int32_t>(5 * kFarKm * 100'000);
    const auto is_sound = [](Point p) {
        return -kFarthestCm <= p.x && p.x <= kFarthestCm && -kFarthestCm <= p.y &&
               p.y <= kFarthestCm;
    };
    return std::ranges::all_of(streets.nodes, is_sound) &&
           std::ranges::all_of(streets.shape, is_sound);
}

bool are_heights_sound(const Streets& streets) {
    return streets.first_height.empty()
               ? streets.height_cm.empty()
               : are_parts(streets.first_height, streets.edges.size(), streets.height_cm.size(), 2);
}

bool is_sound(const Streets& streets) {
    return !streets.edges.empty() && are_edges_sound(streets) && are_arcs_sound(streets) &&
           are_components_sound(streets) && are_heights_sound(streets) && are_places_sound(streets);
}

/// Longitudes and latitudes; false for NaN.
bool is_on_earth(double west, double south, double east, double north) {
    return west >= -180 && west <= east && east <= 180 && south >= -90 && south <= north &&
           north <= 90;
}

void add_numbers(ColumnWriter& columns, const StreetsRead& read) {
    const auto& [grid, extent, streets] = read;
    const auto& [west, south, east, north] = extent;
    std::vector<std::uint64_t> bits;
    for (const double degrees : {grid.centre_lon(), grid.centre_lat(), west, south, east, north})
        bits.push_back(std::bit_cast<std::uint64_t>(degrees));
    columns.add(bits);
}

bool take_numbers(ColumnReader& columns, StreetsRead& read) {
    std::vector<std::uint64_t> bits;
    if (!columns.take(bits) || bits.size() != 6)
        return false;
    std::vector<double> degrees;
    for (const std::uint64_t number : bits)
        degrees.push_back(std::bit_cast<double>(number));
    if (!is_on_earth(degrees[0], degrees[1], degrees[0], degrees[1]) ||
        !is_on_earth(degrees[2], degrees[3], degrees[4], degrees[5]))
        return false;
    read.grid = LocalGrid(degrees[0], degrees[1]);
    read.extent = {degrees[2], degrees[3], degrees[4], degrees[5]};
    return true;
}

void add_streets(ColumnWriter& columns, const Streets& whole) {
    const auto& [nodes, edges, first_arc, arcs, shape, component, first_height, height_cm] = whole;
    std::vector<EdgeRow> rows;
    std::ranges::transform(edges, std::back_inserter(rows), edge_row);
    columns.add(nodes);
    columns.add(rows);
    columns.add(first_arc);
    columns.add(arcs);
    columns.add(shape);
    columns.add(component);
    columns.add(first_height);
    columns.add(height_cm);
}

bool take_streets(ColumnReader& columns, Streets& streets) {
    std::vector<EdgeRow> rows;
    if (!columns.take(streets.nodes) || !columns.take(rows) || !columns.take(streets.first_arc) ||
        !columns.take(streets.arcs) || !columns.take(streets.shape) ||
        !columns.take(streets.component) || !columns.take(streets.first_height) ||
        !columns.take(streets.height_cm) || !std::ranges::all_of(rows, is_edge))
        return false;
    std::ranges::transform(rows, std::back_inserter(streets.edges), edge_of);
    return is_sound(streets);
}

void add_findings(ColumnWriter& columns, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        const auto& [level, topic, text] = finding;
        columns.add_text(level == Finding::Level::warning ? "warning" : "note");
        columns.add_text(topic);
        columns.add_text(text);
    }
}

bool take_findings(ColumnReader& columns, std::vector<Finding>& findings) {
    while (!columns.is_at_end()) {
        std::string level;
        Finding finding;
        if (!columns.take_text(level) || (level != "note" && level != "warning") ||
            !columns.take_text(finding.topic) || !columns.take_text(finding.text))
            return false;
        finding.level = level == "note" ? Finding::Level::note : Finding::Level::warning;
        findings.push_back(std::move(finding));
    }
    return true;
}

} // namespace

std::string columns_of(const KnownStreets& known, std::string_view key) {
    ColumnWriter columns;
    add_numbers(columns, known.read);
    add_streets(columns, known.read.streets);
    add_findings(columns, known.findings);
    return columns.bytes(key);
}

std::optional<KnownStreets> streets_from(std::string_view bytes, std::string_view key) {
    auto columns = ColumnReader::open(bytes, key);
    KnownStreets known;
    if (!columns || !take_numbers(*columns, known.read) ||
        !take_streets(*columns, known.read.streets) || !take_findings(*columns, known.findings))
        return std::nullopt;
    return known;
}

} // namespace careshed
