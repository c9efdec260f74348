#include "tools/synthetic_city/made_up_areas.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace careshed::synthetic {
namespace {

constexpr int kDistrictSide = 5; // areas

struct Cells {
    int columns, rows;
    double width, height, west, south;

    explicit Cells(const CityPlan& plan)
        : columns((plan.columns + plan.area_columns - 1) / plan.area_columns),
          rows((plan.rows + plan.area_rows - 1) / plan.area_rows),
          width(plan.area_columns * plan.block_x), height(plan.area_rows * plan.block_y),
          west(-plan.columns * plan.block_x / 2), south(-plan.rows * plan.block_y / 2) {}

    /// "s1e2": counted from the middle, so that districts are as symmetric as the areas.
    [[nodiscard]] std::string district(int column, int row) const {
        const auto from_middle = [](int cell, int count, char before, char after) {
            const int half = count / 2;
            return cell < half ? fmt::format("{}{}", before, (half - 1 - cell) / kDistrictSide + 1)
                               : fmt::format("{}{}", after, (cell - half) / kDistrictSide + 1);
        };
        return from_middle(row, rows, 's', 'n') + from_middle(column, columns, 'w', 'e');
    }

    [[nodiscard]] std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
               static_cast<std::size_t>(column);
    }

    [[nodiscard]] std::size_t of(Spot spot) const {
        const auto cell = [](double from_edge, double size, int count) {
            return std::clamp(static_cast<int>(std::floor(from_edge / size)), 0, count - 1);
        };
        const int column = cell(spot.x - west, width, columns);
        const int row = cell(spot.y - south, height, rows);
        return index(column, row);
    }
};

} // namespace

std::vector<MadeUpArea> draw_areas(const CityPlan& plan, std::span<const Piece> pieces) {
    const Cells cells(plan);
    std::vector<double> residents(static_cast<std::size_t>(cells.columns) *
                                  static_cast<std::size_t>(cells.rows));
    for (const Piece& piece : pieces)
        residents[cells.of(piece.middle)] += piece.residents;
    std::vector<MadeUpArea> areas;
    for (int row = 0; row < cells.rows; ++row)
        for (int column = 0; column < cells.columns; ++column) {
            const double count = residents[cells.index(column, row)];
            if (count <= 0)
                continue;
            MadeUpArea area;
            area.id = fmt::format("S{:03}-{:03}", row, column);
            area.district = "Synthetic district " + cells.district(column, row);
            area.residents = static_cast<long>(std::floor(count + 0.5));
            area.south_west = {cells.west + column * cells.width, cells.south + row * cells.height};
            area.north_east = {area.south_west.x + cells.width, area.south_west.y + cells.height};
            areas.push_back(std::move(area));
        }
    return areas;
}

} // namespace careshed::synthetic
