#include "models/studies/site_explanation.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "models/expected/alternative_effects.hpp"
#include "models/studies/site_choice.hpp"

namespace careshed {

namespace {

/// The other candidate whose deaths averted are nearest; ties to the first.
std::size_t nearest_comparator(const std::vector<double>& deaths, std::size_t site) {
    std::size_t nearest = site == 0 ? 1 : 0;
    for (std::size_t other = 0; other < deaths.size(); ++other)
        if (other != site &&
            std::abs(deaths[other] - deaths[site]) < std::abs(deaths[nearest] - deaths[site]))
            nearest = other;
    return nearest;
}

/// As named, else the site that averts most; its comparator as named, else the nearest.
void choose_pair(const AskedPair& asked, const std::vector<double>& deaths,
                 SiteExplanation& answer) {
    const City& city = answer.prepared->city;
    if (city.candidates.size() < 2)
        throw Error(ErrorKind::input, "candidates", "there is one candidate: nothing to compare",
                    "add candidates, or see careshed rank for what the one would do");
    answer.site = asked.site.empty()
                      ? static_cast<std::size_t>(std::ranges::max_element(deaths) - deaths.begin())
                      : chosen_site(city, {asked.site});
    answer.comparator = asked.against.empty() ? nearest_comparator(deaths, answer.site)
                                              : chosen_site(city, {asked.against, "--against"});
    if (answer.site == answer.comparator)
        throw Error(ErrorKind::usage, "--against", "is the same candidate as --site",
                    "name another, or leave it out for the site closest to it");
}

void add_structures(const DrawSetup& draw, const Attraction& attraction, SiteExplanation& answer) {
    const StudyPlan& plan = answer.prepared->plan;
    const DecaySet other = answer.decay == DecaySet::stated ? DecaySet::revealed : DecaySet::stated;
    answer.other_decay =
        deaths_by_site(plan, draw, other, std::array{answer.site, answer.comparator});
    const AlternativeEffects of_draw(draw.fit, draw.parameters);
    const auto alternatives = [&](std::size_t site) {
        return of_draw.of((*plan.reach)[site], effect_of(plan, draw, attraction, site));
    };
    answer.structures_of_site = alternatives(answer.site);
    answer.structures_of_comparator = alternatives(answer.comparator);
}

} // namespace

SiteExplanation explain_site(const Scenario& scenario, const AskedPair& asked,
                             const RunOptions& options) {
    SiteExplanation answer;
    answer.prepared = prepare_study(scenario, options);
    const StudyPlan& plan = answer.prepared->plan;
    const DrawSetup draw = set_up_central(plan);
    answer.decay = scenario.model.decay;
    choose_pair(asked, deaths_averted(plan, draw, answer.decay), answer);
    const Attraction attraction = attraction_curve(plan, draw, answer.decay);
    answer.of_site = site_factors(plan, draw, attraction, answer.site);
    answer.of_comparator = site_factors(plan, draw, attraction, answer.comparator);
    answer.terms = split_difference(answer.of_site, answer.of_comparator);
    add_structures(draw, attraction, answer);
    answer.swings = one_way(plan, answer.decay, std::array{answer.site, answer.comparator});
    return answer;
}

} // namespace careshed
