#include "models/studies/effect_steps.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/core/steps.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "models/expected/transparent_benchmark.hpp"
#include "models/studies/outcome_list.hpp"

namespace careshed {

namespace {

/// A step hides which of so many numbers of deaths was recorded; the smallest step of its kind is
/// up to 2.5 times as wide.
constexpr double kDeathsOfStep = 6;

bool follows_use(const std::string& outcome) {
    const auto& rows = outcome_rows().rows();
    const auto row =
        std::ranges::find_if(rows, [&](const OutcomeRow& r) { return r.info.id == outcome; });
    return row != rows.end() && (std::holds_alternative<AmountOfUse>(row->source) ||
                                 std::holds_alternative<ShareOfUse>(row->source));
}

} // namespace

std::vector<double> recorded_in_reach(const PreparedStudy& prepared, DecaySet decay) {
    const Parameters parameters = default_parameters(prepared.scenario.model.overrides);
    return decay_weighted_deaths(prepared.population, prepared.walk_times, parameters.uptake,
                                 decay);
}

double widest_of(double central, const Summary& summary) {
    return std::max({std::abs(central), std::abs(summary.low), std::abs(summary.high)});
}

double effect_step(double effect, double recorded) {
    return step_of_at_least(part_of_step(recorded) * std::abs(effect));
}

double part_of_step(double recorded) { return kDeathsOfStep / std::max(recorded, kSmallestShown); }

ToldSteps effect_steps(const OutcomeTable& table, std::span<const double> recorded) {
    ToldSteps steps;
    for (const double deaths : recorded)
        steps.of_site.push_back(part_of_step(deaths));
    for (std::size_t outcome = 0; outcome < table.outcomes().size(); ++outcome) {
        double widest = 0;
        if (!follows_use(table.outcomes()[outcome].id))
            for (std::size_t site = 0; site < table.sites().size(); ++site)
                widest = std::max(widest,
                                  effect_step(widest_of(table.central(site, outcome),
                                                        summarise(table.draws_of(site, outcome))),
                                              recorded[site]));
        steps.of_outcome.push_back(widest);
    }
    return steps;
}

} // namespace careshed
