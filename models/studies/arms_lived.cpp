#include "models/studies/arms_lived.hpp"

namespace careshed {

namespace {

/// An arm with the sites under whose loads lives find it.
struct OpenedArm {
    std::vector<OpenedSite> sites;
    SiteEffect exact;
};

/// Each site is wanted by its own share of those who choose among the arm's sites.
OpenedArm open(const Experiment& experiment, const PairedDraw& draw, const Pull& pull,
               const NamedArm& arm) {
    const Scenario& scenario = experiment.scenario();
    const SiteTerms terms =
        site_terms(draw.setup().parameters, scenario.model.fatality, arm.site, scenario.run.years);
    std::vector<SiteEffect> effects =
        joint_effects(*experiment.study, draw.setup(), pull, {arm.sites, &terms});
    OpenedArm opened;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        opened.sites.push_back(draw.open(arm.sites[k], terms, effects[k].uses_wanted_a_day));
        effects[k] = served_as(effects[k], opened.sites.back().use, terms);
    }
    opened.exact = sum_of(effects, experiment.city().groups.size());
    return opened;
}

/// What one world says of every arm, a year.
std::vector<PairedFigures> live_in(const LivesPlan& lives, const std::vector<Arm>& arms,
                                   double years) {
    std::vector<PairedFigures> figures;
    for (const LifeCounts& change : count_lanes(lives, {}, arms).changes)
        figures.push_back({yearly(change.lived, years), yearly(change.direct, years)});
    return figures;
}

} // namespace

ArmsLived live_arms(const ArmsPlan& plan, DrawId id) {
    const Experiment& experiment = plan.experiment;
    const Scenario& scenario = experiment.scenario();
    const PairedDraw draw(experiment, id);
    const Pull pull = pull_of(*experiment.study, draw.setup(), scenario.model.decay);
    std::vector<OpenedArm> opened;
    for (const NamedArm& arm : plan.arms)
        opened.push_back(open(experiment, draw, pull, arm));

    ArmsLived lived;
    lived.run = run_terms(draw.setup().parameters);
    std::vector<Arm> arms;
    for (const OpenedArm& arm : opened) {
        lived.exact.push_back(arm.exact);
        arms.emplace_back();
        for (const OpenedSite& site : arm.sites)
            arms.back().push_back({site.candidate, &site.load, &pull});
    }
    draw.for_each_world(0, id.is_central() ? kCentralWorlds : kArmWorlds, [&](auto number) {
        lived.worlds.push_back(
            live_in(draw.lives_in(draw.world(number)), arms, scenario.run.years));
    });
    return lived;
}

} // namespace careshed
