#include "engine/city/geos.hpp"

#include <utility>

namespace careshed::geos {

namespace {

/// GEOS takes over what it is given, whether it succeeds or not.
std::vector<GEOSGeometry*> release(std::vector<Geometry>& parts) {
    std::vector<GEOSGeometry*> raw;
    for (Geometry& part : parts)
        raw.push_back(part.release());
    return raw;
}

GEOSCoordSequence* sequence(const Context& context, const std::vector<Vertex>& vertices) {
    GEOSCoordSequence* row = context.checked(
        GEOSCoordSeq_create_r(context.get(), static_cast<unsigned>(vertices.size()), 2));
    for (unsigned i = 0; i < vertices.size(); ++i)
        GEOSCoordSeq_setXY_r(context.get(), row, i, vertices[i].x, vertices[i].y);
    return row;
}

Geometry own(const Context& context, GEOSGeometry* geometry) {
    return Geometry(context.checked(geometry), {context.get()});
}

} // namespace

Geometry make_point(const Context& context, Vertex vertex) {
    return own(context, GEOSGeom_createPointFromXY_r(context.get(), vertex.x, vertex.y));
}

Geometry make_line(const Context& context, const std::vector<Vertex>& vertices) {
    return own(context, GEOSGeom_createLineString_r(context.get(), sequence(context, vertices)));
}

Geometry make_polygon(const Context& context, const std::vector<std::vector<Vertex>>& rings) {
    std::vector<Geometry> made;
    for (const auto& ring : rings)
        made.push_back(
            own(context, GEOSGeom_createLinearRing_r(context.get(), sequence(context, ring))));
    auto raw = release(made);
    return own(context, GEOSGeom_createPolygon_r(context.get(), raw.front(), raw.data() + 1,
                                                 static_cast<unsigned>(raw.size() - 1)));
}

Geometry collect(const Context& context, std::vector<Geometry> parts, int type) {
    auto raw = release(parts);
    return own(context, GEOSGeom_createCollection_r(context.get(), type, raw.data(),
                                                    static_cast<unsigned>(raw.size())));
}

} // namespace careshed::geos
