// Two arms beside each other, in every pair, outcome and draw: which does better, how surely, and a
// sentence that a council can read aloud. The rules are those of a ranking.
#pragma once

#include <string>
#include <vector>

#include "engine/choose/ranking.hpp"

namespace careshed {

/// The first arm of a pair against the second, in one outcome.
struct ArmPair {
    std::size_t first = 0, second = 0; ///< rows of the table
    std::size_t outcome = 0;
    Summary difference;            ///< first minus second, over draws
    double central = 0;            ///< the same in the central draw
    double share_first_better = 0; ///< of draws, ties half; has more, where neither way is good
    /// "better" or "worse" when that is so in 95 % of draws ("larger" or "smaller" where neither
    /// way is good), "equally good" when by no more than the indifference zone, else
    /// "statistically indistinguishable".
    std::string interpretation;
};

/// Every pair of arms, first before second, in every outcome. `indifference` is of deaths averted.
[[nodiscard]] std::vector<ArmPair> arm_pairs(const OutcomeTable& arms, double indifference);

/// What a council can read aloud: X averts 0.20 deaths a year more than Y. `pair` is one of deaths
/// averted.
[[nodiscard]] std::string arm_pair_sentence(const OutcomeTable& arms, const ArmPair& pair,
                                            double indifference);

} // namespace careshed
