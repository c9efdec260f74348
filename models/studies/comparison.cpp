#include "models/studies/comparison.hpp"

#include <cmath>

namespace careshed {

namespace {

/// Outcomes of all arms in one world, arm by arm.
using WorldOutcomes = std::vector<double>;

/// How much an arm's figures as lived follow the closed form's, over all draws.
Slopes slopes_of(const std::vector<ArmsLived>& draws, std::size_t arm) {
    PooledSlopes slopes;
    for (const ArmsLived& draw : draws) {
        std::vector<PairedFigures> worlds;
        for (const std::vector<PairedFigures>& world : draw.worlds)
            worlds.push_back(world[arm]);
        add_worlds(slopes, worlds);
    }
    return values_of(slopes);
}

/// What each world says of all arms, without the chance that the closed form knows of.
std::vector<WorldOutcomes> outcomes_of(const ArmsLived& draw, const std::vector<Slopes>& slopes) {
    std::vector<WorldOutcomes> worlds;
    for (const std::vector<PairedFigures>& world : draw.worlds) {
        worlds.emplace_back();
        for (std::size_t arm = 0; arm < world.size(); ++arm) {
            SiteEffect effect = draw.exact[arm];
            effect.figures() = controlled(world[arm], effect.figures(), slopes[arm]);
            const std::vector<double> values = outcome_values(effect, draw.run);
            worlds.back().insert(worlds.back().end(), values.begin(), values.end());
        }
    }
    return worlds;
}

/// Mean over worlds of what `value` says of each. About the first world's, so that what all worlds
/// agree on comes out as it is.
template <class Value> double mean_over(const std::vector<WorldOutcomes>& worlds, Value&& value) {
    const double first = value(worlds.front());
    double more = 0;
    for (const WorldOutcomes& world : worlds)
        more += value(world) - first;
    return first + more / static_cast<double>(worlds.size());
}

/// Of the mean over worlds of the difference between two values.
double variance_of_difference(const std::vector<WorldOutcomes>& worlds, std::size_t one,
                              std::size_t other) {
    const auto difference = [&](const WorldOutcomes& world) { return world[one] - world[other]; };
    const double mean = mean_over(worlds, difference);
    double squares = 0;
    for (const WorldOutcomes& world : worlds)
        squares += (difference(world) - mean) * (difference(world) - mean);
    const auto count = static_cast<double>(worlds.size());
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
    const auto lived =
        read_draws<ArmsLived>(plan.experiment, [&](DrawId draw) { return live_arms(plan, draw); });
    const std::size_t arms = plan.arms.size(), draws = lived.size() - 1;
    std::vector<Slopes> slopes;
    for (std::size_t arm = 0; arm < arms; ++arm)
        slopes.push_back(slopes_of(lived, arm));

    OutcomeTable table(names_of(plan.arms), site_outcomes(), draws);
    const std::size_t outcomes = table.outcomes().size();
    std::vector<double> variances(arms * arms * outcomes);
    for (std::size_t d = 0; d <= draws; ++d) {
        const std::vector<WorldOutcomes> worlds = outcomes_of(lived[d], slopes);
        for (std::size_t arm = 0; arm < arms; ++arm)
            for (std::size_t k = 0; k < outcomes; ++k) {
                const double mean = mean_over(
                    worlds, [&](const WorldOutcomes& w) { return w[arm * outcomes + k]; });
                table.put(arm, k, d == draws ? DrawId::central() : DrawId::numbered(d), mean);
                for (std::size_t other = 0; other < arms && d < draws; ++other)
                    variances[(arm * arms + other) * outcomes + k] +=
                        variance_of_difference(worlds, arm * outcomes + k, other * outcomes + k);
            }
    }
    return {std::move(table), std::move(variances)};
}

} // namespace careshed
