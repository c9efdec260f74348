// Walking reach of one candidate: rows of the super-population with either place within the limit.
// Computed once; every draw reads it. 12 bytes a row reached.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/access/walk_times.hpp"
#include "models/expected/study_population.hpp"

namespace careshed {

struct WalkerRow {
    std::uint32_t row = 0;
    std::array<std::uint32_t, kSettings> walk_ds{}; ///< kUnreached beyond the limit
};

struct SiteReach {
    std::vector<WalkerRow> walkers; ///< near ones first, each part by row
    std::size_t near = 0;           ///< walkers[0 .. near) have a place within near_limit_ds
    std::uint32_t near_limit_ds = 0;
    std::vector<WalkerRow>
        within_500m; ///< places within 500 m straight: walk_ds 0, else kUnreached
};

/// `near_limit` splits the walkers so that a steep decay visits few rows.
[[nodiscard]] SiteReach reach_of(const StudyPopulation& study, const WalkTimes& times,
                                 std::size_t candidate, Deciseconds near_limit);

} // namespace careshed
