// The outer loop: every candidate in every draw (parameters x incidence), under both decay sets and
// all structures, in closed form. Draws run in parallel; each is computed by one thread in a fixed
// order. Cost: draws x candidates x people in reach x 20 ns, for each decay set.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/outcomes/outcomes.hpp"
#include "models/expectation.hpp"
#include "models/rival_structures.hpp"
#include "models/site_reach.hpp"

namespace careshed {

inline constexpr std::size_t kDecaySets = 2; ///< indexed by DecaySet

struct StudyPlan {
    const Scenario* scenario = nullptr;
    const StudyPopulation* population = nullptr;
    const std::vector<SiteReach>* reach = nullptr; ///< by candidate
    Deciseconds walk_limit{0};
    Threads threads;
    ProgressSink progress;
};

/// What the fit of one draw looks like; used to warn and to judge.
struct DrawFacts {
    double baseline_deaths = 0;
    double recorded_deaths = 0;
    double overdoses = 0;
    double runs = 0;
    double uses = 0;
    double people = 0;
    double drive_km_per_hour = 0;
    double event_rate = 0;     ///< on-site events a use, of this draw
    double transported = 0;    ///< attended overdoses taken to hospital, of this draw
    double baseline_error = 0; ///< relative, of the worst area
    int rejected = 0;          ///< parameter sets drawn and found impossible
};

struct ExpectedStudy {
    std::array<OutcomeTable, kDecaySets> by_decay;
    std::array<OutcomeTable, kDecaySets> groups_by_decay;
    std::array<OutcomeTable, kRivals> by_rival; ///< under the headline decay
    /// Uses a day wanted at full uptake if the site never closed; one column.
    std::array<OutcomeTable, kDecaySets> wanted;
    std::vector<DrawFacts> draws;
    DrawFacts central;
};

[[nodiscard]] DecaySet decay_named(const std::string& name);
[[nodiscard]] FatalitySet fatality_named(const std::string& name);

[[nodiscard]] ExpectedStudy evaluate_study(const StudyPlan& plan);
/// The same study with fewer draws: the first of them.
[[nodiscard]] ExpectedStudy first_draws(const ExpectedStudy& study, std::size_t draws);

/// Everything one draw fixes: parameters, the fit, and how sites pull under a decay set.
struct DrawSetup {
    Parameters parameters;
    std::array<double, kDecaySets> kappa{};
    int rejected = 0; ///< parameter sets drawn and found impossible before this one
    FittedDraw fit;
    SiteTerms terms;
};
/// Draw number `draw`: the first parameter set under which the source site's volume can appear and
/// ambulances have time to drive.
[[nodiscard]] DrawSetup set_up_draw(const StudyPlan& plan, std::uint32_t draw);
/// The parameters of one draw with the incidence of another.
[[nodiscard]] DrawSetup set_up_draw_of_incidence(const StudyPlan& plan, std::uint32_t draw,
                                                 std::uint32_t incidence);
/// The central draw, with the scenario's overrides and `more` on top of them.
[[nodiscard]] DrawSetup set_up_central(const StudyPlan& plan,
                                       const std::map<std::string, double>& more = {});
/// The central draw, but for the deaths of a draw's incidence.
[[nodiscard]] DrawSetup set_up_central_of_incidence(const StudyPlan& plan, std::uint32_t draw);
[[nodiscard]] Pull pull_of(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay);
/// Effect of one candidate under a decay set's pull.
[[nodiscard]] SiteEffect effect_of(const StudyPlan& plan, const DrawSetup& draw, const Pull& pull,
                                   std::size_t candidate);
/// Deaths averted by each candidate in a set-up.
[[nodiscard]] std::vector<double> deaths_averted(const StudyPlan& plan, const DrawSetup& draw,
                                                 DecaySet decay);

} // namespace careshed
