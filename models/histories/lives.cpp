#include "models/histories/lives.hpp"

#include <algorithm>

#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

/// Candidates at which two arms differ, and where each arm stands among the lanes.
struct Lanes {
    std::vector<std::vector<std::uint32_t>> of_candidate; ///< arms to judge for who reaches it
};

Lanes lanes_of(const Arm& baseline, std::span<const Arm> arms, std::size_t candidates) {
    Lanes lanes;
    lanes.of_candidate.resize(candidates);
    for (std::uint32_t a = 0; a < arms.size(); ++a) {
        const auto add_unshared = [&](const Arm& one, const Arm& other) {
            for (const OpenSite& site : one) {
                auto& list = lanes.of_candidate[site.candidate];
                const bool is_shared = std::find_if(other.begin(), other.end(), [&](const auto& o) {
                                           return o.candidate == site.candidate &&
                                                  o.pull == site.pull && *o.load == *site.load;
                                       }) != other.end();
                if (!is_shared && (list.empty() || list.back() != a))
                    list.push_back(a);
            }
        };
        add_unshared(arms[a], baseline);
        add_unshared(baseline, arms[a]);
    }
    return lanes;
}

Judge judge_of(const LivesPlan& plan) {
    return {*plan.draw, plan.population->city->candidates, plan.world,
            static_cast<double>(plan.rows.stride)};
}

/// Calls visit(row, person, overdoses) for every life that has an overdose, of rows that matter.
template <class Matters, class Visit>
void for_each_life(const LivesPlan& plan, Matters&& matters, Visit&& visit) {
    const LivingDraw& draw = *plan.draw;
    const AreaStretches supply = supply_stretches(draw.terms, *plan.population->city, plan.world);
    LifeRoom room;
    for (std::size_t row = plan.rows.first; row < draw.people.size(); row += plan.rows.stride) {
        stop_if_interrupted();
        if (!matters(row))
            continue;
        const LivePerson& person = draw.people[row];
        live(person, {draw.terms, supply[person.area], plan.world}, room);
        if (!room.overdoses.empty())
            visit(row, person, std::span<const LifeOverdose>(room.overdoses));
    }
}
template <class Visit> void for_each_life(const LivesPlan& plan, Visit&& visit) {
    for_each_life(plan, [](std::size_t) { return true; }, visit);
}

} // namespace

LifeCounts count_all(const LivesPlan& plan, const Arm& arm) {
    const Judge judge = judge_of(plan);
    SiteOptions options;
    LifeCounts counts;
    for_each_life(plan, [&](std::size_t row, const LivePerson& person, const auto& overdoses) {
        judge.can_go(person, plan.nearby->of_row(row), arm, options);
        counts += judge.judge(person, overdoses, options);
    });
    return counts;
}

std::vector<EventUnits> count_areas(const LivesPlan& plan, const Arm& arm) {
    const Judge judge = judge_of(plan);
    SiteOptions options;
    std::vector<EventUnits> areas(plan.population->city->areas.size());
    for_each_life(plan, [&](std::size_t row, const LivePerson& person, const auto& overdoses) {
        if (judge.can_go(person, plan.nearby->of_row(row), arm, options))
            areas[person.area] += all_averted(judge.judge(person, overdoses, options).lived);
    });
    return areas;
}

std::vector<LifeCounts> count_years(const LivesPlan& plan, const Arm& arm) {
    const Judge judge = judge_of(plan);
    SiteOptions options;
    std::vector<LifeCounts> years(static_cast<std::size_t>(plan.draw->terms.years));
    for_each_life(plan, [&](std::size_t row, const LivePerson& person, const auto& overdoses) {
        judge.can_go(person, plan.nearby->of_row(row), arm, options);
        judge.judge_years(person, overdoses, options, years);
    });
    return years;
}

LaneCounts count_lanes(const LivesPlan& plan, const Arm& baseline, std::span<const Arm> arms) {
    const Judge judge = judge_of(plan);
    const City& city = *plan.population->city;
    const Lanes lanes = lanes_of(baseline, arms, city.candidates.size());
    LaneCounts result;
    result.changes.resize(arms.size());
    result.groups.assign(arms.size(), std::vector<GroupCounts>(city.groups.size()));
    std::vector<std::uint32_t> judged_for(arms.size(), 0);
    SiteOptions options;
    const auto matters = [&](std::size_t row) {
        return plan.with_baseline ||
               std::ranges::any_of(plan.nearby->of_row(row), [&](const NearbySite& site) {
                   return !lanes.of_candidate[site.candidate].empty();
               });
    };
    const auto count = [&](std::size_t row, const LivePerson& person, const auto& overdoses) {
        const auto nearby = plan.nearby->of_row(row);
        judge.can_go(person, nearby, baseline, options);
        const LifeCounts as_it_is = judge.judge(person, overdoses, options);
        result.baseline += as_it_is;
        for (const NearbySite& site : nearby) {
            for (const std::uint32_t a : lanes.of_candidate[site.candidate]) {
                if (judged_for[a] == row + 1)
                    continue; // reached through another of the arm's sites already
                judged_for[a] = static_cast<std::uint32_t>(row + 1);
                const bool is_at_hand =
                    arms[a].size() == 1 && arms[a].front().candidate == site.candidate;
                const bool goes = is_at_hand ? judge.can_go(person, site, arms[a].front(), options)
                                             : judge.can_go(person, nearby, arms[a], options);
                if (!goes && baseline.empty())
                    continue;
                LifeCounts change = judge.judge(person, overdoses, options);
                change -= as_it_is;
                result.changes[a] += change;
                GroupCounts& group = result.groups[a][person.group];
                group.lived += all_averted(change.lived);
                group.direct += all_averted(change.direct);
            }
        }
    };
    for_each_life(plan, matters, count);
    return result;
}

} // namespace careshed
