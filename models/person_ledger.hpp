// The direct effect of one site person by person, so that anyone can add it up again: own risk x
// uses moved x acceptance x selection. The ledger's rows carry no id, place, area or walking time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/expectation.hpp"

namespace careshed {

/// What one row of the super-population would move.
struct MovedUses {
    std::uint32_t row = 0;
    std::array<double, kSettings> risk{}; ///< deaths averted a use moved, by setting replaced
    std::array<double, kSettings> uses{}; ///< a year in opening hours, of all the row's people
};
[[nodiscard]] std::vector<MovedUses> moved_uses(const FittedDraw& draw, const SiteReach& reach,
                                                const Pull& pull, const SiteTerms& terms);

/// The same for the eyes of others.
struct LedgerRow {
    double people = 0;                    ///< how many people the row stands for
    std::array<double, kSettings> risk{}; ///< deaths averted a use moved
    std::array<double, kSettings> uses{}; ///< a year, that one person would move
};
/// In an order that tells nothing (by value).
[[nodiscard]] std::vector<LedgerRow> person_ledger(const FittedDraw& draw, const SiteReach& reach,
                                                   const Pull& pull, const SiteTerms& terms);

} // namespace careshed
