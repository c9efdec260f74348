#include "engine/city/validity_cost.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/city/geos.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

// Measured with GEOS 3.11 on a slow machine.
constexpr double kSecondsAVertex = 7e-9, kSecondsAPair = 1e-7;
/// Boxes that meet without one holding the other cost less.
constexpr std::int64_t kMeetingsAPair = 20;

struct Box {
    double west, south, east, north;

    [[nodiscard]] bool holds(const Box& other) const {
        return west <= other.west && south <= other.south && east >= other.east &&
               north >= other.north;
    }
};

Box box_of(const Ring& ring) {
    Box box{ring.front().lon, ring.front().lat, ring.front().lon, ring.front().lat};
    for (const LonLat v : ring)
        box = {std::min(box.west, v.lon), std::min(box.south, v.lat), std::max(box.east, v.lon),
               std::max(box.north, v.lat)};
    return box;
}

struct Count {
    const Box* box = nullptr;
    std::int64_t holding = 0, meeting = 0;
};

/// Pairs of which one box holds the other, each box with itself too; stops beyond `most`.
std::int64_t pairs_of(std::vector<Box> boxes, std::int64_t most) {
    const geos::Context context;
    const geos::Tree tree(context.checked(GEOSSTRtree_create_r(context.get(), 10)),
                          {context.get()});
    std::vector<geos::Geometry> shapes;
    for (Box& box : boxes) {
        shapes.push_back(geos::make_line(context, {{box.west, box.south}, {box.east, box.north}}));
        GEOSSTRtree_insert_r(context.get(), tree.get(), shapes.back().get(), &box);
    }
    Count count;
    const auto note = [](void* item, void* to) {
        auto& counted = *static_cast<Count*>(to);
        ++counted.meeting;
        counted.holding += static_cast<const Box*>(item)->holds(*counted.box) ? 1 : 0;
    };
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        stop_if_interrupted();
        count.box = &boxes[i];
        GEOSSTRtree_query_r(context.get(), tree.get(), shapes[i].get(), note, &count);
        if (count.holding > most || count.meeting / kMeetingsAPair > most)
            return most + 1;
    }
    return count.holding;
}

double seconds_of(const std::vector<Box>& boxes, double enough) {
    const auto most = static_cast<std::int64_t>(enough / kSecondsAPair);
    const auto size = static_cast<std::int64_t>(boxes.size());
    const bool is_few = size <= 1'000;
    return static_cast<double>(is_few ? size * size / 2 : pairs_of(boxes, most)) * kSecondsAPair;
}

} // namespace

double unstoppable_seconds(const Feature& polygon, double enough) {
    double seconds = 0;
    std::vector<Box> outer;
    for (const Part& part : polygon.parts) {
        if (part.rings.empty())
            continue;
        outer.push_back(box_of(part.rings.front()));
        std::vector<Box> holes;
        for (std::size_t i = 1; i < part.rings.size(); ++i)
            holes.push_back(box_of(part.rings[i]));
        seconds += kSecondsAVertex * static_cast<double>(part.rings.front().size()) *
                   static_cast<double>(holes.size());
        if (seconds <= enough)
            seconds += seconds_of(holes, enough);
        if (seconds > enough)
            return seconds;
    }
    return seconds + seconds_of(outer, enough);
}

} // namespace careshed
