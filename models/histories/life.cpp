#include "models/histories/life.hpp"

#include <algorithm>

#include "engine/core/hash.hpp"
#include "engine/core/portable_math.hpp"
#include "engine/simulate/poisson_field.hpp"
#include "models/mechanisms/opc.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed {

namespace {

DrawKey key_of(World world, Purpose purpose, std::uint64_t entity) {
    return {world.seed, purpose, entity, world.number};
}

constexpr double kOverdoseLowestStrip = 0.125;

std::uint16_t hour_of(const LifeTerms& terms, double time) {
    // Uses follow the hours of the week: the share of the week gone by at a point of the clock is
    // the share of the week's uses.
    const double weeks = time * kDaysOfYear / 7;
    const double share = weeks - static_cast<double>(static_cast<std::int64_t>(weeks));
    return terms.hour_of_use.at(share);
}

std::uint8_t adoption_step_at(const LifeTerms& terms, double time) {
    if (time >= terms.adoption_years)
        return kAdoptionSteps;
    return static_cast<std::uint8_t>(time / terms.adoption_years * kAdoptionSteps);
}

/// One uniform draw that answers two questions: whether it is below `chance`, and, spread out
/// again, a uniform draw for what follows either answer.
struct SplitDraw {
    bool is_below = false;
    double rest = 0;
};
SplitDraw split(double uniform, double chance) {
    if (uniform < chance)
        return {true, uniform / chance};
    return {false, (uniform - chance) / (1 - chance)};
}

/// Where it happens and who is there, drawn before survival is judged.
LifeOverdose overdose_at(const FieldPoint& point, const LivePerson& person,
                         const LifeTerms& terms) {
    LifeOverdose overdose;
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
                                        : terms.unseen_fatality;
    return overdose;
}

/// Arrangements save lives, so that weights fall more slowly in them than in the baseline; choosing
/// by weights that fall so much slower keeps the variance of differences low (measured: 0.7 of 0.5
/// to 1 is best). Expectations are exact whatever it is.
constexpr double kSlowerFall = 0.7;

/// Who stands for the people of a place, with the weight by which they are chosen.
struct Occupant {
    bool prior = false;       ///< has survived an overdose
    bool is_newcomer = false; ///< since the overdose before
    double weight = 1;
    double carried = 1;
    double time = 0;

