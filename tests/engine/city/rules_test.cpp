// Distance rules at the centimetre, names of what forbids, and candidates that are one place.
#include <catch2/catch.hpp>

#include "engine/city/candidate_drafts.hpp"
#include "engine/city/rules.hpp"
#include "engine/core/random.hpp"

namespace careshed::rules_test {

namespace {

Shape point_shape(Point p) { return {GeometryKind::point, {{{p}}}}; }
Shape line_shape(std::vector<Point> points) { return {GeometryKind::line, {{std::move(points)}}}; }
Shape square(Point low, std::int32_t side) {
    return {
        GeometryKind::polygon,
        {{{low, {low.x + side, low.y}, {low.x + side, low.y + side}, {low.x, low.y + side}, low}}}};
}

std::vector<Rule> one_rule(double metres, std::vector<std::string> labels,
                           std::vector<Shape> shapes) {
    std::vector<Rule> rules;
    rules.push_back(make_rule("keep away", Metres(metres), std::move(labels), std::move(shapes)));
    return rules;
}

bool is_forbidden(const std::vector<Rule>& rules, Point point) {
    return first_violation(rules, {&point, 1}).has_value();
}

} // namespace

TEST_CASE("1,000 feet from a point: exactly there and 1 cm inside forbidden, 1 cm outside allowed",
          "[rules]") {
    const auto rules = one_rule(304.8, {"school"}, {point_shape({1000, 2000})});
    REQUIRE(is_forbidden(rules, {1000 + 30480, 2000}));
    REQUIRE(is_forbidden(rules, {1000 + 30479, 2000}));
    REQUIRE_FALSE(is_forbidden(rules, {1000 + 30481, 2000}));
    // The 3-4-5 triangle: 18,288^2 + 24,384^2 = 30,480^2.
    REQUIRE(is_forbidden(rules, {1000 - 18288, 2000 + 24384}));
    REQUIRE_FALSE(is_forbidden(rules, {1000 - 18289, 2000 + 24384}));
}

TEST_CASE("Distance from a polygon is to its edge, and inside it is zero", "[rules]") {
    const auto rules = one_rule(100, {"school grounds"}, {square({0, 0}, 5000)});
    REQUIRE(is_forbidden(rules, {5000 + 10000, 2500}));
    REQUIRE_FALSE(is_forbidden(rules, {5000 + 10001, 2500}));
    const Point inside{2500, 2500};
    const auto violation = first_violation(rules, {&inside, 1});
    REQUIRE(violation);
    REQUIRE(violation->distance_m == 0);
    // Diagonally off the corner: (6000, 8000) from it is 10,000 cm away.
    REQUIRE(is_forbidden(rules, {5000 + 6000, 5000 + 8000}));
    REQUIRE_FALSE(is_forbidden(rules, {5000 + 6001, 5000 + 8000}));
}

TEST_CASE("A hole in a polygon is outside of it", "[rules]") {
    Shape ring = square({0, 0}, 100000);
    ring.parts[0].push_back(square({20000, 20000}, 60000).parts[0][0]);
    const auto rules = one_rule(100, {"park"}, {ring});
    REQUIRE_FALSE(is_forbidden(rules, {50000, 50000}));
    REQUIRE(is_forbidden(rules, {30000, 50000})); // 100 m from the inner edge
    REQUIRE_FALSE(is_forbidden(rules, {30001, 50000}));
}

TEST_CASE("Distance from a line is to the line, not to its vertices", "[rules]") {
    const auto rules = one_rule(50, {"parade route"}, {line_shape({{0, 0}, {100000, 0}})});
    REQUIRE(is_forbidden(rules, {50000, 5000}));
    REQUIRE_FALSE(is_forbidden(rules, {50000, 5001}));
}

TEST_CASE("A distance of zero forbids only what lies on or in the feature", "[rules]") {
    const auto rules = one_rule(0, {"flood zone"}, {square({0, 0}, 1000)});
    REQUIRE(is_forbidden(rules, {1000, 500}));
    REQUIRE_FALSE(is_forbidden(rules, {1001, 500}));
}

TEST_CASE("The first rule broken and its nearest feature are named", "[rules]") {
    auto rules = one_rule(10, {"far rule"}, {point_shape({900000, 0})});
    rules.push_back(
        make_rule("schools", Metres(200), {"Oak", "Elm", "Ash"},
                  {point_shape({15000, 0}), point_shape({12000, 0}), point_shape({-12000, 0})}));
    const Point here{0, 0};
    const auto violation = first_violation(rules, {&here, 1});
    REQUIRE(violation);
    REQUIRE(violation->rule == "schools");
    REQUIRE(violation->feature == "Ash"); // as near as Elm: ties go by name
    REQUIRE(violation->distance_m == 120);
    const std::vector<Point> doors = {{900000, 5000}, {0, 0}};
    REQUIRE(first_violation(rules, doors)->rule == "schools");
}

TEST_CASE("Rules agree with exact integer distances on 20,000 random cases", "[rules]") {
    DrawStream draws({17, Purpose::test, 1, 0});
    for (int city = 0; city < 200; ++city) {
        std::vector<Point> schools;
        std::vector<Shape> shapes;
        std::vector<std::string> labels;
        const auto at = [&] { return static_cast<std::int32_t>(draws.below(200)) - 100; };
        for (std::uint32_t i = 0; i < 1 + draws.below(30); ++i) {
            schools.push_back({at(), at()});
            shapes.push_back(point_shape(schools.back()));
            labels.push_back(std::to_string(i));
        }
        const std::int64_t limit = draws.below(60);
        const auto rules = one_rule(static_cast<double>(limit) / 100, labels, shapes);
        for (int i = 0; i < 100; ++i) {
            const Point here{at(), at()};
            bool expected = false, is_borderline = false;
            for (const Point s : schools) {
                const std::int64_t dx = s.x - here.x, dy = s.y - here.y;
                const std::int64_t square_distance = dx * dx + dy * dy;
                expected |= square_distance <= limit * limit;
                // Rounded to a centimetre: beyond the limit by less than half a centimetre.
                is_borderline |= square_distance > limit * limit &&
                                 4 * square_distance < (2 * limit + 1) * (2 * limit + 1);
            }
            REQUIRE(is_forbidden(rules, here) == (expected || is_borderline));
        }
    }
}

namespace {

CandidateDraft draft(std::string name, std::string address, Point point) {
    CandidateDraft one;
    one.name = std::move(name);
    one.address = std::move(address);
    one.point = point;
    one.points = {point};
    return one;
}

} // namespace

TEST_CASE("Candidates at one address or within 25 m are one site that names the others",
          "[candidates]") {
    const auto merged = merge_same_places(
        {draft("Needle Service", "12 W. Oak St.", {0, 0}),
         draft("Clinic", "12 w oak st", {40000, 0}), draft("Library", "9 Elm Ave", {200000, 0}),
         draft("Reading Room", "", {202500, 0}), draft("Archive", "", {202501, 1})});
    REQUIRE(merged.size() == 2);
    REQUIRE(merged[0].name == "Archive"); // by name; 25.00 m to the library's room, 1 cm to it
    REQUIRE(merged[0].merged == std::vector<std::string>{"Library", "Reading Room"});
    REQUIRE(merged[1].name == "Clinic");
    REQUIRE(merged[1].merged == std::vector<std::string>{"Needle Service"});
    REQUIRE(merged[1].points.size() == 2);
}

TEST_CASE("25 m and 1 cm are two places, and the same address far away is another",
          "[candidates]") {
    REQUIRE(merge_same_places({draft("A", "", {0, 0}), draft("B", "", {2500, 0})}).size() == 1);
    REQUIRE(merge_same_places({draft("A", "", {0, 0}), draft("B", "", {2501, 0})}).size() == 2);
    REQUIRE(
        merge_same_places({draft("A", "1 Main St", {0, 0}), draft("B", "1 Main St", {50000, 0})})
            .size() == 1);
    REQUIRE(
        merge_same_places({draft("A", "1 Main St", {0, 0}), draft("B", "1 Main St", {50001, 0})})
            .size() == 2);
}

} // namespace careshed::rules_test
