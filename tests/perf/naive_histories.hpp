// Histories as one would first write them: every use of a drug is drawn with its time and setting
// and may be an overdose, which may be seen, called in and survived. Nothing is wasted (people are
// simulated one after the other, without a queue of events), nothing is skipped. The kernel is
// measured against this, and both must count the same deaths.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/distributions.hpp"
#include "models/histories/histories.hpp"

namespace careshed::test {

/// Weeks counted by uses become years of the calendar: dense in busy hours, thin in quiet ones.
class UseTime {
  public:
    explicit UseTime(const HourProfile& profile) {
        double sum = 0;
        for (std::size_t hour = 0; hour < profile.size(); ++hour) {
            hours_[hour] = {sum, 1 / profile[hour]};
            sum += profile[hour];
        }
        std::size_t hour = 0;
        for (std::size_t part = 0; part < kParts; ++part) {
            while (hour + 1 < hours_.size() &&
                   static_cast<double>(part) / kParts >= hours_[hour + 1].begins)
                ++hour;
            first_hour_[part] = static_cast<std::uint8_t>(hour);
        }
    }
    [[nodiscard]] double years_at(double reading) const {
        const auto week = static_cast<double>(static_cast<std::uint32_t>(reading));
        const double share = reading - week;
        std::size_t hour = first_hour_[static_cast<std::size_t>(share * kParts)];
        while (hour + 1 < hours_.size() && share >= hours_[hour + 1].begins)
            ++hour;
        const double into = (share - hours_[hour].begins) * hours_[hour].hours_a_share;
        return week * kYearsOfWeek + (static_cast<double>(hour) + into) * kYearsOfHour;
    }
    [[nodiscard]] double reading_at(double years) const {
        const double hours = years / kYearsOfHour;
        const auto whole = static_cast<std::uint32_t>(hours);
        const Hour& hour = hours_[whole % hours_.size()];
        const auto weeks = static_cast<double>(whole / hours_.size());
        return weeks + hour.begins + (hours - whole) / hour.hours_a_share;
    }

  private:
    static constexpr std::size_t kParts = 512;
    static constexpr double kYearsOfWeek = 7 / kDaysOfYear;
    static constexpr double kYearsOfHour = kYearsOfWeek / kHoursPerWeek;
    struct Hour {
        double begins = 0; ///< share of the week's uses before it
        double hours_a_share = 0;
    };
    std::array<Hour, kHoursPerWeek> hours_{};
    std::array<std::uint8_t, kParts> first_hour_{};
};

/// A stream that knows how often it was asked.
class Dice {
  public:
    Dice(std::uint64_t seed, std::uint64_t whose, std::uint32_t run)
        : draws_({seed, Purpose::test, whose, run}) {}
    bool happens(double probability) {
        ++thrown_;
        return draws_.uniform() < probability;
    }
    double wait(double rate) {
        ++thrown_;
        return sample_exponential(draws_, rate);
    }
    [[nodiscard]] std::uint64_t thrown() const { return thrown_; }

  private:
    DrawStream draws_;
    std::uint64_t thrown_ = 0;
};

/// One person's releases, or ends of treatment: raised risk for some time after each.
class PersonWindow {
  public:
    PersonWindow(const RiskWindow& window, double from, Dice& dice)
        : window_(window), next_(from - window.years) {
        next_ += dice.wait(window.events_a_year);
    }
    /// Times must not fall from call to call.
    double ratio_at(double time, Dice& dice) {
        while (next_ <= time) {
            ends_ = next_ + window_.years;
            next_ += dice.wait(window_.events_a_year);
        }
        return time < ends_ ? window_.ratio : 1;
    }

  private:
    const RiskWindow& window_;
    double next_;
    double ends_ = -1;
};

struct NaiveCounts {
    double deaths = 0, overdoses = 0, runs = 0;
    std::uint64_t uses = 0, draws = 0;
};

class NaiveHistories {
  public:
    NaiveHistories(const StudyPopulation& population, const DrawSetup& draw,
                   const HistorySetup& histories)
        : histories_(histories), terms_(histories.terms), clock_(hour_profile(draw.parameters.use)),
          areas_(population.city->areas.size()) {
        for (const FittedPerson& row : draw.fit.rows)
            uses_a_week_.push_back((row.uses[kPrivate] + row.uses[kPublic]) / row.people * 7 /
                                   kDaysOfYear);
    }

