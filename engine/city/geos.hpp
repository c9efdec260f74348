// The re-entrant C API of GEOS with owners that free what they hold. Private to shapes.cpp: GEOS's
// own header must not spread. Errors of GEOS become internal Errors with its message.
#pragma once

#include <geos_c.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/core/error.hpp"

namespace careshed::geos {

/// One GEOS context; objects made from it must not outlive it.
class Context {
  public:
    Context() : handle_(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(handle_, &Context::keep_message, this);
    }
    ~Context() { GEOS_finish_r(handle_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    [[nodiscard]] GEOSContextHandle_t get() const { return handle_; }
    /// Passes `result` on, or throws what GEOS said when it is null.
    template <class T> T* checked(T* result) const {
        if (result == nullptr)
            throw Error(ErrorKind::internal, "", "GEOS: " + message_);
        return result;
    }

  private:
    static void keep_message(const char* message, void* self) {
        static_cast<Context*>(self)->message_ = message;
    }
    GEOSContextHandle_t handle_;
    std::string message_;
};

template <class T, void (*Destroy)(GEOSContextHandle_t, T*)> struct Deleter {
    GEOSContextHandle_t context = nullptr;
    void operator()(T* object) const { Destroy(context, object); }
};

/// As a Deleter calls it.
inline void destroy_prepared(GEOSContextHandle_t context, const GEOSPreparedGeometry* prepared) {
    GEOSPreparedGeom_destroy_r(context, prepared);
}

using Geometry = std::unique_ptr<GEOSGeometry, Deleter<GEOSGeometry, GEOSGeom_destroy_r>>;
using Prepared = std::unique_ptr<const GEOSPreparedGeometry,
                                 Deleter<const GEOSPreparedGeometry, destroy_prepared>>;
using Tree = std::unique_ptr<GEOSSTRtree, Deleter<GEOSSTRtree, GEOSSTRtree_destroy_r>>;

struct Vertex {
    double x = 0, y = 0;
};

/// Of vertices in any planar unit, owned by the caller.
[[nodiscard]] Geometry make_point(const Context& context, Vertex vertex);
[[nodiscard]] Geometry make_line(const Context& context, const std::vector<Vertex>& vertices);
/// Outer ring first. Rings must be closed and hold at least 4 vertices.
[[nodiscard]] Geometry make_polygon(const Context& context,
                                    const std::vector<std::vector<Vertex>>& rings);
[[nodiscard]] Geometry collect(const Context& context, std::vector<Geometry> parts, int type);

} // namespace careshed::geos
