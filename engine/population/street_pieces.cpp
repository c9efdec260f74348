#include "engine/population/street_pieces.hpp"

#include <algorithm>

#include "engine/city/shapes.hpp"
#include "engine/city/streets/snapping.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kPieceCm = 2500;
constexpr std::uint32_t kWhole = 65535;

ShapeIndex index_of(const City& city) {
    std::vector<Shape> shapes;
    for (const Area& area : city.areas)
        shapes.push_back({GeometryKind::polygon, area.polygons});
    return ShapeIndex(shapes);
}

/// The mean of the outer ring's corners: near enough to find a street for an area without one.
Point rough_centre(const Area& area) {
    const auto& ring = area.polygons.front().front();
    std::int64_t x = 0, y = 0;
    for (const Point corner : ring) {
        x += corner.x;
        y += corner.y;
    }
    const auto n = static_cast<std::int64_t>(ring.size());
    return {static_cast<std::int32_t>(x / n), static_cast<std::int32_t>(y / n)};
}

std::vector<bool> areas_in_use(const City& city) {
    std::vector<bool> in_use;
    for (const Area& area : city.areas)
        in_use.push_back(area.population > 0);
    for (const Incident& incident : city.incidents)
        in_use[incident.area] = true;
    return in_use;
}

} // namespace

std::vector<StreetPiece> pieces_of(const Edge& edge, std::uint32_t id) {
    const std::uint32_t count = std::max(1U, (edge.length_cm + kPieceCm - 1) / kPieceCm);
    std::vector<StreetPiece> pieces;
    for (std::uint32_t k = 0; k < count; ++k) {
        const std::uint32_t from = kWhole * k / count;
        const std::uint32_t to = kWhole * (k + 1) / count;
        pieces.push_back({id, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(to),
                          std::max(1U, edge.length_cm / count)});
    }
    return pieces;
}

Place middle_of(const StreetPiece& piece) {
    return {piece.edge, static_cast<std::uint16_t>((std::uint32_t{piece.from} + piece.to) / 2)};
}

bool is_cut(const Streets& streets, const Edge& edge) {
    return edge.traffic.is_walkable && streets.component[edge.from] == 0;
}

std::vector<std::vector<StreetPiece>> pieces_by_area(const City& city) {
    std::vector<std::vector<StreetPiece>> pieces(city.areas.size());
    const ShapeIndex areas = index_of(city);
    const Streets& streets = city.streets;
    for (std::uint32_t id = 0; id < streets.edges.size(); ++id) {
        stop_if_interrupted();
        const Edge& edge = streets.edges[id];
        if (!is_cut(streets, edge))
            continue;
        for (const StreetPiece& piece : pieces_of(edge, id))
            if (const auto area = areas.covering(point_of(streets, middle_of(piece))))
                pieces[*area].push_back(piece);
    }

    const StreetIndex nearest_street(streets);
    const std::vector<bool> in_use = areas_in_use(city);
    for (std::size_t a = 0; a < pieces.size(); ++a) {
        stop_if_interrupted();
        if (!pieces[a].empty() || !in_use[a])
            continue;
        constexpr double kFarCm = 200000; // 2 km: a large area of water or rail
        if (const auto snap = nearest_street.nearest(rough_centre(city.areas[a]), kFarCm))
            pieces[a].push_back({snap->place.edge, snap->place.share, snap->place.share, 1});
    }
    return pieces;
}

} // namespace careshed
