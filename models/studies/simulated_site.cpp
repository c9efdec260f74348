#include "models/studies/simulated_site.hpp"

#include "models/studies/site_choice.hpp"

namespace careshed {

SimulatedSite simulate_site(const Scenario& scenario, const std::string& site,
                            const RunOptions& options) {
    SimulatedSite simulated;
    simulated.prepared = prepare_study(scenario, options);
    const PreparedStudy& prepared = *simulated.prepared;
    if (!site.empty())
        simulated.site = chosen_site(prepared.city, {site});
    const NearbySites nearby(prepared.reach, prepared.population.people.size());
    simulated.arrangement = simulate_arrangement(
        {&prepared.plan, &nearby, histories_spec(scenario.model)}, simulated.site);
    stage_ended(options.stages, "draws");
    if (prepared.city.holdout)
        simulated.score =
            score_incidence(prepared.city, prepared.population.incidence, scenario.run.seed);
    return simulated;
}

} // namespace careshed
