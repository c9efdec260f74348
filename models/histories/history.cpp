#include "models/histories/history.hpp"

#include <algorithm>

#include "engine/core/hash.hpp"
#include "engine/core/portable_math.hpp"
#include "engine/simulate/poisson_field.hpp"
#include "models/mechanisms/opc.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed {

namespace {

DrawKey key_of(Replication replication, Purpose purpose, std::uint64_t entity) {
    return {replication.seed, purpose, entity, replication.number};
}

constexpr double kOverdoseLowestStrip = 0.125;

std::uint16_t hour_of(const HistoryTerms& terms, double time) {
    // Operational time: the elapsed share of a week maps to the hour by which that share of the
    // week's uses has occurred.
    const double weeks = time * kDaysOfYear / 7;
    const double share = weeks - static_cast<double>(static_cast<std::int64_t>(weeks));
    return terms.hour_of_use.at(share);
}

std::uint8_t adoption_step_at(const HistoryTerms& terms, double time) {
    if (time >= terms.adoption_years)
        return kAdoptionSteps;
    return static_cast<std::uint8_t>(time / terms.adoption_years * kAdoptionSteps);
}

/// One uniform draw used twice: whether it is below `chance`, and, rescaled, as a uniform draw for
/// the next decision.
struct SplitDraw {
    bool is_below = false;
    double rest = 0;
};
SplitDraw split(double uniform, double chance) {
    if (uniform < chance)
        return {true, uniform / chance};
    return {false, (uniform - chance) / (1 - chance)};
}

/// Setting, witness, 911 call and fatality; survival is evaluated later.
OverdoseEvent overdose_at(const FieldPoint& point, const SimulatedPerson& person,
                          const HistoryTerms& terms) {
    OverdoseEvent overdose;
    overdose.time = point.time;
    overdose.hour = hour_of(terms, point.time);
    overdose.step = adoption_step_at(terms, point.time);
    const SplitDraw in_public = split(uniform_of(point.marks[0]), terms.public_share);
    overdose.setting = in_public.is_below ? kPublic : kPrivate;
    const std::size_t s = overdose.setting;
    const bool witnessed = uniform_of(point.marks[1]) < static_cast<double>(person.witnessed[s]);
    overdose.called = witnessed && in_public.rest < terms.calls_911[s];
    overdose.fatality = overdose.called ? static_cast<double>(person.called_fatality[s])
                        : witnessed     ? terms.uncalled_fatality
                                        : terms.unwitnessed_fatality;
    return overdose;
}

/// Sites avert deaths, so survival weights fall more slowly with them than in the baseline;
/// selection by weights that fall by this fraction keeps the variance of differences low (measured:
/// 0.7 of 0.5 to 1 is best). Expectations are exact for any value.
constexpr double kWeightDecline = 0.7;

/// The person who represents the people of a place, with the selection weight.
struct Occupant {
    bool prior = false;       ///< has survived an overdose
    bool is_newcomer = false; ///< since the previous overdose
    double weight = 1;
    double carried = 1;
    double time = 0;

    void pass(double to, double leave_rate) {
        const double stay = portable::exp(-leave_rate * (to - time));
        weight *= stay;
        carried *= stay;
        time = to;
    }
    void select_with_newcomer(double at, double leave_rate, double mark) {
        pass(at, leave_rate);
        const double keep = weight / (weight + 1);
        if (mark < keep) {
            carried /= keep;
        } else {
            carried = 1 / (1 - keep);
            is_newcomer = true;
            prior = false;
        }
        weight += 1;
    }
    void overdose(OverdoseEvent& event, double leave_rate) {
        pass(event.time, leave_rate);
        event.carried = carried;
        event.is_newcomer = is_newcomer;
        weight *= 1 - kWeightDecline * event.fatality;
        carried = 1;
        is_newcomer = false;
        prior = true;
    }
};

/// A person's relative risk over time from windows of raised risk; no overdoses yet.
void prepare_history(const SimulatedPerson& person, const Circumstances& around,
                     HistoryScratch& scratch) {
    const auto& [terms, supply, replication] = around;
    scratch.overdoses.clear();
    scratch.intervals.assign(supply.begin(), supply.end());
    if (terms.has_history) {
        append_intervals(
            terms.release,
            {WindowKind::release, key_of(replication, purpose::release_process, person.id)},
            terms.years, scratch.intervals);
        append_intervals(terms.treatment_end,
                         {WindowKind::treatment_end,
                          key_of(replication, purpose::treatment_end_process, person.id)},
                         terms.years, scratch.intervals);
    }
    follow_changes(scratch.intervals, ratios_of(terms.release, terms.treatment_end, terms.supply),
                   terms.years, scratch.changes);
}

/// Overdose rate over time without a prior overdose; times must not decrease.
class RateOverTime {
  public:
    RateOverTime(const SimulatedPerson& person, const std::vector<RateStep>& changes)
        : usual_(person.overdoses_a_year), changes_(changes) {}
    double at(double time) {
        while (now_ + 1 < changes_.size() && changes_[now_ + 1].time <= time)
            ++now_;
        return usual_ * changes_[now_].ratio;
    }

