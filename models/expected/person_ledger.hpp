// The direct effect of one site person by person, and the same pooled into classes so that anyone
// can add it up again: own risk x uses moved x acceptance x selection. Classes carry no id, place,
// area or walking time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/expected/expectation.hpp"

namespace careshed {

/// Uses that one row of the super-population would move.
struct MovedUses {
    std::uint32_t row = 0;
    std::array<double, kSettings> risk{}; ///< deaths averted a use moved, by setting replaced
    std::array<double, kSettings> uses{}; ///< a year in opening hours, of all the row's people
};
/// Of admitted rows that the site draws at all, in the order of its walkers.
[[nodiscard]] std::vector<MovedUses> moved_uses(const FittedDraw& draw, const SiteReach& reach,
                                                const Attraction& attraction,
                                                const SiteTerms& terms);

/// Rows pooled for publication: people of similar risk from many areas. A row of the
/// super-population would show its area's people at risk, and with them the area's deaths.
struct LedgerClass {
    double people = 0;
    std::array<double, kSettings> risk{}; ///< deaths averted a use moved, mean over the uses
    std::array<double, kSettings> uses{}; ///< a year that a person would move, mean over the people
};
/// No more classes than this, and none of fewer rows unless there is one class only.
inline constexpr std::size_t kMostClasses = 200;
inline constexpr std::size_t kFewestRowsOfClass = 100;

/// Classes of rising risk; sums over them equal sums over people.
[[nodiscard]] std::vector<LedgerClass> person_ledger(const FittedDraw& draw, const SiteReach& reach,
                                                     const Attraction& attraction,
                                                     const SiteTerms& terms);

} // namespace careshed
