#include "models/studies/comparison.hpp"

#include <cmath>

namespace careshed {

namespace {

/// Outcomes of all arms in one replication, arm by arm.
using ReplicationOutcomes = std::vector<double>;

/// Control-variate slopes of an arm's simulated figures, over all draws.
Slopes slopes_of(const std::vector<SimulatedArms>& draws, std::size_t arm) {
    PooledSlopes slopes;
    for (const SimulatedArms& draw : draws) {
        std::vector<PairedFigures> replications;
        for (const std::vector<PairedFigures>& replication : draw.replications)
            replications.push_back(replication[arm]);
        add_replications(slopes, replications);
    }
    return values_of(slopes);
}

/// Outcomes of all arms in each replication, adjusted by the control variate.
std::vector<ReplicationOutcomes> outcomes_of(const SimulatedArms& draw,
                                             const std::vector<Slopes>& slopes) {
    std::vector<ReplicationOutcomes> replications;
    for (const std::vector<PairedFigures>& replication : draw.replications) {
        replications.emplace_back();
        for (std::size_t arm = 0; arm < replication.size(); ++arm) {
            SiteEffect effect = draw.exact[arm];
            effect.figures() = controlled(replication[arm], effect.figures(), slopes[arm]);
            const std::vector<double> values = outcome_values(effect, draw.run);
            replications.back().insert(replications.back().end(), values.begin(), values.end());
        }
    }
    return replications;
}

/// Mean of `value` over replications. Computed about the first replication's, so that a value
/// common to all replications is returned unchanged.
template <class Value>
double mean_over(const std::vector<ReplicationOutcomes>& replications, Value&& value) {
    const double first = value(replications.front());
    double more = 0;
    for (const ReplicationOutcomes& replication : replications)
        more += value(replication) - first;
    return first + more / static_cast<double>(replications.size());
}

/// Of the mean over replications of the difference between two values.
double variance_of_difference(const std::vector<ReplicationOutcomes>& replications, std::size_t one,
                              std::size_t other) {
    const auto difference = [&](const ReplicationOutcomes& replication) {
        return replication[one] - replication[other];
    };
    const double mean = mean_over(replications, difference);
    double squares = 0;
    for (const ReplicationOutcomes& replication : replications)
        squares += (difference(replication) - mean) * (difference(replication) - mean);
    const auto count = static_cast<double>(replications.size());
    return squares / (count - 1) / count;
}

std::vector<std::string> names_of(const std::vector<NamedArm>& arms) {
    std::vector<std::string> names;
    for (const NamedArm& arm : arms)
        names.push_back(arm.name);
    return names;
}

} // namespace

double Comparison::chance_in_draw(std::size_t one, std::size_t other, std::size_t outcome) const {
    const std::size_t arms = outcomes_.sites().size();
    const double variance =
        variances_[(one * arms + other) * outcomes_.outcomes().size() + outcome];
    return std::sqrt(variance / static_cast<double>(outcomes_.draws()));
}

double Comparison::chance_in_mean(std::size_t one, std::size_t other, std::size_t outcome) const {
    return chance_in_draw(one, other, outcome) / std::sqrt(static_cast<double>(outcomes_.draws()));
}

Comparison compare_arms(const ArmsPlan& plan) {
    const auto simulated = read_draws<SimulatedArms>(
        plan.experiment, [&](DrawId draw) { return simulate_arms(plan, draw); });
    const std::size_t arms = plan.arms.size(), draws = simulated.size() - 1;
    std::vector<Slopes> slopes;
    for (std::size_t arm = 0; arm < arms; ++arm)
        slopes.push_back(slopes_of(simulated, arm));

    OutcomeTable table(names_of(plan.arms), site_outcomes(), draws);
    const std::size_t outcomes = table.outcomes().size();
    std::vector<double> variances(arms * arms * outcomes);
    for (std::size_t d = 0; d <= draws; ++d) {
        const std::vector<ReplicationOutcomes> replications = outcomes_of(simulated[d], slopes);
        for (std::size_t arm = 0; arm < arms; ++arm)
            for (std::size_t k = 0; k < outcomes; ++k) {
                const double mean = mean_over(replications, [&](const ReplicationOutcomes& w) {
                    return w[arm * outcomes + k];
                });
                table.put(arm, k, d == draws ? DrawId::central() : DrawId::numbered(d), mean);
                for (std::size_t other = 0; other < arms && d < draws; ++other)
                    variances[(arm * arms + other) * outcomes + k] += variance_of_difference(
                        replications, arm * outcomes + k, other * outcomes + k);
            }
    }
    return {std::move(table), std::move(variances)};
}

} // namespace careshed
