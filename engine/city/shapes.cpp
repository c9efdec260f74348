#include "engine/city/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "engine/city/geos.hpp"
#include "engine/city/geos_limit.hpp"
#include "engine/city/validity_cost.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

using geos::Context;
using geos::Geometry;
using geos::Vertex;

Vertex vertex_of(Point p) { return {double(p.x), double(p.y)}; }
Vertex vertex_of(LonLat p) { return {p.lon, p.lat}; }

template <class Source> std::vector<Vertex> vertices_of(const std::vector<Source>& ring) {
    std::vector<Vertex> vertices;
    vertices.reserve(ring.size());
    for (const Source& p : ring)
        vertices.push_back(vertex_of(p));
    return vertices;
}

/// One part of any kind. GEOS needs two vertices for a line and four for a ring.
Geometry part_of(const Context& context, GeometryKind kind,
                 const std::vector<std::vector<Vertex>>& rings) {
    if (kind == GeometryKind::point)
        return geos::make_point(context, rings.front().front());
    if (kind == GeometryKind::line)
        return geos::make_line(context, rings.front());
    return geos::make_polygon(context, rings);
}

Geometry geometry_of(const Context& context, GeometryKind kind,
                     const std::vector<std::vector<std::vector<Vertex>>>& shape) {
    std::vector<Geometry> parts;
    for (const auto& rings : shape)
        parts.push_back(part_of(context, kind, rings));
    const int type = kind == GeometryKind::point  ? GEOS_MULTIPOINT
                     : kind == GeometryKind::line ? GEOS_MULTILINESTRING
                                                  : GEOS_MULTIPOLYGON;
    return geos::collect(context, std::move(parts), type);
}

Geometry geometry_of(const Context& context, const Shape& shape) {
    std::vector<std::vector<std::vector<Vertex>>> parts;
    for (const auto& part : shape.parts) {
        auto& rings = parts.emplace_back();
        for (const auto& ring : part)
            rings.push_back(vertices_of(ring));
    }
    return geometry_of(context, shape.kind, parts);
}

/// As it was given, in degrees.
Geometry geometry_of(const Context& context, const Feature& polygon) {
    std::vector<std::vector<std::vector<Vertex>>> parts;
    for (const Part& part : polygon.parts) {
        auto& rings = parts.emplace_back();
        for (const Ring& ring : part.rings)
            rings.push_back(vertices_of(ring));
    }
    return geometry_of(context, GeometryKind::polygon, parts);
}

std::size_t vertices_in(const Feature& polygon) {
    std::size_t count = 0;
    for (const Part& part : polygon.parts)
        for (const Ring& ring : part.rings)
            count += ring.size();
    return count;
}

[[noreturn]] void refuse_cost(const Layer& layer, const Feature& polygon) {
    throw Error(ErrorKind::input, layer.place(polygon),
                "its polygon takes too long to check: its rings overlap or touch too often",
                "make it simpler, for example: ogr2ogr -simplify 1 simpler.gpkg the-layer's-file, "
                "or drop it with where = \"...\"");
}

bool is_open(const Ring& ring) {
    return ring.front().lon != ring.back().lon || ring.front().lat != ring.back().lat;
}

/// Faults that GEOS would refuse to build at all.
std::optional<ShapeFault> find_ring_fault(const Feature& polygon) {
    for (const Part& part : polygon.parts)
        for (const Ring& ring : part.rings) {
            if (ring.size() < 4)
                return ShapeFault{"ring with fewer than 4 vertices",
                                  ring.empty() ? LonLat{} : ring.front()};
            if (is_open(ring))
                return ShapeFault{"ring that is not closed", ring.front()};
        }
    return std::nullopt;
}

} // namespace

Shape project_shape(const LocalGrid& grid, const Feature& feature) {
    Shape shape{feature.kind, {}};
    for (const Part& part : feature.parts) {
        if (part.rings.empty() || part.rings.front().empty())
            continue; // an empty member of a multi-geometry
        auto& rings = shape.parts.emplace_back();
        for (const Ring& ring : part.rings) {
            auto& points = rings.emplace_back();
            for (const LonLat place : ring)
                points.push_back(grid.project(place));
            if (feature.kind == GeometryKind::line && points.size() == 1)
                points.push_back(points.front()); // a line needs two ends
        }
    }
    return shape;
}

