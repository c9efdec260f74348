// One simulated draw of a comparison: figures of every arm in each replication, as simulated and as
// the analytic expectation counts the same overdoses, and the exact mean of the latter.
// Replications, people and the arrivals at a site are the draw's own: no arm changes the figures of
// another.
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
    SiteSpec site;                  ///< specification of each
};

struct ArmsPlan {
    Experiment experiment;
    std::vector<NamedArm> arms;
};

/// Replications of every draw of a comparison: together they simulate each row once. The central
/// draw has kCentralReplications.
inline constexpr std::uint32_t kArmReplications = 4;

struct SimulatedArms {
    std::vector<SiteEffect> exact; ///< by arm: the exact mean of `direct`, and its use
    std::vector<std::vector<PairedFigures>> replications; ///< by replication, then arm, a year
    RunTerms run;
};

/// Every arm of one draw in the same replications. Throws a run Error where the draw's parameters
/// are impossible, an interrupted Error after a signal.
[[nodiscard]] SimulatedArms simulate_arms(const ArmsPlan& plan, DrawId id);

} // namespace careshed