    /// Every `rows.stride`-th row, each for as many people as in the kernel.
    NaiveCounts count(SimulatedRows rows, Replication replication) {
        NaiveCounts counts;
        draw_supply(replication, counts);
        for (std::size_t row = rows.first; row < histories_.people.size(); row += rows.stride) {
            Dice dice(replication.seed, histories_.people[row].id, replication.number);
            simulate_place(row, dice);
            const double people = histories_.people[row].people * static_cast<double>(rows.stride);
            counts.deaths += happened_.deaths * people;
            counts.overdoses += happened_.overdoses * people;
            counts.runs += happened_.runs * people;
            counts.uses += happened_.uses;
            counts.draws += dice.thrown();
        }
        return counts;
    }

  private:
    struct Interval {
        double from, to;
    };

    void draw_supply(Replication replication, NaiveCounts& counts) {
        for (std::size_t area = 0; area < areas_.size(); ++area) {
            areas_[area].clear();
            if (terms_.supply.events_a_year <= 0)
                continue;
            Dice dice(replication.seed, ~area, replication.number);
            double time = -terms_.supply.years;
            while ((time += dice.wait(terms_.supply.events_a_year)) < terms_.years)
                areas_[area].push_back({time, time + terms_.supply.years});
            counts.draws += dice.thrown();
        }
    }

    /// People present at the start, and arrivals.
    void simulate_place(std::size_t row, Dice& dice) {
        const SimulatedPerson& place = histories_.people[row];
        happened_ = {};
        simulate(row, 0, dice.happens(double{place.prior_share}), dice);
        double time = 0;
        while ((time += dice.wait(double{place.arrivals_a_year})) < terms_.years)
            simulate(row, time, false, dice);
    }

    void simulate(std::size_t row, double from, bool has_prior, Dice& dice) {
        const SimulatedPerson& place = histories_.people[row];
        const double until = std::min(from + dice.wait(terms_.leave_rate), terms_.years);
        const double uses_a_week = uses_a_week_[row];
        const double risk_of_use = place.overdoses_a_year / (uses_a_week * kDaysOfYear / 7);
        PersonWindow release(terms_.release, from, dice);
        PersonWindow treatment_end(terms_.treatment_end, from, dice);
        auto shock = areas_[place.area].begin();
        const auto last_shock = areas_[place.area].end();
        double reading = clock_.reading_at(from);
        while (true) {
            reading += dice.wait(uses_a_week);
            const double time = clock_.years_at(reading);
            if (time >= until)
                return;
            ++happened_.uses;
            const std::size_t setting = dice.happens(terms_.public_share) ? kPublic : kPrivate;
            while (shock != last_shock && shock->to <= time)
                ++shock;
            double risk =
                risk_of_use * release.ratio_at(time, dice) * treatment_end.ratio_at(time, dice);
            if (shock != last_shock && shock->from <= time)
                risk *= terms_.supply.ratio;
            if (has_prior)
                risk *= terms_.prior_ratio;
            if (!dice.happens(risk))
                continue;
            has_prior = true;
            if (dies(place, setting, dice))
                return;
        }
    }

    bool dies(const SimulatedPerson& place, std::size_t setting, Dice& dice) {
        ++happened_.overdoses;
        double fatality = terms_.unwitnessed_fatality;
        if (dice.happens(double{place.witnessed[setting]})) {
            const bool called = dice.happens(terms_.calls_911[setting]);
            fatality = called ? double{place.called_fatality[setting]} : terms_.uncalled_fatality;
            happened_.runs += called;
        }
        const bool dies = dice.happens(fatality);
        happened_.deaths += dies;
        return dies;
    }

    const HistorySetup& histories_;
    const HistoryTerms& terms_;
    UseTime clock_;
    std::vector<double> uses_a_week_;          ///< by row
    std::vector<std::vector<Interval>> areas_; ///< supply shocks
    NaiveCounts happened_;                     ///< at one place
};

} // namespace careshed::test
