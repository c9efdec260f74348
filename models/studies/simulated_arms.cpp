#include "models/studies/simulated_arms.hpp"

namespace careshed {

namespace {

/// An arm: its sites with their acceptance, and its exact effect.
struct OpenedArm {
    std::vector<OpenedSite> sites;
    SiteEffect exact;
};

/// Demand for each site is its share of the people who choose among the arm's sites.
OpenedArm open(const Experiment& experiment, const PairedDraw& draw, const Attraction& attraction,
               const NamedArm& arm) {
    const Scenario& scenario = experiment.scenario();
    const SiteTerms terms =
        site_terms(draw.setup().parameters, scenario.model.fatality, arm.site, scenario.run.years);
    std::vector<SiteEffect> effects =
        joint_effects(*experiment.study, draw.setup(), attraction, {arm.sites, &terms});
    OpenedArm opened;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        opened.sites.push_back(draw.open(arm.sites[k], terms, effects[k].uses_wanted_a_day));
        effects[k] = served_as(effects[k], opened.sites.back().use, terms);
    }
    opened.exact = sum_of(effects, experiment.city().groups.size());
    return opened;
}

/// Figures of every arm in one replication, a year.
std::vector<PairedFigures> simulate_in(const HistoriesPlan& histories, const std::vector<Arm>& arms,
                                       double years) {
    std::vector<PairedFigures> figures;
    for (const HistoryCounts& change : count_paired(histories, {}, arms).changes)
        figures.push_back({yearly(change.simulated, years), yearly(change.direct, years)});
    return figures;
}

} // namespace

SimulatedArms simulate_arms(const ArmsPlan& plan, DrawId id) {
    const Experiment& experiment = plan.experiment;
    const Scenario& scenario = experiment.scenario();
    const PairedDraw draw(experiment, id);
    const Attraction attraction =
        attraction_curve(*experiment.study, draw.setup(), scenario.model.decay);
    std::vector<OpenedArm> opened;
    for (const NamedArm& arm : plan.arms)
        opened.push_back(open(experiment, draw, attraction, arm));

    SimulatedArms simulated;
    simulated.run = run_terms(draw.setup().parameters);
    std::vector<Arm> arms;
    for (const OpenedArm& arm : opened) {
        simulated.exact.push_back(arm.exact);
        arms.emplace_back();
        for (const OpenedSite& site : arm.sites)
            arms.back().push_back({site.candidate, &site.acceptance, &attraction});
    }
    draw.for_each_replication(
        0, id.is_central() ? kCentralReplications : kArmReplications, [&](auto number) {
            simulated.replications.push_back(
                simulate_in(draw.histories_in(draw.replication(number)), arms, scenario.run.years));
        });
    return simulated;
}

} // namespace careshed
