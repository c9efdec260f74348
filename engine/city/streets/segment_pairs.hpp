// Which segments of which lines may touch? Visits every pair that comes within a margin, and few
// others, by square cells. Pairs may be visited more than once. Cost: the cells all segments pass.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/city/streets/street_network.hpp"

namespace careshed {

/// From shape[first] to shape[first + 1] of a line.
struct Segment {
    std::uint32_t line = 0, first = 0;
    auto operator<=>(const Segment&) const = default;
};

inline constexpr std::int64_t kPairCellCm = 10'000;

/// A segment in one of the cells it passes.
struct CellEntry {
    std::int64_t column = 0, row = 0;
    Segment segment;
    auto operator<=>(const CellEntry&) const = default;
};

/// The cells that a segment, widened by the margin, passes: row by row. None for a mere point.
void append_cells(const StreetLine& line, Segment segment, std::int64_t margin_cm,
                  std::vector<CellEntry>& cells);

/// visit(Segment, Segment), the smaller first.
template <class Visit>
void visit_pairs(const std::vector<StreetLine>& lines, std::int64_t margin_cm, Visit&& visit) {
    std::vector<CellEntry> cells;
    for (std::uint32_t l = 0; l < lines.size(); ++l)
        for (std::uint32_t i = 0; i + 1 < lines[l].shape.size(); ++i)
            append_cells(lines[l], {l, i}, margin_cm, cells);
    std::ranges::sort(cells);
    for (std::size_t i = 0; i < cells.size(); ++i)
        for (std::size_t k = i + 1;
             k < cells.size() && cells[k].column == cells[i].column && cells[k].row == cells[i].row;
             ++k)
            visit(cells[i].segment, cells[k].segment);
}

} // namespace careshed
