#include "models/studies/arms_lived.hpp"

#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

/// An arm with the loads under which lives find its sites.
struct OpenedArm {
    std::vector<BoothLoad> loads; ///< by site
    SiteEffect exact;
};

/// Everything that a draw fixes, before it is lived.
class DrawOfArms {
  public:
    DrawOfArms(const ArmsPlan& plan, DrawId draw)
        : plan_(plan), draw_(draw), setup_(set_up(*plan.study, draw)),
          living_(living_draw(*plan.study, setup_, plan.spec.history)),
          pull_(pull_of(*plan.study, setup_, scenario().model.decay)) {
        for (const NamedArm& arm : plan.arms)
            opened_.push_back(open(arm));
    }

    [[nodiscard]] ArmsLived live(std::uint32_t worlds) const {
        ArmsLived lived;
        for (const OpenedArm& arm : opened_)
            lived.exact.push_back(arm.exact);
        for (std::uint32_t number = 0; number < worlds; ++number) {
            stop_if_interrupted();
            lived.worlds.push_back(live_in(world(number)));
        }
        lived.run = run_terms(setup_.parameters);
        return lived;
    }

  private:
    [[nodiscard]] const Scenario& scenario() const { return *plan_.study->scenario; }
    [[nodiscard]] const City& city() const { return *plan_.study->population->city; }
    [[nodiscard]] World world(std::uint32_t number) const {
        return world_of(scenario().run.seed, draw_, number);
    }

    /// Each site is wanted by its own share of those who choose among the arm's sites.
    [[nodiscard]] OpenedArm open(const NamedArm& arm) const {
        const SiteTerms terms = site_terms(setup_.parameters, scenario().model.fatality, arm.site,
                                           scenario().run.years);
        std::vector<SiteEffect> effects =
            joint_effects(*plan_.study, setup_, pull_, {arm.sites, &terms});
        OpenedArm opened;
        for (std::size_t k = 0; k < effects.size(); ++k) {
            const SiteDemand demand{terms.booths, terms.profile, terms.hours,
                                    effects[k].uses_wanted_a_day};
            opened.loads.push_back(
                load_of_draw(demand, plan_.spec, city().candidates[arm.sites[k]], world(0)));
            effects[k] = served_as(
                effects[k],
                horizon_of_load(demand, opened.loads.back(), terms.adoption_period, terms.months),
                terms);
        }
        opened.exact = sum_of(effects, city().groups.size());
        return opened;
    }

    [[nodiscard]] std::vector<Arm> kernel_arms() const {
        std::vector<Arm> arms;
        for (std::size_t a = 0; a < opened_.size(); ++a) {
            arms.emplace_back();
            for (std::size_t k = 0; k < opened_[a].loads.size(); ++k)
                arms.back().push_back({plan_.arms[a].sites[k], &opened_[a].loads[k], &pull_});
        }
        return arms;
    }

    [[nodiscard]] std::vector<ArmWorld> live_in(World world) const {
        const LivesPlan lives{plan_.study->population, plan_.nearby, &living_, world,
                              rows_of(world)};
        const LaneCounts counts = count_lanes(lives, {}, kernel_arms());
        std::vector<ArmWorld> arms;
        for (const LifeCounts& change : counts.changes)
            arms.push_back({yearly(change.lived, scenario().run.years),
                            yearly(change.direct, scenario().run.years)});
        return arms;
    }

    const ArmsPlan& plan_;
    DrawId draw_;
    DrawSetup setup_;
    LivingDraw living_;
    Pull pull_;
    std::vector<OpenedArm> opened_;
};

} // namespace

ArmsLived live_arms(const ArmsPlan& plan, DrawId draw) {
    return DrawOfArms(plan, draw).live(draw.is_central() ? kCentralWorlds : kArmWorlds);
}

} // namespace careshed
