// Cities that are little more than streets, and rules that keep away from points: drawn plainly or
// at random.
#pragma once

#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/rules.hpp"
#include "engine/city/streets/street_network.hpp"
#include "engine/core/random.hpp"

namespace careshed::test {

inline constexpr double kExact = 1e-12;

inline Area square_area(std::string id, Point low, Point high) {
    Area area;
    area.id = std::move(id);
    area.population = 100;
    area.polygons = {{{low, {high.x, low.y}, high, {low.x, high.y}, low}}};
    return area;
}

inline Incident deaths_in(std::uint32_t area, double count) {
    Incident incident;
    incident.area = area;
    incident.count = count;
    return incident;
}

/// One area over everything, with 20 deaths.
inline City city_of(Streets streets) {
    City city;
    city.streets = std::move(streets);
    city.areas = {square_area("all", {-1'000'000, -1'000'000}, {1'000'000, 1'000'000})};
    city.incidents = {deaths_in(0, 20)};
    return city;
}

inline Rule keep_from(double metres, const std::vector<Point>& features,
                      std::string name = "rule") {
    std::vector<std::string> labels;
    std::vector<Shape> shapes;
    for (const Point p : features) {
        labels.push_back("feature " + std::to_string(labels.size()));
        shapes.push_back({GeometryKind::point, {{{p}}}});
    }
    return make_rule(std::move(name), Metres(metres), std::move(labels), std::move(shapes));
}

/// One kilometre, in 40 pieces of 25 m.
inline City one_street() {
    return city_of(build_network({{"a", "b", {{0, 0}, {100'000, 0}}, {}}}).streets);
}

inline std::int32_t coordinate(DrawStream& draws) {
    return static_cast<std::int32_t>(draws.below(60)) * 700 - 20'000;
}

inline Streets random_streets(DrawStream& draws) {
    std::vector<Point> crossings;
    for (std::uint32_t i = 0; i < 3 + draws.below(12); ++i)
        crossings.push_back({coordinate(draws), coordinate(draws)});
    const auto count = static_cast<std::uint32_t>(crossings.size());
    std::vector<StreetLine> lines = {{"", "", {crossings[0], {30'000, 30'000}}, {}}};
    for (std::uint32_t i = 0; i < 3 + draws.below(25); ++i) {
        StreetLine line;
        line.shape = {crossings[draws.below(count)]};
        if (draws.below(3) == 0)
            line.shape.push_back({coordinate(draws), coordinate(draws)});
        line.shape.push_back(crossings[draws.below(count)]);
        line.traffic.is_walkable = draws.below(6) != 0;
        lines.push_back(line);
    }
    return build_network(lines).streets;
}

inline std::vector<Point> random_features(DrawStream& draws) {
    std::vector<Point> features;
    for (std::uint32_t i = 0; i < 1 + draws.below(6); ++i)
        features.push_back({coordinate(draws) + 13, coordinate(draws) + 17});
    return features;
}

/// A rule in the plainest terms.
struct PlainRule {
    std::int64_t limit_cm = 0;
    std::vector<Point> features;
};

inline PlainRule random_rule(DrawStream& draws) {
    return {2'000 + std::int64_t{draws.below(30'000)}, random_features(draws)};
}

inline Rule as_rule(const PlainRule& plain) {
    return keep_from(static_cast<double>(plain.limit_cm) / 100, plain.features);
}

} // namespace careshed::test
