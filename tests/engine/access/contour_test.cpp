// Contours against areas known by hand, against a literal cell-by-cell twin on random fields, and
// against GEOS for validity.
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include <catch2/catch.hpp>

#include "engine/access/contour.hpp"
#include "engine/core/random.hpp"
#include "tests/engine/access/polygon_truth.hpp"

namespace careshed::contour_test {

using careshed::test::PolygonTruth;

namespace {

constexpr double kPi = 3.14159265358979;

RasterField field_of(Raster raster, const std::function<double(Point)>& value) {
    RasterField field{raster, {}};
    for (std::int32_t row = 0; row < raster.rows; ++row)
        for (std::int32_t column = 0; column < raster.columns; ++column)
            field.value.push_back(
                static_cast<std::int32_t>(std::floor(value(raster.node(column, row)))));
    return field;
}

double from_middle(Point p) { return distance_cm(p, {0, 0}); }

std::int64_t doubled_area_of(const std::vector<Polygon>& polygons) {
    std::int64_t sum = 0;
    for (const Polygon& polygon : polygons)
        for (const auto& ring : polygon.rings)
            sum += doubled_area(ring);
    return sum;
}

/// Blocks of 4 x 4 nodes of one sign, so that no ring is too small to be kept.
RasterField random_field(DrawStream& draws, std::int32_t blocks) {
    RasterField field{{{-3000, 500}, 20, 4 * blocks, 4 * blocks}, {}};
    std::vector<int> signs;
    for (std::int32_t i = 0; i < blocks * blocks; ++i)
        signs.push_back(draws.below(2) == 0 ? -1 : 1);
    for (std::int32_t row = 0; row < 4 * blocks; ++row)
        for (std::int32_t column = 0; column < 4 * blocks; ++column) {
            const int sign = signs[static_cast<std::size_t>(row / 4) * blocks + column / 4];
            const auto size = static_cast<std::int32_t>(draws.below(40));
            field.value.push_back(sign < 0 ? -size : size + 1);
        }
    return field;
}

/// The literal twin: the inside of each cell by walking around it, cell by cell.
class CellByCell {
  public:
    explicit CellByCell(const RasterField& field) : field_(field) {}

    [[nodiscard]] std::int64_t doubled_area() const {
        std::int64_t sum = 0;
        for (std::int32_t row = -1; row < field_.raster.rows; ++row)
            for (std::int32_t column = -1; column < field_.raster.columns; ++column)
                sum += of_cell(column, row);
        return sum;
    }

  private:
    struct Corner {
        std::int32_t column, row;
        std::int64_t value;
    };
    [[nodiscard]] Corner corner(std::int32_t column, std::int32_t row) const {
        const bool is_known =
            column >= 0 && row >= 0 && column < field_.raster.columns && row < field_.raster.rows;
        const auto at = static_cast<std::size_t>(row) * field_.raster.columns + column;
        return {column, row, is_known ? field_.value[at] : field_.raster.cell_cm};
    }
    [[nodiscard]] Point crossing(Corner in, Corner out) const {
        const auto cell = field_.raster.cell_cm;
        auto far = static_cast<std::int32_t>(cell * -in.value / (out.value - in.value));
        far = std::min(std::max(far, 1), cell - 1);
        const Point start = field_.raster.node(in.column, in.row);
        return {start.x + (out.column - in.column) * far, start.y + (out.row - in.row) * far};
    }
    [[nodiscard]] std::int64_t of_cell(std::int32_t column, std::int32_t row) const {
        const std::array<Corner, 4> corners = {corner(column, row), corner(column + 1, row),
                                               corner(column + 1, row + 1),
                                               corner(column, row + 1)};
        std::vector<Point> walk;
        std::int64_t sum = 0, apart = 0;
        int inside = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const Corner &here = corners[i], &next = corners[(i + 1) % 4],
                         &last = corners[(i + 3) % 4];
            sum += here.value;
            if (here.value <= 0) {
                ++inside;
                walk.push_back(field_.raster.node(here.column, here.row));
            }
            if ((here.value <= 0) != (next.value <= 0))
                walk.push_back(here.value <= 0 ? crossing(here, next) : crossing(next, here));
            if (here.value <= 0 && last.value > 0 && next.value > 0) {
                const Point middle = field_.raster.node(here.column, here.row);
                apart += careshed::doubled_area(
                    {middle, crossing(here, next), crossing(here, last), middle});
            }
        }
        const bool is_saddle = inside == 2 && (corners[0].value <= 0) == (corners[2].value <= 0);
        if (is_saddle && sum > 0)
            return apart;
        if (walk.size() < 3)
            return 0;
        walk.push_back(walk.front());
        return careshed::doubled_area(walk);
    }

    const RasterField& field_;
};

} // namespace