std::optional<ShapeFault> FaultFinder::find(const Feature& polygon) {
    if (auto fault = find_ring_fault(polygon))
        return fault;
    constexpr double kSecondsAVertex = 2e-5;
    seconds_left_ += kSecondsAVertex * static_cast<double>(vertices_in(polygon));
    if (unstoppable_seconds(polygon, seconds_left_) > seconds_left_)
        refuse_cost(layer_, polygon);
    const Context context;
    const Geometry geometry = geometry_of(context, polygon);
    const geos::ProcessorLimit limit(seconds_left_);
    char* reason = nullptr;
    GEOSGeometry* raw_place = nullptr;
    const char valid = GEOSisValidDetail_r(context.get(), geometry.get(), 0, &reason, &raw_place);
    const Geometry place(raw_place, {context.get()});
    ShapeFault fault{reason != nullptr ? reason : "", {}};
    GEOSFree_r(context.get(), reason);
    stop_if_interrupted();
    if (limit.is_spent())
        refuse_cost(layer_, polygon);
    seconds_left_ -= limit.used();
    if (valid == 1)
        return std::nullopt;
    if (valid != 0)
        throw Error(ErrorKind::internal, layer_.place(polygon), "GEOS could not check a polygon");
    if (place) {
        GEOSGeomGetX_r(context.get(), place.get(), &fault.place.lon);
        GEOSGeomGetY_r(context.get(), place.get(), &fault.place.lat);
    }
    return fault;
}

/// Members are destroyed from the last to the first: the context must go last.
struct ShapeIndex::Handles {
    Context context;
    std::vector<Geometry> geometries;
    std::vector<geos::Prepared> prepared;
    std::vector<std::uint32_t> row; ///< the tree holds pointers into it
    geos::Tree tree;

    /// Rows whose bounding box comes within `margin` of the point.
    [[nodiscard]] std::vector<std::uint32_t> near(Point point, double margin) const {
        const double x = point.x, y = point.y;
        const Geometry box = geos::make_polygon(context, {{{x - margin, y - margin},
                                                           {x + margin, y - margin},
                                                           {x + margin, y + margin},
                                                           {x - margin, y + margin},
                                                           {x - margin, y - margin}}});
        std::vector<std::uint32_t> rows;
        const auto note = [](void* item, void* found) {
            static_cast<std::vector<std::uint32_t>*>(found)->push_back(
                *static_cast<const std::uint32_t*>(item));
        };
        GEOSSTRtree_query_r(context.get(), tree.get(), box.get(), note, &rows);
        std::ranges::sort(rows);
        return rows;
    }
};

ShapeIndex::ShapeIndex(std::span<const Shape> shapes) : handles_(std::make_unique<Handles>()) {
    Handles& h = *handles_;
    auto* const context = h.context.get();
    h.tree = geos::Tree(h.context.checked(GEOSSTRtree_create_r(context, 10)), {context});
    h.row.resize(shapes.size());
    for (const Shape& shape : shapes) {
        h.row[h.geometries.size()] = static_cast<std::uint32_t>(h.geometries.size());
        h.geometries.push_back(geometry_of(h.context, shape));
        const GEOSGeometry* geometry = h.geometries.back().get();
        h.prepared.emplace_back(h.context.checked(GEOSPrepare_r(context, geometry)),
                                geos::Prepared::deleter_type{context});
        GEOSSTRtree_insert_r(context, h.tree.get(), geometry, &h.row[h.geometries.size() - 1]);
    }
}

ShapeIndex::~ShapeIndex() = default;

std::optional<std::uint32_t> ShapeIndex::covering(Point point) const {
    const Handles& h = *handles_;
    const Geometry here = geos::make_point(h.context, vertex_of(point));
    for (const auto row : h.near(point, 1))
        if (GEOSPreparedIntersects_r(h.context.get(), h.prepared[row].get(), here.get()) == 1)
            return row;
    return std::nullopt;
}

std::vector<NearShape> ShapeIndex::within(Point point, std::int64_t limit_cm) const {
    const Handles& h = *handles_;
    const Geometry here = geos::make_point(h.context, vertex_of(point));
    std::vector<NearShape> found;
    for (const auto row : h.near(point, static_cast<double>(limit_cm) + 1)) {
        double distance = 0;
        if (GEOSDistance_r(h.context.get(), h.geometries[row].get(), here.get(), &distance) != 1)
            throw Error(ErrorKind::internal, "", "GEOS could not measure a distance");
        const auto rounded = static_cast<std::int64_t>(std::floor(distance + 0.5));
        if (rounded <= limit_cm)
            found.push_back({row, rounded});
    }
    std::ranges::sort(found, {},
                      [](const NearShape& n) { return std::tuple(n.distance_cm, n.row); });
    return found;
}

} // namespace careshed
