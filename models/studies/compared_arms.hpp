// Named arms of one city, simulated in the same draws and replications, and the comparison of every
// pair.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/report/arm_pairs.hpp"
#include "models/studies/comparison.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

struct ComparedArms {
    std::unique_ptr<PreparedStudy> prepared;
    std::vector<NamedArm> arms;
    Comparison comparison;
    OutcomeTable outcomes;      ///< the comparison's, as they are told
    std::vector<ArmPair> pairs; ///< of `outcomes`
    ToldSteps steps;            ///< of the outcomes, in which they may be published
};

/// The scenario's arms, then those `asked` for ("S01", "S01+S07", "nothing"). Throws as
/// prepare_study and chosen_arms do, and a usage Error, before any work, for fewer than two.
[[nodiscard]] ComparedArms compare_arms_of(const Scenario& scenario,
                                           const std::vector<std::string>& asked,
                                           const RunOptions& options);

} // namespace careshed