  private:
    double usual_;
    const std::vector<RateStep>& changes_;
    std::size_t now_ = 0;
};

/// Gathers all candidate overdose points of a place. Most people have none before a first one
/// raises their rate: points above the usual rate are then never generated.
void gather_points(const SimulatedPerson& person, const Circumstances& around, bool prior,
                   HistoryScratch& scratch) {
    const HistoryTerms& terms = around.terms;
    const PoissonField field(key_of(around.replication, purpose::overdose_process, person.id),
                             kOverdoseLowestStrip);
    const double usual = person.overdoses_a_year;
    scratch.points.clear();
    if (!prior && terms.prior_ratio > 1 && usual * terms.years < 1) {
        field.append_below(scratch.changes, usual, terms.years, scratch.points);
        RateOverTime risk(person, scratch.changes);
        const auto is_first = [&](const FieldPoint& point) {
            return point.rate < risk.at(point.time);
        };
        sort_by_time(scratch.points);
        const bool has_one = std::any_of(scratch.points.begin(), scratch.points.end(), is_first);
        scratch.points.clear();
        if (!has_one)
            return;
    }
    field.append_below(scratch.changes, usual * std::max(1.0, terms.prior_ratio), terms.years,
                       scratch.points);
    sort_by_time(scratch.points);
}

} // namespace

HourOfUse::HourOfUse(const HourProfile& profile) {
    double sum = 0;
    for (std::size_t hour = 0; hour < profile.size(); ++hour)
        so_far_[hour] = sum += profile[hour];
    std::uint8_t hour = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
        while (static_cast<double>(part) / kParts >= so_far_[hour] && hour + 1U < so_far_.size())
            ++hour;
        first_hour_[part] = hour;
    }
}

AreaIntervals supply_intervals(const HistoryTerms& terms, const City& city,
                               Replication replication) {
    AreaIntervals areas(city.areas.size());
    for (std::size_t a = 0; a < areas.size(); ++a)
        append_intervals(terms.supply,
                         {WindowKind::supply,
                          key_of(replication, purpose::supply_process, city.areas[a].stable)},
                         terms.years, areas[a]);
    return areas;
}

void simulate_history(const SimulatedPerson& person, const Circumstances& around,
                      HistoryScratch& scratch) {
    const HistoryTerms& terms = around.terms;
    prepare_history(person, around, scratch);
    Occupant occupant;
    if (terms.has_history) {
        const auto mark =
            random_block(key_of(around.replication, purpose::prior_overdose, person.id), 0);
        occupant.prior = uniform_of(mark[0]) < static_cast<double>(person.prior_share);
    }
    gather_points(person, around, occupant.prior, scratch);
    if (scratch.points.empty())
        return;
    scratch.arrivals.clear();
    if (terms.has_history)
        PoissonField(key_of(around.replication, purpose::arrival_process, person.id),
                     kEventsLowestStrip)
            .append_points(0, terms.years, static_cast<double>(person.arrivals_a_year),
                           scratch.arrivals);
    RateOverTime risk(person, scratch.changes);
    std::size_t next = 0;
    for (const FieldPoint& point : scratch.points) {
        for (; next < scratch.arrivals.size() && scratch.arrivals[next].time <= point.time; ++next)
            occupant.select_with_newcomer(scratch.arrivals[next].time, terms.leave_rate,
                                          uniform_of(scratch.arrivals[next].marks[0]));
        if (point.rate >= risk.at(point.time) * (occupant.prior ? terms.prior_ratio : 1))
            continue;
        OverdoseEvent& overdose = scratch.overdoses.emplace_back(overdose_at(point, person, terms));
        if (!terms.has_history)
            continue;
        overdose.after_release = is_within(scratch.intervals, WindowKind::release, point.time);
        occupant.overdose(overdose, terms.leave_rate);
    }
}

void simulate_stay(const SimulatedPerson& person, const Stay& stay, const Circumstances& around,
                   HistoryScratch& scratch) {
    const HistoryTerms& terms = around.terms;
    prepare_history(person, around, scratch);
    gather_points(person, around, stay.prior, scratch);
    RateOverTime risk(person, scratch.changes);
    bool prior = stay.prior;
    for (const FieldPoint& point : scratch.points) {
        if (point.time < stay.from || point.time >= stay.to ||
            point.rate >= risk.at(point.time) * (prior ? terms.prior_ratio : 1))
            continue;
        scratch.overdoses.push_back(overdose_at(point, person, terms));
        prior = true;
    }
}

bool has_adopted(const SimulatedPerson& person, std::uint64_t site, std::size_t step,
                 Replication replication) {
    if (step >= kAdoptionSteps)
        return true;
    const auto mark =
        random_block(key_of(replication, purpose::site_adoption, member_id(person.id, site)), 0);
    return uniform_of(mark[0]) < adoption_step(static_cast<int>(step));
}

} // namespace careshed
