#include "engine/city/streets/segment_pairs.hpp"

namespace careshed {

namespace {

std::int64_t cell_of(double centimetres) {
    return static_cast<std::int64_t>(std::floor(centimetres / double(kPairCellCm)));
}

} // namespace

void append_cells(const StreetLine& line, Segment segment, std::int64_t margin_cm,
                  std::vector<CellEntry>& cells) {
    Point low = line.shape[segment.first], high = line.shape[segment.first + 1];
    if (low == high)
        return;
    if (low.y > high.y)
        std::swap(low, high);
    const auto margin = static_cast<double>(margin_cm);
    const double rise = static_cast<double>(high.y) - low.y;
    const double run = static_cast<double>(high.x) - low.x;
    const double west = std::min(low.x, high.x), east = std::max(low.x, high.x);
    const auto x_at = [&](double y) {
        return rise == 0 ? double(low.x) : low.x + run * std::clamp((y - low.y) / rise, 0.0, 1.0);
    };
    for (std::int64_t row = cell_of(low.y - margin); row <= cell_of(high.y + margin); ++row) {
        // Between the row's edges, which a segment may pass up to the margin beside.
        const double bottom = static_cast<double>(row * kPairCellCm) - margin;
        const double top = static_cast<double>((row + 1) * kPairCellCm) + margin;
        const bool is_flat = rise == 0;
        const double left = is_flat ? west : std::min(x_at(bottom), x_at(top));
        const double right = is_flat ? east : std::max(x_at(bottom), x_at(top));
        for (std::int64_t column = cell_of(left - margin - 1);
             column <= cell_of(right + margin + 1); ++column)
            cells.push_back({column, row, segment});
    }
}

} // namespace careshed
