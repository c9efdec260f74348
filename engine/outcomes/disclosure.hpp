// Small cells of recorded people or events are hidden (1 to 10), with as many others as it takes
// that no hidden cell follows from totals. Zero may be shown. Threshold 11 (CMS2024). Totals are
// taken as shown: a total that is itself 1 to 10 must be merged or hidden by the caller.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace careshed {

inline constexpr double kSmallestShown = 11;
/// A reader who adds and subtracts may narrow a hidden cell to no fewer whole numbers than this.
inline constexpr double kFewestPossible = 5;

/// A count as it may be printed: the number, or nothing.
using ShownCount = std::optional<double>;

/// One row of counts whose total is shown too: hides small cells, then the next smallest until at
/// least two cells and a sum of at least kSmallestShown are hidden together (or none is).
[[nodiscard]] std::vector<ShownCount> suppress_row(std::span<const double> counts);

/// The same for a table with shown row and column totals (complementary in both directions);
/// row-major, `columns` a row. Hides more cells until the exact range that the totals leave for
/// each hidden cell (a maximum flow in the residual table) holds kFewestPossible values.
[[nodiscard]] std::vector<ShownCount> suppress_table(std::span<const double> counts,
                                                     std::size_t columns);

/// A count of recorded events as it may leave the program: 0, nothing for 1 to 10, else the middle
/// of its step of kSmallestShown (16 stands for 11 to 21). It depends on the record through that
/// step alone, so two results that a reader compares (other years, filters, districts) differ by
/// whole steps: a count that both leave hidden keeps at least as many possible values.
[[nodiscard]] ShownCount in_steps(double count);

/// A figure in proportion to `count` recorded events, as if they were their step's middle, to four
/// significant digits (what is left of the record in them is below a step); 0 for none recorded,
/// nothing where few are.
[[nodiscard]] std::optional<double> in_steps(double figure, double count);

/// A single count in words: "0", "fewer than 11", or "about 16".
[[nodiscard]] std::string shown(double count);

} // namespace careshed
