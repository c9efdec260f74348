#include "models/lives.hpp"

#include <algorithm>

#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

constexpr double kUnitsPerEvent = 0x1p44;
constexpr std::size_t kMostOpenSites = 16;

/// A site that a person may go to: the share of overdoses that happen there when it admits
/// everybody, by setting, in units of the load.
struct Option {
    const BoothLoad* load = nullptr;
    std::uint64_t site = 0; ///< stable id
    std::array<double, kSettings> share{};
};
struct Options {
    std::array<Option, kMostOpenSites> sites;
    std::size_t count = 0;
};

/// Expected events of one place in the population, before they are rounded to whole units.
struct LifeSums {
    std::array<double, kSettings> deaths{};
    double overdoses = 0, on_site = 0, runs = 0;
    [[nodiscard]] LifeCounts rounded() const {
        return {{event_units(deaths[kPrivate]), event_units(deaths[kPublic])},
                event_units(overdoses),
                event_units(on_site),
                event_units(runs)};
    }
};

class Judge {
  public:
    explicit Judge(const LivesPlan& plan)
        : plan_(plan), terms_(plan.draw->terms), candidates_(plan.population->city->candidates) {}

    /// False when the person would never go to any of the arm's sites.
    bool can_go(const LivePerson& person, std::span<const NearbySite> nearby, const Arm& arm,
                Options& options) const {
        options.count = 0;
        if (!person.admitted)
            return false;
        for (const OpenSite& open : arm) {
            const auto site = std::lower_bound(
                nearby.begin(), nearby.end(), open.candidate,
                [](const NearbySite& a, std::size_t candidate) { return a.candidate < candidate; });
            if (site != nearby.end() && site->candidate == open.candidate)
                add(person, *site, open, options);
        }
        return close(options);
    }
    /// The same for an arm of one site whose pair is at hand.
    bool can_go(const LivePerson& person, const NearbySite& site, const OpenSite& open,
                Options& options) const {
        options.count = 0;
        if (person.admitted)
            add(person, site, open, options);
        return close(options);
    }

    /// Expected counts of a place in the population under the options it has.
    [[nodiscard]] LifeCounts judge(const LivePerson& person,
                                   std::span<const LifeOverdose> overdoses,
                                   const Options& options) const {
        LifeSums sums;
        walk(person, overdoses, options, [&](const LifeOverdose&) -> LifeSums& { return sums; });
        return sums.rounded();
    }
    /// The same by year, added to `years`.
    void judge_years(const LivePerson& person, std::span<const LifeOverdose> overdoses,
                     const Options& options, std::vector<LifeCounts>& years) const {
        std::vector<LifeSums> sums(years.size());
        walk(person, overdoses, options, [&](const LifeOverdose& overdose) -> LifeSums& {
            return sums[static_cast<std::size_t>(overdose.time)];
        });
        for (std::size_t year = 0; year < years.size(); ++year)
            years[year] += sums[year].rounded();
    }

  private:
    void add(const LivePerson& person, const NearbySite& site, const OpenSite& open,
             Options& options) const {
        Option& option = options.sites[options.count];
        for (std::size_t s = 0; s < kSettings; ++s)
            option.share[s] = open.pull->at(site.walk_ds[s]) * open.pull->readiness[s] *
                              static_cast<double>(person.taste);
        if (option.share[kPrivate] <= 0 && option.share[kPublic] <= 0)
            return;
        option.load = open.load;
        option.site = candidates_[site.candidate].stable;
        ++options.count;
    }

    /// Every overdose in turn, weighted by the chance of being alive to have it.
    template <class SumOf>
    void walk(const LivePerson& person, std::span<const LifeOverdose> overdoses,
              const Options& options, SumOf&& sum_of) const {
        const double people = person.people * static_cast<double>(plan_.rows.stride);
        double alive = people;
        for (const LifeOverdose& overdose : overdoses) {
            alive = (overdose.is_newcomer ? people : alive) * overdose.carried;
            const double moved = share_on_site(person, overdose, options);
            const double fatality =
                overdose.fatality - moved * (overdose.fatality - terms_.onsite_fatality);
            LifeSums& sums = sum_of(overdose);
            sums.deaths[overdose.setting] += alive * fatality;
            sums.overdoses += alive;
            sums.on_site += alive * moved;
            sums.runs += overdose.called ? alive * (1 - moved) : 0;
            if (terms_.has_history)
                alive *= 1 - fatality;
        }
    }

    /// From how much each site draws a person to shares of overdoses.
    bool close(Options& options) const {
        for (std::size_t s = 0; s < kSettings; ++s) {
            double drawn = 0;
            for (std::size_t k = 0; k < options.count; ++k)
                drawn += options.sites[k].share[s];
            // Uses that move may carry more risk than others, but no more than all of it.
            const double scale =
                std::min(terms_.selection / (1 + drawn), drawn > 0 ? 1 / drawn : 0.0);
            for (std::size_t k = 0; k < options.count; ++k)
                options.sites[k].share[s] *= scale / BoothLoad::kWhole;
        }
        return options.count > 0;
    }

