#include "models/arrangement.hpp"

#include "engine/core/tally.hpp"
#include "models/person_ledger.hpp"

namespace careshed {

namespace {

CityFigures baseline_of(const DrawSetup& draw) {
    const double ed = draw.parameters.ems.transported_to_hospital;
    return {draw.fit.baseline_deaths, draw.fit.overdoses, draw.fit.runs, draw.fit.runs * ed};
}

CityFigures changed_by(const CityFigures& baseline, const SiteEffect& effect, double to_hospital) {
    const double runs = effect.runs_on_site - effect.runs_averted;
    CityFigures figures = baseline;
    figures.deaths -= effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic];
    figures.ems_runs += runs;
    figures.ed_visits += runs * to_hospital;
    return figures;
}

ArrangementDraw one_draw(const StudyPlan& plan, const DrawSetup& draw,
                         std::optional<std::size_t> site) {
    ArrangementDraw result;
    result.baseline = result.with_site = baseline_of(draw);
    if (site) {
        const Pull pull = pull_of(plan, draw, decay_named(plan.scenario->model.decay));
        result.with_site = changed_by(result.baseline, effect_of(plan, draw, pull, *site),
                                      draw.parameters.ems.transported_to_hospital);
    }
    return result;
}

void split_baseline(const StudyPlan& plan, const DrawSetup& draw, Arrangement& out) {
    const StudyPopulation& population = *plan.population;
    std::vector<EventTally> by_area(population.city->areas.size());
    std::vector<EventTally> by_group(population.city->groups.size());
    for (std::size_t i = 0; i < draw.fit.rows.size(); ++i) {
        const FittedPerson& row = draw.fit.rows[i];
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double deaths = row.uses[s] * row.life_threatening * row.fatality[s];
            by_area[population.people.area[i]].add(deaths);
            by_group[population.people.group[i]].add(deaths);
        }
    }
    for (const EventTally& deaths : by_area)
        out.deaths_by_area.push_back(deaths.value());
    for (const EventTally& deaths : by_group)
        out.deaths_by_group.push_back(deaths.value());
}

void split_effect(const StudyPlan& plan, const DrawSetup& draw, std::size_t site,
                  Arrangement& out) {
    const Pull pull = pull_of(plan, draw, decay_named(plan.scenario->model.decay));
    const SiteEffect effect = effect_of(plan, draw, pull, site);
    out.averted_by_group = effect.deaths_averted_by_group;
    const double served = effect.use.served_share * draw.terms.selection;
    const StudyPopulation& population = *plan.population;
    std::vector<EventTally> by_area(population.city->areas.size());
    for (const MovedUses& moved : moved_uses(draw.fit, (*plan.reach)[site], pull, draw.terms))
        for (std::size_t s = 0; s < kSettings; ++s)
            by_area[population.people.area[moved.row]].add(moved.uses[s] * moved.risk[s] * served);
    for (std::size_t a = 0; a < by_area.size(); ++a)
        out.averted_by_area[a] = by_area[a].value();
}

} // namespace

Arrangement simulate_arrangement(const StudyPlan& plan, std::optional<std::size_t> site) {
    Arrangement out;
    const DrawSetup central = set_up_central(plan);
    out.central = one_draw(plan, central, site);
    split_baseline(plan, central, out);
    out.averted_by_area.assign(out.deaths_by_area.size(), 0.0);
    out.averted_by_group.assign(out.deaths_by_group.size(), 0.0);
    if (site)
        split_effect(plan, central, *site, out);
    out.draws = parallel_map<ArrangementDraw>(
        static_cast<std::size_t>(plan.scenario->run.draws), plan.threads, [&](std::size_t d) {
            return one_draw(plan, set_up_draw(plan, static_cast<std::uint32_t>(d)), site);
        });
    return out;
}

} // namespace careshed