TEST_CASE("A disc's contour has the disc's area and runs counter-clockwise", "[access]") {
    const RasterField field =
        field_of({{-30000, -30000}, 2000, 31, 31}, [](Point p) { return from_middle(p) - 25000; });
    const auto polygons = contours_of(field);
    REQUIRE(polygons.size() == 1);
    REQUIRE(polygons[0].rings.size() == 1);
    REQUIRE(polygons[0].rings[0].front() == polygons[0].rings[0].back());
    const double area = double(doubled_area(polygons[0].rings[0])) / 2;
    REQUIRE(area == Approx(kPi * 25000 * 25000).epsilon(0.005));
    REQUIRE(PolygonTruth().fault(polygons).empty());
}

TEST_CASE("A hole belongs to the smallest ring around it", "[access]") {
    // A target: a ring, and within its hole a smaller ring.
    const RasterField field = field_of({{-30000, -30000}, 500, 121, 121}, [](Point p) {
        const double r = from_middle(p);
        return std::min(std::abs(r - 23000) - 3000, std::abs(r - 8000) - 3000);
    });
    const auto polygons = contours_of(field);
    REQUIRE(polygons.size() == 2); // the southernmost first
    const std::array<double, 4> radii = {26000, 20000, 11000, 5000};
    for (std::size_t i = 0; i < 2; ++i) {
        REQUIRE(polygons[i].rings.size() == 2);
        for (std::size_t k = 0; k < 2; ++k) {
            const double r = radii[2 * i + k], sign = k == 0 ? 1 : -1;
            REQUIRE(double(doubled_area(polygons[i].rings[k])) ==
                    Approx(sign * 2 * kPi * r * r).epsilon(0.005));
        }
    }
    REQUIRE(PolygonTruth().fault(polygons).empty());
}

TEST_CASE("Contours equal the cells' own areas on 500 random fields, and are valid", "[access]") {
    DrawStream draws({41, Purpose::test, 1, 0});
    const PolygonTruth truth;
    std::size_t holes = 0, polygons_seen = 0;
    for (int trial = 0; trial < 500; ++trial) {
        const RasterField field =
            random_field(draws, 2 + static_cast<std::int32_t>(draws.below(7)));
        const auto polygons = contours_of(field);
        REQUIRE(doubled_area_of(polygons) == CellByCell(field).doubled_area());
        REQUIRE(truth.fault(polygons).empty());
        polygons_seen += polygons.size();
        for (const Polygon& polygon : polygons)
            holes += polygon.rings.size() - 1;
    }
    REQUIRE(polygons_seen > 1000);
    REQUIRE(holes > 50);
}

TEST_CASE("A field that is nowhere greater has contours that cover the other's", "[access]") {
    DrawStream draws({41, Purpose::test, 2, 0});
    const PolygonTruth truth;
    for (int trial = 0; trial < 500; ++trial) {
        // Every sign is free: rings as small as can be are kept or left out.
        RasterField field{{{0, 0}, 20, 14, 14}, {}};
        for (std::size_t i = 0; i < field.raster.size(); ++i)
            field.value.push_back(static_cast<std::int32_t>(draws.below(60)) - 30);
        RasterField lower = field;
        for (std::int32_t& value : lower.value)
            value -= static_cast<std::int32_t>(draws.below(trial % 2 == 0 ? 3 : 25));
        const auto inner = contours_of(field), outer = contours_of(lower);
        REQUIRE(truth.fault(inner).empty());
        REQUIRE(truth.fault(outer).empty());
        REQUIRE(truth.area_outside(inner, outer) == Approx(0).margin(1e-6));
    }
}

TEST_CASE("Rings around less than one cell are left out, holes too", "[access]") {
    RasterField spot{{{0, 0}, 100, 9, 9}, std::vector<std::int32_t>(81, 50)};
    spot.value[40] = -50; // a diamond of half a cell
    REQUIRE(contours_of(spot).empty());
    spot.value[41] = spot.value[39] = -50; // three in a row: more than one cell
    REQUIRE(contours_of(spot).size() == 1);

    RasterField pit{{{0, 0}, 100, 9, 9}, std::vector<std::int32_t>(81, -50)};
    pit.value[40] = 50;
    REQUIRE(contours_of(pit)[0].rings.size() == 1);
    pit.value[41] = pit.value[39] = 50;
    REQUIRE(contours_of(pit)[0].rings.size() == 2);
}

TEST_CASE("A field that is inside to its border is closed there", "[access]") {
    const RasterField full{{{0, 0}, 100, 3, 3}, std::vector<std::int32_t>(9, -100)};
    const auto polygons = contours_of(full);
    REQUIRE(polygons.size() == 1);
    REQUIRE(doubled_area(polygons[0].rings[0]) == 2 * (300 * 300 - 4 * 50 * 50 / 2));
    const RasterField none{{{0, 0}, 100, 3, 3}, std::vector<std::int32_t>(9, 1)};
    REQUIRE(contours_of(none).empty());
}

} // namespace careshed::contour_test