    void pass(double to, double leave_rate) {
        const double stay = portable::exp(-leave_rate * (to - time));
        weight *= stay;
        carried *= stay;
        time = to;
    }
    void meet_newcomer(double at, double leave_rate, double mark) {
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
    void overdose(LifeOverdose& event, double leave_rate) {
        pass(event.time, leave_rate);
        event.carried = carried;
        event.is_newcomer = is_newcomer;
        weight *= 1 - kSlowerFall * event.fatality;
        carried = 1;
        is_newcomer = false;
        prior = true;
    }
};

/// The course of a person's risk through windows, and no overdoses yet.
void prepare_life(const LivePerson& person, const Circumstances& around, LifeRoom& room) {
    const auto& [terms, supply, world] = around;
    room.overdoses.clear();
    room.stretches.assign(supply.begin(), supply.end());
    if (terms.has_history) {
        append_stretches(terms.release,
                         {WindowKind::release, key_of(world, purpose::clock_release, person.id)},
                         terms.years, room.stretches);
        append_stretches(
            terms.treatment_end,
            {WindowKind::treatment_end, key_of(world, purpose::clock_treatment_end, person.id)},
            terms.years, room.stretches);
    }
    follow_changes(room.stretches, ratios_of(terms.release, terms.treatment_end, terms.supply),
                   terms.years, room.changes);
}

/// Risk at a point of time of somebody without a prior overdose; times must not go back.
class RiskWalk {
  public:
    RiskWalk(const LivePerson& person, const std::vector<RateStep>& changes)
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

/// Gathers all points at which somebody at the place may have an overdose. Most people have none
/// before a first one raises their risk: then points above the usual risk are never asked for.
void gather_points(const LivePerson& person, const Circumstances& around, bool prior,
                   LifeRoom& room) {
    const LifeTerms& terms = around.terms;
    const PoissonField field(key_of(around.world, purpose::clock_overdose, person.id),
                             kOverdoseLowestStrip);
    const double usual = person.overdoses_a_year;
    room.points.clear();
    if (!prior && terms.prior_ratio > 1 && usual * terms.years < 1) {
        field.append_below(room.changes, usual, terms.years, room.points);
        RiskWalk risk(person, room.changes);
        const auto is_first = [&](const FieldPoint& point) {
            return point.rate < risk.at(point.time);
        };
        sort_by_time(room.points);
        const bool has_one = std::any_of(room.points.begin(), room.points.end(), is_first);
        room.points.clear();
        if (!has_one)
            return;
    }
    field.append_below(room.changes, usual * std::max(1.0, terms.prior_ratio), terms.years,
                       room.points);
    sort_by_time(room.points);
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

AreaStretches supply_stretches(const LifeTerms& terms, const City& city, World world) {
    AreaStretches areas(city.areas.size());
    for (std::size_t a = 0; a < areas.size(); ++a)
        append_stretches(
            terms.supply,
            {WindowKind::supply, key_of(world, purpose::clock_supply, city.areas[a].stable)},
            terms.years, areas[a]);
    return areas;
}

void live(const LivePerson& person, const Circumstances& around, LifeRoom& room) {
    const LifeTerms& terms = around.terms;
    prepare_life(person, around, room);
    Occupant occupant;
    if (terms.has_history) {
        const auto mark = random_block(key_of(around.world, purpose::prior_overdose, person.id), 0);
        occupant.prior = uniform_of(mark[0]) < static_cast<double>(person.prior_share);
    }
    gather_points(person, around, occupant.prior, room);
    if (room.points.empty())
        return;
    room.arrivals.clear();
    if (terms.has_history)
        PoissonField(key_of(around.world, purpose::clock_arrival, person.id), kEventsLowestStrip)
            .append_points(0, terms.years, static_cast<double>(person.arrivals_a_year),
                           room.arrivals);
    RiskWalk risk(person, room.changes);
    std::size_t next = 0;
    for (const FieldPoint& point : room.points) {
        for (; next < room.arrivals.size() && room.arrivals[next].time <= point.time; ++next)
            occupant.meet_newcomer(room.arrivals[next].time, terms.leave_rate,
                                   uniform_of(room.arrivals[next].marks[0]));
        if (point.rate >= risk.at(point.time) * (occupant.prior ? terms.prior_ratio : 1))
            continue;
        LifeOverdose& overdose = room.overdoses.emplace_back(overdose_at(point, person, terms));
        if (!terms.has_history)
            continue;
        overdose.after_release = is_within(room.stretches, WindowKind::release, point.time);
        occupant.overdose(overdose, terms.leave_rate);
    }
}

void live_stay(const LivePerson& person, const Stay& stay, const Circumstances& around,
               LifeRoom& room) {
    const LifeTerms& terms = around.terms;
    prepare_life(person, around, room);
    gather_points(person, around, stay.prior, room);
    RiskWalk risk(person, room.changes);
    bool prior = stay.prior;
    for (const FieldPoint& point : room.points) {
        if (point.time < stay.from || point.time >= stay.to ||
            point.rate >= risk.at(point.time) * (prior ? terms.prior_ratio : 1))
            continue;
        room.overdoses.push_back(overdose_at(point, person, terms));
        prior = true;
    }
}

bool has_adopted(const LivePerson& person, std::uint64_t site, std::size_t step, World world) {
    if (step >= kAdoptionSteps)
        return true;
    const auto mark =
        random_block(key_of(world, purpose::site_adoption, member_id(person.id, site)), 0);
    return uniform_of(mark[0]) < adoption_step(static_cast<int>(step));
}

} // namespace careshed
