#include "engine/inputs/projection.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <proj.h>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

double rounded(double value, double steps_per_unit) {
    return std::floor(value * steps_per_unit + 0.5) / steps_per_unit;
}

std::int32_t centimetres(double metres) {
    const double cm = std::floor(metres * 100 + 0.5);
    // The grid holds 21,000 km; what lies beyond it is no city but an error of the data.
    if (!(std::abs(cm) <= std::numeric_limits<std::int32_t>::max()))
        throw Error(ErrorKind::input, "", "a place lies too far from the middle of the streets",
                    "check the CRS of the layers and whether x and y are exchanged");
    return static_cast<std::int32_t>(cm);
}

/// PROJ that neither fetches grids nor prints.
PJ_CONTEXT* offline_context() {
    PJ_CONTEXT* context = proj_context_create();
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
    return context;
}

} // namespace

struct LocalGrid::Transformation {
    PJ_CONTEXT* context;
    PJ* forward;

    explicit Transformation(const std::string& definition)
        : context(offline_context()), forward(proj_create(context, definition.c_str())) {}
    ~Transformation() {
        proj_destroy(forward);
        proj_context_destroy(context);
    }
    Transformation(const Transformation&) = delete;
    Transformation& operator=(const Transformation&) = delete;
};

LocalGrid::LocalGrid(double centre_lon, double centre_lat)
    : centre_lon_(rounded(centre_lon, 100)), centre_lat_(rounded(centre_lat, 100)) {
    // The algorithm is named so that no proj.ini can choose another.
    transformation_ = std::make_shared<Transformation>(
        fmt::format("+proj=tmerc +algo=poder_engsager +lat_0={:.2f} +lon_0={:.2f} +ellps=WGS84",
                    centre_lat_, centre_lon_));
    if (!transformation_->forward)
        throw Error(ErrorKind::internal, "", "PROJ refuses the local grid");
}

Point LocalGrid::project(LonLat place) const {
    const PJ_COORD lon_lat = proj_coord(proj_torad(place.lon), proj_torad(place.lat), 0, 0);
    const PJ_COORD metres = proj_trans(transformation_->forward, PJ_FWD, lon_lat);
    return {centimetres(metres.xy.x), centimetres(metres.xy.y)};
}

LonLat LocalGrid::unproject(Point point) const {
    const PJ_COORD metres = proj_coord(point.x / 100.0, point.y / 100.0, 0, 0);
    const PJ_COORD lon_lat = proj_trans(transformation_->forward, PJ_INV, metres);
    return {rounded(proj_todeg(lon_lat.lp.lam), 1e7), rounded(proj_todeg(lon_lat.lp.phi), 1e7)};
}

double distance_cm(Point a, Point b) {
    const double dx = static_cast<double>(a.x) - b.x;
    const double dy = static_cast<double>(a.y) - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

} // namespace careshed
