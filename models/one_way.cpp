#include "models/one_way.hpp"

#include <algorithm>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

double deaths_averted_by(const SiteEffect& effect) {
    return effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic];
}

std::optional<TwoSites> at(const StudyPlan& plan, const ParameterInfo& parameter, double value,
                           DecaySet decay, std::array<std::size_t, 2> sites) {
    try {
        return two_sites(plan, set_up_central(plan, {{parameter.id, value}}), decay, sites);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::run)
            throw;
        return std::nullopt;
    }
}

bool same_sign(double a, double b) { return (a > 0) == (b > 0) && (a < 0) == (b < 0); }

} // namespace

bool ParameterSwing::turns(const TwoSites& centre) const {
    const auto is_turned = [&](const std::optional<TwoSites>& end) {
        return end && !same_sign(end->difference(), centre.difference());
    };
    return is_turned(low) || is_turned(high);
}

double ParameterSwing::swing(const TwoSites& centre) const {
    double least = centre.difference(), most = least;
    for (const auto& end : {low, high})
        if (end) {
            least = std::min(least, end->difference());
            most = std::max(most, end->difference());
        }
    return most - least;
}

TwoSites two_sites(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay,
                   std::array<std::size_t, 2> sites) {
    const Pull pull = pull_of(plan, draw, decay);
    return {deaths_averted_by(effect_of(plan, draw, pull, sites[0])),
            deaths_averted_by(effect_of(plan, draw, pull, sites[1]))};
}

std::vector<ParameterSwing> one_way(const StudyPlan& plan, DecaySet decay,
                                    std::array<std::size_t, 2> sites) {
    std::vector<ParameterSwing> ways;
    for (const ParameterInfo& parameter : all_parameters())
        if (parameter.spread != Spread::fixed &&
            !plan.scenario->model.overrides.contains(parameter.id))
            ways.push_back({&parameter, {}, {}});
    for_each_index(ways.size(), plan.threads, [&](std::size_t k) {
        const ParameterInfo& parameter = *ways[k].parameter;
        ways[k].low = at(plan, parameter, parameter.low, decay, sites);
        ways[k].high = at(plan, parameter, parameter.high, decay, sites);
    });
    const TwoSites centre = two_sites(plan, set_up_central(plan), decay, sites);
    std::ranges::stable_sort(ways, std::ranges::greater{},
                             [&](const ParameterSwing& way) { return way.swing(centre); });
    return ways;
}

} // namespace careshed
