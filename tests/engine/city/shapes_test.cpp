// Polygons as they were given: which are taken, and that those which cost without bound are refused
// by name within seconds.
#include <catch2/catch.hpp>

#include <cmath>
#include <ctime>

#include "engine/city/shapes.hpp"
#include "engine/core/error.hpp"

namespace careshed::shapes_test {

namespace {

Ring square(double west, double south, double side) {
    return {{west, south},
            {west + side, south},
            {west + side, south + side},
            {west, south + side},
            {west, south}};
}

/// An L of almost no width: the bounding box of each holds those of all that come after it.
Ring angle(int number, double side) {
    const double start = number * 1e-6, inner = start + 4e-7;
    return {{start, start}, {side, start}, {side, inner}, {inner, inner},
            {inner, side},  {start, side}, {start, start}};
}

Feature polygon_of(std::vector<Part> parts) {
    return {17, GeometryKind::polygon, std::move(parts), {}};
}

/// What is said of it and how long that took, in seconds of processor time.
std::pair<std::string, double> outcome(const Feature& polygon) {
    Layer layer;
    layer.title = "layer \"areas\" of areas.gpkg";
    const std::clock_t start = std::clock();
    std::string text;
    try {
        const auto fault = FaultFinder(layer).find(polygon);
        text = fault ? fault->reason : "valid";
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        CHECK_FALSE(error.complaints().front().hint.empty());
        text = error.complaints().front().where + ": " + error.complaints().front().message;
    }
    return {text, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC};
}

void is_refused(const Feature& polygon) {
    const auto [text, seconds] = outcome(polygon);
    CHECK(text == "layer \"areas\" of areas.gpkg, feature 17: its polygon takes too long to check: "
                  "its rings overlap or touch too often");
    CHECK(seconds < 20);
}

} // namespace

TEST_CASE("A polygon that is none says why", "[city]") {
    CHECK(outcome(polygon_of({{{square(0, 0, 1)}}})).first == "valid");
    CHECK(outcome(polygon_of({{{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}}})).first ==
          "Self-intersection");
    CHECK(outcome(polygon_of({{{{{0, 0}, {1, 1}, {0, 0}}}}})).first ==
          "ring with fewer than 4 vertices");
}

TEST_CASE("A city's streets as one polygon, a hole a block, are checked", "[city]") {
    Part streets{{square(-1, -1, 402)}};
    for (int i = 0; i < 200; ++i)
        for (int k = 0; k < 200; ++k)
            streets.rings.push_back(square(2 * i, 2 * k, 1));
    CHECK(outcome(polygon_of({streets})).first == "valid");
}

TEST_CASE("Rings that overlap without end are refused by name, in parts and as holes", "[city]") {
    std::vector<Part> parts;
    Part holed{{square(-1, -1, 3)}};
    for (int i = 0; i < 20'000; ++i) {
        parts.push_back({{angle(i, 0.1)}});
        holed.rings.push_back(angle(i, 0.1));
    }
    is_refused(polygon_of(parts));
    is_refused(polygon_of({holed}));
}

TEST_CASE("A ring whose pieces all lie across each other is refused by name", "[city]") {
    Ring teeth;
    for (int i = 0; i < 60'000; ++i)
        teeth.push_back({i * 1e-7 + i % 2, i % 2 - i * 1e-7});
    teeth.insert(teeth.end(), {{10, -10}, {-10, -10}, teeth.front()});
    is_refused(polygon_of({{{teeth}}}));
}

TEST_CASE("Holes times vertices of the outer ring are counted before they are compared", "[city]") {
    Ring circle;
    for (int i = 0; i < 60'000; ++i)
        circle.push_back({10 * std::cos(i * 1e-4), 10 * std::sin(i * 1e-4)});
    circle.push_back(circle.front());
    Part part{{circle}};
    for (int i = 0; i < 40'000; ++i)
        part.rings.push_back(square(i % 200 * 1e-3, i / 200 * 1e-3, 5e-4));
    is_refused(polygon_of({part}));
}

} // namespace careshed::shapes_test
