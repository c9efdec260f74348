// A town of jittered blocks of 80 to 160 m with missing streets, diagonals, crescents and a river
// that few streets cross, drawn by key.
#pragma once

#include <vector>

#include "engine/access/walk_network.hpp"
#include "engine/city/streets/street_network.hpp"
#include "engine/core/random.hpp"

namespace careshed::test {

inline Streets irregular_town(DrawStream& draws, std::uint32_t blocks) {
    const auto jitter = [&](std::uint32_t cm) {
        return static_cast<std::int32_t>(draws.below(cm));
    };
    const auto size = static_cast<std::int32_t>(blocks);
    std::vector<Point> corners;
    for (std::int32_t row = 0; row < size; ++row)
        for (std::int32_t column = 0; column < size; ++column)
            corners.push_back({column * 12000 + jitter(4000), row * 11000 + jitter(4000)});
    const auto corner = [&](std::int32_t column, std::int32_t row) {
        return corners[static_cast<std::size_t>(row * size + column)];
    };
    std::vector<StreetLine> lines;
    const auto join = [&](Point a, Point b) {
        if (draws.below(8) == 0) // a crescent
            lines.push_back({"", "", {a, {a.x + jitter(6000), b.y - jitter(6000)}, b}, {}});
        else
            lines.push_back({"", "", {a, b}, {}});
        lines.back().traffic.is_walkable = draws.below(25) != 0;
    };
    const std::int32_t river = size / 3 + 1;
    for (std::int32_t row = 0; row < size; ++row)
        for (std::int32_t column = 0; column < size; ++column) {
            if (column + 1 < size && draws.below(10) != 0)
                join(corner(column, row), corner(column + 1, row));
            if (row + 1 < size && draws.below(row == river ? 5 : 10) < (row == river ? 1U : 9U))
                join(corner(column, row), corner(column, row + 1));
            if (row + 1 < size && column + 1 < size && row != river && draws.below(15) == 0)
                join(corner(column, row), corner(column + 1, row + 1));
        }
    return build_network(lines).streets;
}

/// Each way at a speed of its own, as on hills.
inline WalkNetwork uneven_network(const Streets& streets, DrawStream& draws) {
    WalkNetwork network = walk_network(streets);
    std::vector<Link> links;
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
        const Edge& edge = streets.edges[e];
        EdgeTimes& times = network.edge_times[e];
        times.against_ds += draws.below(times.against_ds / 2 + 1);
        if (!edge.traffic.is_walkable)
            continue;
        links.push_back({edge.to, {edge.from, times.along_ds}});
        links.push_back({edge.from, {edge.to, times.against_ds}});
    }
    network.towards = search_graph(streets.nodes.size(), links);
    return network;
}

inline Place random_walkable(const Streets& streets, DrawStream& draws) {
    Place place;
    do
        place = {draws.below(static_cast<std::uint32_t>(streets.edges.size())),
                 static_cast<std::uint16_t>(draws.below(65536))};
    while (!streets.edges[place.edge].traffic.is_walkable);
    return place;
}

} // namespace careshed::test
