// Lines that cross or touch at grade meet there; bridges do not.
#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "engine/city/streets/noding.hpp"
#include "engine/city/streets/segment_pairs.hpp"
#include "engine/core/random.hpp"

namespace careshed::noding_test {

namespace {

StreetLine line(std::vector<Point> shape, bool is_level = false) {
    StreetLine result{"", "", std::move(shape)};
    result.traffic.is_level = is_level;
    return result;
}

std::vector<std::vector<Point>> shapes_of(const NodedLines& noded) {
    std::vector<std::vector<Point>> shapes;
    for (const StreetLine& one : noded.lines)
        shapes.push_back(one.shape);
    std::ranges::sort(shapes);
    return shapes;
}

using Shapes = std::vector<std::vector<Point>>;

std::int64_t turn(Point a, Point b, Point c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}
int sign(std::int64_t x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
bool is_on(Point a, Point b, Point c) {
    return turn(a, b, c) == 0 && std::min(a.x, b.x) <= c.x && c.x <= std::max(a.x, b.x) &&
           std::min(a.y, b.y) <= c.y && c.y <= std::max(a.y, b.y);
}

/// Whether two lines have a place in common that is not an end of both.
bool meet_inside(const StreetLine& a, const StreetLine& b) {
    const auto is_end = [](const StreetLine& l, Point p) {
        return p == l.shape.front() || p == l.shape.back();
    };
    for (std::size_t i = 0; i + 1 < a.shape.size(); ++i)
        for (std::size_t k = 0; k + 1 < b.shape.size(); ++k) {
            const Point p = a.shape[i], q = a.shape[i + 1], u = b.shape[k], v = b.shape[k + 1];
            if (sign(turn(p, q, u)) * sign(turn(p, q, v)) < 0 &&
                sign(turn(u, v, p)) * sign(turn(u, v, q)) < 0)
                return true;
            for (const Point x : {u, v})
                if (is_on(p, q, x) && !(is_end(a, x) && is_end(b, x)))
                    return true;
            for (const Point x : {p, q})
                if (is_on(u, v, x) && !(is_end(a, x) && is_end(b, x)))
                    return true;
        }
    return false;
}

std::vector<StreetLine> random_lines(DrawStream& draws, std::int32_t width, std::uint32_t count) {
    std::vector<StreetLine> lines;
    const auto side = static_cast<std::uint32_t>(width);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::vector<Point> shape;
        const std::uint32_t vertices = 2 + draws.below(3);
        for (std::uint32_t k = 0; k < vertices; ++k)
            shape.push_back({static_cast<std::int32_t>(draws.below(side)) - width / 2,
                             static_cast<std::int32_t>(draws.below(side)) - width / 2});
        lines.push_back(line(shape));
    }
    return lines;
}

} // namespace

TEST_CASE("Two lines that cross meet in their crossing, to the centimetre", "[noding]") {
    const auto noded = node_crossings({line({{0, 0}, {1000, 1001}}), line({{0, 1000}, {1000, 0}})});
    REQUIRE(shapes_of(noded) == Shapes{{{0, 0}, {500, 500}},
                                       {{0, 1000}, {500, 500}},
                                       {{500, 500}, {1000, 0}},
                                       {{500, 500}, {1000, 1001}}});
    REQUIRE(noded.cuts == 2);
}

TEST_CASE("A line that ends on another, or up to 10 cm short of it or beyond, meets it",
          "[noding]") {
    for (const int short_of : {-9, -1, 0, 1, 9}) {
        INFO(short_of);
        const auto noded =
            node_crossings({line({{-5000, 0}, {5000, 0}}), line({{700, 3000}, {700, short_of}})});
        REQUIRE(noded.lines.size() == 3);
        REQUIRE(noded.lines[0].shape.back() == Point{700, short_of});
    }
    REQUIRE(node_crossings({line({{-5000, 0}, {5000, 0}}), line({{700, 3000}, {700, 11}})})
                .lines.size() == 2);
}

TEST_CASE("A line that ends near another's vertex or end goes there", "[noding]") {
    const auto bent =
        node_crossings({line({{-5000, 0}, {0, 0}, {5000, 5000}}), line({{0, -3000}, {4, -6}})});
    REQUIRE(shapes_of(bent) ==
            Shapes{{{-5000, 0}, {0, 0}}, {{0, -3000}, {0, 0}}, {{0, 0}, {5000, 5000}}});
    const auto joined = node_crossings(
        {line({{-5000, 0}, {0, 0}}), line({{3, 4}, {5000, 0}}), line({{-1, 2}, {0, 7000}})});
    for (const auto& shape : shapes_of(joined))
        REQUIRE((shape.front() == Point{-1, 2} || shape.back() == Point{-1, 2}));
}

TEST_CASE("Two halves of a street that end on a through street both meet it", "[noding]") {
    const auto noded = node_crossings(
        {line({{-5000, 0}, {5000, 0}}), line({{0, -3000}, {0, 5}}), line({{0, 5}, {0, 3000}})});
    REQUIRE(noded.lines.size() == 4);
    for (const StreetLine& one : noded.lines)
        REQUIRE((one.shape.front() == Point{0, 5} || one.shape.back() == Point{0, 5}));
}

TEST_CASE("A bridge or freeway is not cut and cuts nothing but where it ends", "[noding]") {
    const auto over =
        node_crossings({line({{-5000, 0}, {5000, 0}}, true), line({{0, -5000}, {0, 5000}})});
    REQUIRE(over.lines.size() == 2);
    StreetLine freeway = line({{-5000, 0}, {5000, 0}});
    freeway.traffic.kind = StreetClass::motorway;
    REQUIRE(node_crossings({freeway, line({{0, -5000}, {0, 5000}})}).lines.size() == 2);
    const auto onto =
        node_crossings({line({{0, 0}, {5000, 0}}, true), line({{0, -5000}, {0, 5000}}),
                        line({{2000, 3000}, {2000, 4}})});
    REQUIRE(shapes_of(onto) == Shapes{{{0, -5000}, {0, 0}},
                                      {{0, 0}, {0, 5000}},
                                      {{0, 0}, {5000, 0}},
                                      {{2000, 3000}, {2000, 4}}});
}

TEST_CASE("Lines that run together share their common pieces", "[noding]") {
    const auto noded = node_crossings({line({{0, 0}, {3000, 0}}), line({{1000, 0}, {4000, 0}})});
    REQUIRE(shapes_of(noded) == Shapes{{{0, 0}, {1000, 0}},
                                       {{1000, 0}, {3000, 0}},
                                       {{1000, 0}, {3000, 0}},
                                       {{3000, 0}, {4000, 0}}});
}

TEST_CASE("A line that crosses itself is cut there; a mere point stays what it is", "[noding]") {
    const auto noded = node_crossings({line({{0, 0}, {2000, 0}, {1000, 1000}, {1000, -1000}})});
    REQUIRE(noded.lines.size() == 3);
    const auto point = node_crossings({line({{5, 5}, {5, 5}, {5, 5}})});
    REQUIRE(shapes_of(point) == Shapes{{{5, 5}, {5, 5}}});
}

TEST_CASE("Crossings that are left when the rounds are over are reported", "[noding]") {
    const std::vector<StreetLine> cross = {line({{0, 0}, {1000, 1001}}),
                                           line({{0, 1000}, {1000, 0}})};
    REQUIRE(node_crossings(cross, 0).left == std::vector{Point{500, 500}});
    REQUIRE(node_crossings(cross, 1).left.empty());
    REQUIRE(node_crossings(cross).left.empty());
    // Dense lines bend into each other when they are cut: where one round is not enough, it says
    // so.
    DrawStream draws({14, Purpose::test, 6, 0});
    std::size_t unfinished = 0;
    for (int trial = 0; trial < 50; ++trial) {
        const auto lines = random_lines(draws, 200, 10);
        const NodedLines noded = node_crossings(lines, 1);
        bool is_done = true;
        for (std::size_t i = 0; i < noded.lines.size(); ++i)
            for (std::size_t k = i + 1; k < noded.lines.size(); ++k)
                is_done = is_done && !meet_inside(noded.lines[i], noded.lines[k]);
        REQUIRE((is_done || !noded.left.empty()));
        unfinished += is_done ? 0 : 1;
        REQUIRE(node_crossings(lines).left.empty());
    }
    REQUIRE(unfinished > 0);
}

TEST_CASE("Ends that are pulled along a chain longer than the rounds are reported", "[noding]") {
    const auto chain = [](int ends) {
        std::vector<StreetLine> lines;
        for (int i = 0; i < ends; ++i)
            lines.push_back(line({{9 * i, 0}, {9 * i, 5000 + i}}));
        return lines;
    };
    REQUIRE(node_crossings(chain(10)).left.empty());
    REQUIRE_FALSE(node_crossings(chain(20)).left.empty());
}

TEST_CASE("After noding no two random lines meet but at their ends, and nothing is lost",
          "[noding]") {
    DrawStream draws({11, Purpose::test, 6, 0});
    for (int trial = 0; trial < 300; ++trial) {
        const auto lines = random_lines(draws, trial % 3 == 0 ? 60 : 30'000, 8);
        auto noded = node_crossings(lines);
        std::erase_if(noded.lines, [](const StreetLine& one) { // pulled onto a point
            return one.shape.size() == 2 && one.shape[0] == one.shape[1];
        });
        double before = 0, after = 0;
        const auto add = [](double& sum, const StreetLine& one) {
            for (std::size_t i = 1; i < one.shape.size(); ++i)
                sum += distance_cm(one.shape[i - 1], one.shape[i]);
        };
        for (const StreetLine& one : lines)
            add(before, one);
        for (std::size_t i = 0; i < noded.lines.size(); ++i) {
            add(after, noded.lines[i]);
            for (std::size_t k = i + 1; k < noded.lines.size(); ++k)
                REQUIRE_FALSE(meet_inside(noded.lines[i], noded.lines[k]));
        }
        if (trial % 3 != 0)
            REQUIRE(std::abs(after - before) < 60.0 * double(noded.lines.size()));
    }
}

TEST_CASE("Noding does not depend on the order or direction of the lines", "[noding]") {
    DrawStream draws({12, Purpose::test, 6, 0});
    for (int trial = 0; trial < 100; ++trial) {
        auto lines = random_lines(draws, 20'000, 8);
        const auto one_way = build_network(node_crossings(lines).lines).streets;
        for (auto i = static_cast<std::uint32_t>(lines.size()); i > 1; --i)
            std::swap(lines[i - 1], lines[draws.below(i)]);
        for (StreetLine& turned : lines)
            if (draws.below(2) == 1)
                std::ranges::reverse(turned.shape);
        const auto other_way = build_network(node_crossings(lines).lines).streets;
        REQUIRE(one_way.nodes == other_way.nodes);
        REQUIRE(one_way.shape == other_way.shape);
    }
}

TEST_CASE("Cells miss no pair of segments within the margin", "[noding]") {
    DrawStream draws({13, Purpose::test, 6, 0});
    for (int trial = 0; trial < 50; ++trial) {
        const auto lines = random_lines(draws, 120'000, 12);
        std::map<std::pair<Segment, Segment>, bool> visited;
        visit_pairs(lines, kTouchCm, [&](Segment s, Segment t) { visited[{s, t}] = true; });
        for (std::uint32_t a = 0; a < lines.size(); ++a)
            for (std::uint32_t b = a + 1; b < lines.size(); ++b)
                for (std::uint32_t i = 0; i + 1 < lines[a].shape.size(); ++i)
                    for (std::uint32_t k = 0; k + 1 < lines[b].shape.size(); ++k) {
                        const auto part = [](const StreetLine& l, std::uint32_t at) {
                            return line({l.shape[at], l.shape[at + 1]});
                        };
                        if (meet_inside(part(lines[a], i), part(lines[b], k)))
                            REQUIRE(visited.contains({{a, i}, {b, k}}));
                    }
    }
}

} // namespace careshed::noding_test
