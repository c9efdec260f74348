#include "models/expected/joint_effect.hpp"

#include "engine/core/units.hpp"

namespace careshed {

namespace {

/// Attraction of all sites together, by row and setting.
using AllDrawn = std::vector<std::array<double, kSettings>>;

AllDrawn draw_of_all(const StudyPlan& plan, const DrawSetup& draw, const Attraction& attraction,
                     std::span<const std::size_t> candidates) {
    AllDrawn all(draw.fit.rows.size());
    for (const std::size_t candidate : candidates)
        for (const WalkerRow& walker : drawn_walkers((*plan.reach)[candidate], attraction))
            for (std::size_t s = 0; s < kSettings; ++s)
                all[walker.row][s] +=
                    attraction_of(draw.fit.rows[walker.row], walker, attraction, s);
    return all;
}

/// Ratio of the uses served in `use` to those in `effect`.
double served_ratio(const SiteEffect& effect, const HorizonOfUse& use) {
    return effect.use.uses_a_day > 0 ? use.uses_a_day / effect.use.uses_a_day : 0;
}

} // namespace

std::vector<SiteEffect> joint_effects(const StudyPlan& plan, const DrawSetup& draw,
                                      const Attraction& attraction, const SitesTogether& sites) {
    const StudyPopulation& study = *plan.population;
    const AllDrawn all = draw_of_all(plan, draw, attraction, sites.candidates);
    std::vector<SiteEffect> effects;
    for (const std::size_t candidate : sites.candidates) {
        UsesTaken taken(study.city->groups.size());
        for (const WalkerRow& walker : drawn_walkers((*plan.reach)[candidate], attraction)) {
            const FittedPerson& row = draw.fit.rows[walker.row];
            if (!row.admitted)
                continue;
            std::array<double, kSettings> uses{};
            for (std::size_t s = 0; s < kSettings; ++s)
                uses[s] = row.uses[s] *
                          (attraction_of(row, walker, attraction, s) / (1 + all[walker.row][s]));
            taken.add(row, study.people.group[walker.row], uses, sites.terms->onsite_fatality);
        }
        effects.push_back(effect_of_uses(taken, *sites.terms));
    }
    return effects;
}

SiteEffect served_as(const SiteEffect& effect, const HorizonOfUse& use, const SiteTerms& terms) {
    const double ratio = served_ratio(effect, use);
    SiteEffect served = effect;
    served.use = use;
    for_each_site_figure([ratio](FigureKind, double& figure) { figure *= ratio; },
                         served.figures());
    served.fatality_of_uses *= ratio;
    for (double& deaths : served.deaths_averted_by_group)
        deaths *= ratio;
    served.runs_on_site = runs_called(use, terms.on_site_calls);
    return served;
}

SiteEffect sum_of(std::span<const SiteEffect> effects, std::size_t groups) {
    SiteEffect sum;
    sum.deaths_averted_by_group.resize(groups);
    for (const SiteEffect& effect : effects) {
        sum.uses_wanted_a_day += effect.uses_wanted_a_day;
        sum.use.uses_a_day += effect.use.uses_a_day;
        sum.use.occupancy += effect.use.occupancy / static_cast<double>(effects.size());
        for_each_site_figure([](FigureKind, double& all, double one) { all += one; }, sum.figures(),
                             effect.figures());
        for (std::size_t g = 0; g < groups; ++g)
            sum.deaths_averted_by_group[g] += effect.deaths_averted_by_group[g];
        sum.fatality_of_uses += effect.fatality_of_uses;
        sum.runs_on_site += effect.runs_on_site;
    }
    if (sum.uses_wanted_a_day <= 0)
        return sum;
    // Hours and adoption are the same: a site's share of arrivals while open is its share of uses
    // wanted.
    sum.use.served_share = sum.use.acceptance = sum.use.full_acceptance = 0;
    for (const SiteEffect& effect : effects) {
        const double share = effect.uses_wanted_a_day / sum.uses_wanted_a_day;
        sum.use.served_share += share * effect.use.served_share;
        sum.use.acceptance += share * effect.use.acceptance;
        sum.use.full_acceptance += share * effect.use.full_acceptance;
    }
    return sum;
}

} // namespace careshed
