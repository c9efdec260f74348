#include "engine/city/streets/along_shape.hpp"

namespace careshed {

double shape_length_cm(std::span<const Point> shape) {
    double length = 0;
    for (std::size_t i = 1; i < shape.size(); ++i)
        length += distance_cm(shape[i - 1], shape[i]);
    return length;
}

Point point_along(std::span<const Point> shape, double cm) {
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const double step = distance_cm(shape[i - 1], shape[i]);
        if (cm <= step && step > 0)
            return between(shape[i - 1], shape[i], cm / step);
        cm -= step;
    }
    return shape.back();
}

} // namespace careshed
