// Setup of one draw of a study: its parameters, the fit to its incidence, and the attraction of
// sites under each distance decay; and the deaths averted by a site. Cost: a fit of the city, about
// 10 ns a person.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/outcomes/draw_id.hpp"
#include "models/expected/expectation.hpp"
#include "models/expected/site_reach.hpp"

namespace careshed {

struct StudyPlan {
    const Scenario* scenario = nullptr;
    const StudyPopulation* population = nullptr;
    const std::vector<SiteReach>* reach = nullptr; ///< by candidate
    Deciseconds walk_limit{0};
    Threads threads;
    ProgressSink progress;
};

/// Setup of one draw: parameters, the fit, and the intensity of uptake (kappa) by decay set.
struct DrawSetup {
    Parameters parameters;
    EnumArray<DecaySet, double> kappa;
    int rejected = 0; ///< parameter sets drawn and found impossible before this one
    FittedDraw fit;
    SiteTerms terms;
};
/// Draw number `draw`: the first parameter set under which the source site's volume can appear and
/// ambulances have time to drive.
[[nodiscard]] DrawSetup set_up_draw(const StudyPlan& plan, std::uint32_t draw);
/// The draw of that number, or the central one.
[[nodiscard]] DrawSetup set_up(const StudyPlan& plan, DrawId draw);
/// The parameters of one draw with the incidence of another.
[[nodiscard]] DrawSetup set_up_draw_of_incidence(const StudyPlan& plan, std::uint32_t draw,
                                                 std::uint32_t incidence);
/// The central draw, with the scenario's overrides and `more` on top of them.
[[nodiscard]] DrawSetup set_up_central(const StudyPlan& plan,
                                       const std::map<std::string, double>& more = {});
/// The central draw, but for the deaths of a draw's incidence.
[[nodiscard]] DrawSetup set_up_central_of_incidence(const StudyPlan& plan, std::uint32_t draw);
[[nodiscard]] Attraction attraction_curve(const StudyPlan& plan, const DrawSetup& draw,
                                          DecaySet decay);
/// Effect of one candidate under a decay set's attraction.
[[nodiscard]] SiteEffect effect_of(const StudyPlan& plan, const DrawSetup& draw,
                                   const Attraction& attraction, std::size_t candidate);
/// Deaths averted a year by each of the requested candidates.
using DeathsBySite = std::vector<double>;
[[nodiscard]] DeathsBySite deaths_by_site(const StudyPlan& plan, const DrawSetup& draw,
                                          DecaySet decay, std::span<const std::size_t> sites);
/// By every candidate.
[[nodiscard]] DeathsBySite deaths_averted(const StudyPlan& plan, const DrawSetup& draw,
                                          DecaySet decay);

} // namespace careshed
