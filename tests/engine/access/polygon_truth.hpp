// What GEOS says about polygons: whether they are valid and apart, their area, and how much of one
// set sticks out of another.
#pragma once

#include <string>
#include <vector>

#include "engine/access/contour.hpp"
#include "engine/city/geos.hpp"

namespace careshed::test {

class PolygonTruth {
  public:
    /// "" when valid, else GEOS's reason. Polygons that overlap or share an edge are not valid.
    [[nodiscard]] std::string fault(const std::vector<Polygon>& polygons) const {
        char* reason = GEOSisValidReason_r(context_.get(), shape(polygons).get());
        const std::string said = reason;
        GEOSFree_r(context_.get(), reason);
        return said == "Valid Geometry" ? "" : said;
    }
    /// In square centimetres.
    [[nodiscard]] double area(const std::vector<Polygon>& polygons) const {
        return area(shape(polygons));
    }
    /// Of the part of `inner` that `outer` does not cover.
    [[nodiscard]] double area_outside(const std::vector<Polygon>& inner,
                                      const std::vector<Polygon>& outer) const {
        return area(made(GEOSDifference_r(context_.get(), shape(inner).get(), shape(outer).get())));
    }
    [[nodiscard]] bool covers(const std::vector<Polygon>& polygons, Point point) const {
        const auto here = geos::make_point(context_, {double(point.x), double(point.y)});
        return GEOSCovers_r(context_.get(), shape(polygons).get(), here.get()) == 1;
    }
    /// As covers, for many points.
    [[nodiscard]] std::vector<char> covered(const std::vector<Polygon>& polygons,
                                            const std::vector<Point>& points) const {
        const auto whole = shape(polygons);
        const geos::Prepared prepared(GEOSPrepare_r(context_.get(), whole.get()), {context_.get()});
        std::vector<char> covered;
        for (const Point p : points) {
            const auto here = geos::make_point(context_, {double(p.x), double(p.y)});
            covered.push_back(GEOSPreparedCovers_r(context_.get(), prepared.get(), here.get()) ==
                              1);
        }
        return covered;
    }

  private:
    [[nodiscard]] geos::Geometry made(GEOSGeometry* geometry) const {
        return geos::Geometry(context_.checked(geometry), {context_.get()});
    }
    [[nodiscard]] double area(const geos::Geometry& geometry) const {
        double area = 0;
        GEOSArea_r(context_.get(), geometry.get(), &area);
        return area;
    }
    [[nodiscard]] geos::Geometry shape(const std::vector<Polygon>& polygons) const {
        std::vector<geos::Geometry> parts;
        for (const Polygon& polygon : polygons) {
            std::vector<std::vector<geos::Vertex>> rings;
            for (const auto& ring : polygon.rings) {
                auto& vertices = rings.emplace_back();
                for (const Point p : ring)
                    vertices.push_back({double(p.x), double(p.y)});
            }
            parts.push_back(geos::make_polygon(context_, rings));
        }
        return geos::collect(context_, std::move(parts), GEOS_MULTIPOLYGON);
    }

    geos::Context context_;
};

} // namespace careshed::test
