// Street that a rule forbids: exact formulas on drawn streets, a river that straight lines cross
// and walkers do not, and a literal twin that holds every piece against every feature.
#include "engine/outcomes/forbidden_street.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <queue>

#include <catch2/catch.hpp>

#include "tests/engine/city/ascii_map.hpp"
#include "tests/engine/outcomes/ruled_streets.hpp"

namespace careshed::forbidden_street_test {

using namespace careshed::test;

namespace {

/// Metres of street that a rule forbids.
struct ForbiddenMetres {
    double straight = 0, walked = 0;
};

ForbiddenMetres forbidden_metres(const Streets& streets, const Rule& rule) {
    const StreetSamples samples = sample_streets(streets);
    const Forbidden forbidden = forbidden_street(samples, rule);
    ForbiddenMetres metres;
    for (std::size_t p = 0; p < samples.pieces.size(); ++p) {
        metres.straight += forbidden.straight[p] * (samples.pieces[p].length_cm / 100.0);
        metres.walked += forbidden.walked[p] * (samples.pieces[p].length_cm / 100.0);
    }
    return metres;
}

} // namespace

TEST_CASE("The distance is inclusive at a piece's middle, to the centimetre", "[legal_space]") {
    const City city = one_street();
    const StreetSamples samples = sample_streets(city.streets);
    const std::int32_t middle = samples.middles[20].x;
    const Point school{middle - 10'000, 0};
    const Forbidden at = forbidden_street(samples, keep_from(100, {school}));
    CHECK(at.straight[20] == 1);
    CHECK(at.straight[21] == 0);
    const Forbidden short_of = forbidden_street(samples, keep_from(99.99, {school}));
    CHECK(short_of.straight[20] == 0);
    CHECK(short_of.walked[20] == 0);
}

TEST_CASE("Off the street, people leave it within 60 m of the feature; the rest is walked",
          "[legal_space]") {
    // 40 m off: 91.65 m along the street are within a straight 100 m. On foot the street is left at
    // the middles up to 44.7 m along, at 37.5 m for the last: 54.83 m + 45.17 m reach to 82.67 m.
    const ForbiddenMetres metres =
        forbidden_metres(one_street().streets, keep_from(100, {{50'000, 4'000}}));
    CHECK(metres.straight == 8 * 25);
    CHECK(metres.walked == 6 * 25);
}

TEST_CASE("A feature beyond 60 m of any street is walked to from the nearest piece alone",
          "[legal_space]") {
    // 80 m off, over the middle at 512.5 m: 20 m remain along the street, less than a piece.
    const Streets streets = one_street().streets;
    const Point school{51'250, 8'000};
    const ForbiddenMetres near = forbidden_metres(streets, keep_from(100, {school}));
    CHECK(near.straight == 5 * 25); // 60 m each way
    CHECK(near.walked == 1 * 25);
    CHECK(forbidden_metres(streets, keep_from(130.01, {school})).walked == 5 * 25); // 80 m + 50 m
    CHECK(forbidden_metres(streets, keep_from(79.99, {school})).walked == 0);
}

TEST_CASE("A park that the street crosses is forbidden throughout, and its distance to either side",
          "[legal_space]") {
    const Point low{40'000, -5'000}, high{50'000, 5'000};
    const Shape park{GeometryKind::polygon, {{{low, {high.x, low.y}, high, {low.x, high.y}, low}}}};
    const ForbiddenMetres metres =
        forbidden_metres(one_street().streets, make_rule("parks", Metres(75), {"park"}, {park}));
    CHECK(metres.straight == 100 + 2 * 75);
    CHECK(metres.walked == 100 + 2 * 75);
}

TEST_CASE("Lengths rounded down make no walk shorter than the straight line", "[legal_space]") {
    std::vector<StreetLine> lines; // steps of 14.14 cm, 14 cm each as edges
    for (std::int32_t i = 0; i < 1'200; ++i)
        lines.push_back({"", "", {{10 * i, 10 * i}, {10 * (i + 1), 10 * (i + 1)}}, {}});
    const StreetSamples samples = sample_streets(build_network(lines).streets);
    const Forbidden forbidden = forbidden_street(samples, keep_from(140, {{0, 0}}));
    CHECK(forbidden.walked == forbidden.straight);
    CHECK(std::ranges::count(forbidden.straight, 1U) == 990); // 139.93 m is the last middle
}

TEST_CASE("Straight lines forbid the far bank of a river, walking does not", "[legal_space]") {
    const auto bridge = read_map(R"(
A--------------------B
|
|
|
C--------------------D)",
                                 25);
    const Point school{30'000, 0}; // on the north bank, 300 m from the bridge
    const Rule rule = keep_from(200, {school});
    const StreetSamples samples = sample_streets(bridge.streets);
    const Forbidden forbidden = forbidden_street(samples, rule);
    std::size_t far_bank = 0;
    for (std::size_t p = 0; p < samples.pieces.size(); ++p) {
        const bool is_far = samples.middles[p].y == -10'000;
        if (is_far) {
            far_bank += forbidden.straight[p];
            CHECK(forbidden.walked[p] == 0);
        } else {
            CHECK(forbidden.walked[p] == forbidden.straight[p]);
        }
    }
    CHECK(far_bank == 14); // sqrt(200^2 - 100^2) = 173.2 m each way
    // A wider rule goes round by the bridge: 300 m to it, 100 m over it, 300 m back east.
    const ForbiddenMetres wide = forbidden_metres(bridge.streets, keep_from(700, {school}));
    CHECK(wide.straight == Approx(1150).margin(1)); // everything
    CHECK(wide.walked == Approx(525 + 100 + 300).margin(1));
}

namespace {

std::int64_t straight_cm(Point a, Point b) {
    return static_cast<std::int64_t>(std::floor(distance_cm(a, b) + 0.5));
}

using Steps = std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::int64_t>>>;

/// Piece p is node p, the crossings follow.
Steps streets_in_pieces(const Streets& streets, const std::vector<StreetPiece>& pieces) {
    Steps steps;
    const auto count = static_cast<std::uint32_t>(pieces.size());
    const auto join = [&](std::uint32_t a, std::uint32_t b, std::int64_t cm) {
        steps[a].emplace_back(b, std::max<std::int64_t>(1, cm));
        steps[b].emplace_back(a, std::max<std::int64_t>(1, cm));
    };
    const auto at = [&](std::uint32_t p) {
        const Edge& edge = streets.edges[pieces[p].edge];
        const std::uint32_t share = (std::uint32_t{pieces[p].from} + pieces[p].to) / 2;
        return std::int64_t{
            part_before(edge.length_cm, {pieces[p].edge, static_cast<std::uint16_t>(share)})};
    };
    for (std::uint32_t p = 0; p < count; ++p) {
        const Edge& edge = streets.edges[pieces[p].edge];
        if (pieces[p].from == 0)
            join(count + edge.from, p, at(p));
        if (pieces[p].to == 65535)
            join(p, count + edge.to, edge.length_cm - at(p));
        else
            join(p, p + 1, at(p + 1) - at(p));
    }
    return steps;
}

/// Textbook Dijkstra from one feature, without a limit.
std::map<std::uint32_t, std::int64_t> walk_from(const Steps& steps, Point feature,
                                                const std::vector<Point>& middles) {
    using Waiting = std::pair<std::int64_t, std::uint32_t>;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
    Waiting nearest{straight_cm(feature, middles[0]), 0};
    for (std::uint32_t p = 0; p < middles.size(); ++p) {
        const Waiting leg{straight_cm(feature, middles[p]), p};
        nearest = std::min(nearest, leg);
        if (leg.first <= 6'000)
            waiting.push(leg);
    }
    if (waiting.empty())
        waiting.push(nearest);
    std::map<std::uint32_t, std::int64_t> walked;
    while (!waiting.empty()) {
        const auto [cm, node] = waiting.top();
        waiting.pop();
        if (!walked.emplace(node, cm).second)
            continue;
        for (const auto& [next, step_cm] : steps.at(node))
            waiting.emplace(cm + step_cm, next);
    }
    return walked;
}

/// Every piece against every feature.
Forbidden literal_twin(const Streets& streets, const StreetSamples& samples,
                       const PlainRule& rule) {
    const Steps steps = streets_in_pieces(streets, samples.pieces);
    Forbidden twin{std::vector<std::uint32_t>(samples.pieces.size(), 0),
                   std::vector<std::uint32_t>(samples.pieces.size(), 0)};
    for (const Point feature : rule.features) {
        const auto walked = walk_from(steps, feature, samples.middles);
        for (std::uint32_t p = 0; p < samples.pieces.size(); ++p) {
            const std::int64_t straight = straight_cm(feature, samples.middles[p]);
            if (straight <= rule.limit_cm)
                twin.straight[p] = 1;
            // Rounded lengths of the street may add up to less than the straight line.
            if (walked.contains(p) && std::max(walked.at(p), straight) <= rule.limit_cm)
                twin.walked[p] = 1;
        }
    }
    return twin;
}

bool is_subset(const std::vector<std::uint32_t>& some, const std::vector<std::uint32_t>& of) {
    return std::ranges::equal(some, of, std::ranges::less_equal{});
}

} // namespace

TEST_CASE("Forbidden street equals a literal twin on 500 random maps, every piece and feature",
          "[legal_space]") {
    DrawStream draws({31, Purpose::test, 1, 0});
    std::size_t straight_only = 0, both = 0, neither = 0;
    for (int map = 0; map < 500; ++map) {
        const Streets streets = random_streets(draws);
        const StreetSamples samples = sample_streets(streets);
        const PlainRule rule = random_rule(draws);
        const Forbidden fast = forbidden_street(samples, as_rule(rule));
        const Forbidden twin = literal_twin(streets, samples, rule);
        REQUIRE(fast.straight == twin.straight);
        REQUIRE(fast.walked == twin.walked);
        for (std::size_t p = 0; p < samples.pieces.size(); ++p)
            ++(fast.walked[p] == 1 ? both : fast.straight[p] == 1 ? straight_only : neither);
    }
    // All three kinds of piece have been seen often.
    REQUIRE(both > 2000);
    REQUIRE(straight_only > 2000);
    REQUIRE(neither > 2000);
}

TEST_CASE("A longer distance or one feature more never leaves more, and walking never forbids more",
          "[legal_space]") {
    DrawStream draws({31, Purpose::test, 2, 0});
    for (int map = 0; map < 200; ++map) {
        const StreetSamples samples = sample_streets(random_streets(draws));
        PlainRule rule = random_rule(draws);
        Forbidden before = forbidden_street(samples, as_rule(rule));
        REQUIRE(is_subset(before.walked, before.straight));
        for (int more = 0; more < 4; ++more) {
            if (more % 2 == 0)
                rule.limit_cm += draws.below(5'000);
            else
                rule.features.push_back({coordinate(draws), coordinate(draws)});
            const Forbidden after = forbidden_street(samples, as_rule(rule));
            REQUIRE(is_subset(before.straight, after.straight));
            REQUIRE(is_subset(before.walked, after.walked));
            before = after;
        }
    }
}

} // namespace careshed::forbidden_street_test
