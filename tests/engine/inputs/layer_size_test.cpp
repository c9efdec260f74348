// How much of a layer is taken: what the limits say of one feature, and that they do not forget.
#include <catch2/catch.hpp>

#include "engine/inputs/layer_size.hpp"
#include "engine/inputs/vector_source.hpp"

namespace careshed::layer_size_test {

namespace {

RawFeature polygon(std::size_t rings, std::size_t vertices) {
    Part part;
    part.rings.assign(rings, Ring(vertices));
    return {17, GeometryKind::polygon, "POLYGON", {std::move(part)}, {"a", ""}};
}

std::string message(const RawFeature& feature) {
    const auto refusal = LayerSize().add(feature);
    if (refusal)
        CHECK_FALSE(refusal->hint.empty());
    return refusal ? refusal->message : "";
}

} // namespace

TEST_CASE("Of one feature its vertices, its rings and its cells have a limit", "[inputs]") {
    CHECK(message(polygon(1, 4'999'999)).empty());
    CHECK(message(polygon(1, 5'000'001)) == "feature 17 holds more than 5,000,000 vertices");
    CHECK(message(polygon(1'000'000, 0)) == "feature 17 holds more than 1,000,000 parts and rings");
    RawFeature feature = polygon(1, 4);
    feature.values[1] = std::string(1'048'576, 'x');
    CHECK(message(feature).empty());
    feature.values[1] += 'x';
    CHECK(message(feature) == "feature 17 holds more than 1,048,576 bytes in one cell");
}

TEST_CASE("Vertices of all features are counted together", "[inputs]") {
    LayerSize size;
    const RawFeature large = polygon(1, 4'000'000);
    for (int i = 0; i < 25; ++i)
        REQUIRE_FALSE(size.add(large));
    const auto refusal = size.add(polygon(1, 1));
    REQUIRE(refusal);
    CHECK(refusal->message == "more than 100,000,000 vertices");
}

} // namespace careshed::layer_size_test
