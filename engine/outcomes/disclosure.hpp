// Small cells of recorded people or events are hidden (1 to 10), with as many others as it takes that no
// hidden cell follows from totals. Zero may be shown. Threshold 11 (CMS cell-size policy, 2024).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace careshed {

inline constexpr double kSmallestShown = 11;

/// A count as it may be printed: the number, or nothing.
using ShownCount = std::optional<double>;

/// One row of counts whose total is shown too: hides small cells, then the next smallest until at least two
/// cells and a sum of at least kSmallestShown are hidden together (or none is).
[[nodiscard]] std::vector<ShownCount> suppress_row(std::span<const double> counts);

/// The same for a table with shown row and column totals (complementary in both directions);
/// row-major, `columns` a row.
[[nodiscard]] std::vector<ShownCount> suppress_table(std::span<const double> counts,
                                                     std::size_t columns);

/// A single count: the number if 0 or at least the threshold, else "fewer than 11".
[[nodiscard]] std::string shown(double count);

} // namespace careshed
