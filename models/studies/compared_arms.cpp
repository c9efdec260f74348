#include "models/studies/compared_arms.hpp"

#include <utility>

#include "models/studies/arm_choice.hpp"
#include "models/studies/effect_steps.hpp"

namespace careshed {

namespace {

/// In reach of the sites of each arm, summed.
std::vector<double> recorded_near(const std::vector<NamedArm>& arms,
                                  const std::vector<double>& of_candidate) {
    std::vector<double> recorded;
    for (const NamedArm& arm : arms) {
        recorded.push_back(0);
        for (const std::size_t site : arm.sites)
            recorded.back() += of_candidate[site];
    }
    return recorded;
}

} // namespace

ComparedArms compare_arms_of(const Scenario& scenario, const std::vector<std::string>& asked,
                             const RunOptions& options) {
    require_two_arms(scenario, asked);
    auto prepared = prepare_study(scenario, options);
    const std::vector<NamedArm> arms = chosen_arms(prepared->city, scenario, asked);
    const NearbySites nearby(prepared->reach, prepared->population.people.size());
    Comparison comparison =
        compare_arms({{&prepared->plan, &nearby, histories_spec(scenario.model)}, arms});
    const OutcomeTable outcomes = comparison.outcomes();
    stage_ended(options.stages, "draws");
    std::vector<ArmPair> pairs = arm_pairs(outcomes, scenario.run.indifference);
    ToldSteps steps = effect_steps(
        outcomes, recorded_near(arms, recorded_in_reach(*prepared, scenario.model.decay)));
    return {std::move(prepared), arms, std::move(comparison), outcomes, std::move(pairs),
            std::move(steps)};
}

} // namespace careshed
