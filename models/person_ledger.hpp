// The direct effect of one site person by person, so that anyone can add it up again: own risk x
// uses moved x acceptance x selection. Rows carry no id, place, area or walking time.
#pragma once

#include <array>
#include <vector>

#include "models/expectation.hpp"

namespace careshed {

struct PersonMove {
    double people = 0;                    ///< how many people the row stands for
    std::array<double, kSettings> risk{}; ///< deaths averted a use moved, by setting replaced
    std::array<double, kSettings> uses{}; ///< a year, that a person would move in opening hours
};

/// Rows with any use moved, in an order that tells nothing (by value).
[[nodiscard]] std::vector<PersonMove> person_ledger(const FittedDraw& draw, const SiteReach& reach,
                                                    const Pull& pull, const SiteTerms& terms);

} // namespace careshed
