#include "models/studies/compared_arms.hpp"

#include <utility>

#include "models/studies/arm_choice.hpp"

namespace careshed {

ComparedArms compare_arms_of(const Scenario& scenario, const std::vector<std::string>& asked,
                             const RunOptions& options) {
    require_two_arms(scenario, asked);
    auto prepared = prepare_study(scenario, options);
    const std::vector<NamedArm> arms = chosen_arms(prepared->city, scenario, asked);
    const NearbySites nearby(prepared->reach, prepared->population.people.size());
    Comparison comparison =
        compare_arms({{&prepared->plan, &nearby, histories_spec(scenario.model)}, arms});
    std::vector<ArmPair> pairs = arm_pairs(comparison.outcomes(), scenario.run.indifference);
    stage_ended(options.stages, "draws");
    return {std::move(prepared), arms, std::move(comparison), std::move(pairs)};
}

} // namespace careshed
