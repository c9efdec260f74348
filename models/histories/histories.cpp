#include "models/histories/histories.hpp"

#include <algorithm>

#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

/// Candidates at which an arm and the baseline differ.
struct DifferingSites {
    std::vector<std::vector<std::uint32_t>> of_candidate; ///< arms to evaluate for people in reach
};

DifferingSites differing_sites(const Arm& baseline, std::span<const Arm> arms,
                               std::size_t candidates) {
    DifferingSites differing;
    differing.of_candidate.resize(candidates);
    for (std::uint32_t a = 0; a < arms.size(); ++a) {
        const auto add_unshared = [&](const Arm& one, const Arm& other) {
            for (const OpenSite& site : one) {
                auto& list = differing.of_candidate[site.candidate];
                const bool is_shared = std::find_if(other.begin(), other.end(), [&](const auto& o) {
                                           return o.candidate == site.candidate &&
                                                  o.attraction == site.attraction &&
                                                  *o.acceptance == *site.acceptance;
                                       }) != other.end();
                if (!is_shared && (list.empty() || list.back() != a))
                    list.push_back(a);
            }
        };
        add_unshared(arms[a], baseline);
        add_unshared(baseline, arms[a]);
    }
    return differing;
}

ArmEvaluator evaluator_of(const HistoriesPlan& plan) {
    return {*plan.draw, plan.population->city->candidates, plan.replication,
            static_cast<double>(plan.rows.stride)};
}

/// Calls visit(row, person, overdoses) for every history with an overdose, of rows with
/// matters(row).
template <class Matters, class Visit>
void for_each_history(const HistoriesPlan& plan, Matters&& matters, Visit&& visit) {
    const HistorySetup& draw = *plan.draw;
    const AreaIntervals supply =
        supply_intervals(draw.terms, *plan.population->city, plan.replication);
    HistoryScratch scratch;
    for (std::size_t row = plan.rows.first; row < draw.people.size(); row += plan.rows.stride) {
        stop_if_interrupted();
        if (!matters(row))
            continue;
        const SimulatedPerson& person = draw.people[row];
        simulate_history(person, {draw.terms, supply[person.area], plan.replication}, scratch);
        if (!scratch.overdoses.empty())
            visit(row, person, std::span<const OverdoseEvent>(scratch.overdoses));
    }
}
template <class Visit> void for_each_history(const HistoriesPlan& plan, Visit&& visit) {
    for_each_history(plan, [](std::size_t) { return true; }, visit);
}

} // namespace

HistoryCounts count_all(const HistoriesPlan& plan, const Arm& arm) {
    const ArmEvaluator evaluator = evaluator_of(plan);
    SiteOptions options;
    HistoryCounts counts;
    for_each_history(plan,
                     [&](std::size_t row, const SimulatedPerson& person, const auto& overdoses) {
                         evaluator.can_go(person, plan.nearby->of_row(row), arm, options);
                         counts += evaluator.evaluate(person, overdoses, options);
                     });
    return counts;
}

std::vector<EventUnits> count_areas(const HistoriesPlan& plan, const Arm& arm) {
    const ArmEvaluator evaluator = evaluator_of(plan);
    SiteOptions options;
    std::vector<EventUnits> areas(plan.population->city->areas.size());
    for_each_history(
        plan, [&](std::size_t row, const SimulatedPerson& person, const auto& overdoses) {
            if (evaluator.can_go(person, plan.nearby->of_row(row), arm, options))
                areas[person.area] +=
                    all_averted(evaluator.evaluate(person, overdoses, options).simulated);
        });
    return areas;
}

std::vector<HistoryCounts> count_years(const HistoriesPlan& plan, const Arm& arm) {
    const ArmEvaluator evaluator = evaluator_of(plan);
    SiteOptions options;
    std::vector<HistoryCounts> years(static_cast<std::size_t>(plan.draw->terms.years));
    for_each_history(plan,
                     [&](std::size_t row, const SimulatedPerson& person, const auto& overdoses) {
                         evaluator.can_go(person, plan.nearby->of_row(row), arm, options);
                         evaluator.evaluate_years(person, overdoses, options, years);
                     });
    return years;
}

PairedCounts count_paired(const HistoriesPlan& plan, const Arm& baseline,
                          std::span<const Arm> arms) {
    const ArmEvaluator evaluator = evaluator_of(plan);
    const City& city = *plan.population->city;
    const DifferingSites differing = differing_sites(baseline, arms, city.candidates.size());
    PairedCounts result;
    result.changes.resize(arms.size());
    result.groups.assign(arms.size(), std::vector<GroupCounts>(city.groups.size()));
    std::vector<std::uint32_t> evaluated_for(arms.size(), 0);
    SiteOptions options;
    const auto matters = [&](std::size_t row) {
        return plan.with_baseline ||
               std::ranges::any_of(plan.nearby->of_row(row), [&](const NearbySite& site) {
                   return !differing.of_candidate[site.candidate].empty();
               });
    };
    const auto count = [&](std::size_t row, const SimulatedPerson& person, const auto& overdoses) {
        const auto nearby = plan.nearby->of_row(row);
        evaluator.can_go(person, nearby, baseline, options);
        const HistoryCounts as_it_is = evaluator.evaluate(person, overdoses, options);
        result.baseline += as_it_is;
        for (const NearbySite& site : nearby) {
            for (const std::uint32_t a : differing.of_candidate[site.candidate]) {
                if (evaluated_for[a] == row + 1)
                    continue; // reached through another of the arm's sites already
                evaluated_for[a] = static_cast<std::uint32_t>(row + 1);
                const bool is_at_hand =
                    arms[a].size() == 1 && arms[a].front().candidate == site.candidate;
                const bool goes = is_at_hand
                                      ? evaluator.can_go(person, site, arms[a].front(), options)
                                      : evaluator.can_go(person, nearby, arms[a], options);
                if (!goes && baseline.empty())
                    continue;
                HistoryCounts change = evaluator.evaluate(person, overdoses, options);
                change -= as_it_is;
                result.changes[a] += change;
                GroupCounts& group = result.groups[a][person.group];
                group.simulated += all_averted(change.simulated);
                group.direct += all_averted(change.direct);
            }
        }
    };
    for_each_history(plan, matters, count);
    return result;
}

} // namespace careshed
