#include "engine/city/streets/line_vertices.hpp"

namespace careshed {

std::pair<Point, Point> ends_of(const std::vector<StreetLine>& lines, Segment s) {
    return {lines[s.line].shape[s.first], lines[s.line].shape[s.first + 1]};
}

AddedVertex vertex_at(const std::vector<StreetLine>& lines, Segment s, Point point) {
    const auto [a, b] = ends_of(lines, s);
    return {s.line, s.first, along(a, b, point), point};
}

std::vector<Point> with_vertices(const std::vector<Point>& shape,
                                 std::span<const AddedVertex> added) {
    std::vector<Point> result{shape.front()};
    const auto append = [&](Point point) {
        if (result.back() != point)
            result.push_back(point);
    };
    std::size_t next = 0;
    for (std::uint32_t i = 0; i + 1 < shape.size(); ++i) {
        for (; next < added.size() && added[next].segment == i; ++next)
            append(added[next].point);
        append(shape[i + 1]);
    }
    return result;
}

std::vector<Point> without_repeats(const std::vector<Point>& shape) {
    std::vector<Point> result = with_vertices(shape, {});
    if (result.size() == 1)
        result.push_back(result.front());
    return result;
}

} // namespace careshed