    /// Probability that the overdose happens on a site: the use went there and was admitted.
    [[nodiscard]] double share_on_site(const LivePerson& person, const LifeOverdose& overdose,
                                       const Options& options) const {
        double share = 0;
        for (std::size_t k = 0; k < options.count; ++k) {
            const Option& option = options.sites[k];
            const std::uint16_t admitted = option.load->admitted[overdose.step][overdose.hour];
            if (admitted > 0 && has_adopted(person, option.site, overdose.step, plan_.world))
                share += option.share[overdose.setting] * admitted;
        }
        return share;
    }

    const LivesPlan& plan_;
    const LifeTerms& terms_;
    const std::vector<Candidate>& candidates_;
};

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

} // namespace

EventUnits event_units(double events) {
    const double scaled = events * kUnitsPerEvent;
    return static_cast<EventUnits>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

double events_of(EventUnits units) { return static_cast<double>(units) / kUnitsPerEvent; }

LifeCounts& LifeCounts::operator+=(const LifeCounts& other) {
    for (std::size_t s = 0; s < kSettings; ++s)
        deaths[s] += other.deaths[s];
    overdoses += other.overdoses;
    on_site += other.on_site;
    runs += other.runs;
    return *this;
}

LifeCounts& LifeCounts::operator-=(const LifeCounts& other) {
    for (std::size_t s = 0; s < kSettings; ++s)
        deaths[s] -= other.deaths[s];
    overdoses -= other.overdoses;
    on_site -= other.on_site;
    runs -= other.runs;
    return *this;
}

namespace {

/// Calls judged(person, overdoses, options) for everybody's life under an arm.
template <class Judged>
void for_each_life(const LivesPlan& plan, const Judge& judge, const Arm& arm, Judged&& judged) {
    const LivingDraw& draw = *plan.draw;
    const AreaStretches supply = supply_stretches(draw.terms, *plan.population->city, plan.world);
    LifeRoom room;
    Options options;
    for (std::size_t row = plan.rows.first; row < draw.people.size(); row += plan.rows.stride) {
        stop_if_interrupted();
        const LivePerson& person = draw.people[row];
        live(person, supply[person.area], draw.terms, plan.world, room);
        judge.can_go(person, plan.nearby->of_row(row), arm, options);
        judged(person, room.overdoses, options);
    }
}

} // namespace

LifeCounts count_all(const LivesPlan& plan, const Arm& arm) {
    const Judge judge(plan);
    LifeCounts counts;
    for_each_life(plan, judge, arm,
                  [&](const auto& person, const auto& overdoses, const Options& options) {
                      counts += judge.judge(person, overdoses, options);
                  });
    return counts;
}

std::vector<EventUnits> count_areas(const LivesPlan& plan, const Arm& arm) {
    const Judge judge(plan);
    std::vector<EventUnits> areas(plan.population->city->areas.size());
    for_each_life(plan, judge, arm,
                  [&](const LivePerson& person, const auto& overdoses, const Options& options) {
                      const LifeCounts counts = judge.judge(person, overdoses, options);
                      areas[person.area] += counts.deaths[kPrivate] + counts.deaths[kPublic];
                  });
    return areas;
}

std::vector<LifeCounts> count_years(const LivesPlan& plan, const Arm& arm) {
    const Judge judge(plan);
    std::vector<LifeCounts> years(static_cast<std::size_t>(plan.draw->terms.years));
    for_each_life(plan, judge, arm,
                  [&](const auto& person, const auto& overdoses, const Options& options) {
                      judge.judge_years(person, overdoses, options, years);
                  });
    return years;
}

LaneCounts count_lanes(const LivesPlan& plan, const Arm& baseline, std::span<const Arm> arms) {
    const Judge judge(plan);
    const LivingDraw& draw = *plan.draw;
    const City& city = *plan.population->city;
    const AreaStretches supply = supply_stretches(draw.terms, city, plan.world);
    const Lanes lanes = lanes_of(baseline, arms, city.candidates.size());
    LaneCounts result;
    result.changes.resize(arms.size());
    result.group_deaths.assign(arms.size(), std::vector<EventUnits>(city.groups.size()));
    std::vector<std::uint32_t> judged_for(arms.size(), 0);
    LifeRoom room;
    Options options;
    for (std::size_t row = plan.rows.first; row < draw.people.size(); row += plan.rows.stride) {
        stop_if_interrupted();
        const LivePerson& person = draw.people[row];
        live(person, supply[person.area], draw.terms, plan.world, room);
        if (room.overdoses.empty())
            continue;
        const auto nearby = plan.nearby->of_row(row);
        judge.can_go(person, nearby, baseline, options);
        const LifeCounts as_it_is = judge.judge(person, room.overdoses, options);
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
                LifeCounts change = judge.judge(person, room.overdoses, options);
                change -= as_it_is;
                result.changes[a] += change;
                result.group_deaths[a][person.group] +=
                    change.deaths[kPrivate] + change.deaths[kPublic];
            }
        }
    }
    return result;
}

} // namespace careshed
