// One draw of a comparison, lived through: what each world says of every arm, as lived and as the
// closed form counts the same overdoses, and the exact mean of the latter. Worlds, people and the
// arrivals at a site are the draw's own: no arm changes what is found of another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/expected/joint_effect.hpp"
#include "models/studies/outcome_list.hpp"
#include "models/studies/paired_experiment.hpp"
#include "models/studies/paired_figures.hpp"

namespace careshed {

/// Sites that are open together, under a name.
struct NamedArm {
    std::string name;
    std::vector<std::size_t> sites; ///< candidates, rising, at most kMostOpenSites; may be empty
    SiteSpec site;                  ///< what is put at each
};

struct ArmsPlan {
    Experiment experiment;
    std::vector<NamedArm> arms;
};

/// Worlds of every draw of a comparison: together they live each row once. The central draw lives
/// kCentralWorlds.
inline constexpr std::uint32_t kArmWorlds = 4;

struct ArmsLived {
    std::vector<SiteEffect> exact; ///< by arm: the closed form of `direct`, and its use
    std::vector<std::vector<PairedFigures>> worlds; ///< by world, then arm, a year
    RunTerms run;
};

/// Every arm of one draw in the same worlds. Throws a run Error where the draw's parameters are
/// impossible, an interrupted Error after a signal.
[[nodiscard]] ArmsLived live_arms(const ArmsPlan& plan, DrawId draw);

} // namespace careshed
