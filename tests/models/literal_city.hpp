// The literal city, an individual-based discrete-event simulation: every person, every use of a
// drug and every wait for a booth is drawn and processed in one queue of events. Slow and obvious;
// models/histories and models/mechanisms/booth_acceptance are checked against it, and it shares
// with them only the structs that describe a city.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <queue>
#include <stdexcept>
#include <vector>

#include "tests/models/literal_chance.hpp"
#include "tests/models/literal_terms.hpp"

namespace careshed::test {

class LiteralRun {
  public:
    LiteralRun(const LiteralCity& city, std::uint64_t seed, std::uint32_t run)
        : city_(city), terms_(city.terms), dice_(seed, run), clock_(city.profile),
          doors_(city.sites.size()), shocked_until_(city.areas, kLongAgo) {}

    LiteralCounts counts() {
        begin();
        while (!events_.empty() && events_.top().time < terms_.years) {
            const Event event = events_.top();
            events_.pop();
            now_ = event.time;
            happen(event);
        }
        return counts_;
    }

  private:
    enum class What {
        use,
        arrival,
        departure,
        release,
        treatment_end,
        shock,
        free_booth,
        patience
    };
    struct Event {
        double time;
        What what;
        std::size_t whose; ///< person, place, area, site or ticket
        bool operator<(const Event& other) const { return time > other.time; } // soonest on top
    };
    struct Person {
        std::size_t place = 0;
        double reading = 0; ///< operational time of the next use
        double released_until = kLongAgo, untreated_until = kLongAgo;
        std::array<double, kMostSites> reluctance{}; ///< comes once adoption has passed it
        bool present = true, overdosed_before = false;
    };
    /// A use that waits at a door.
    struct Ticket {
        std::size_t person, setting, site;
        bool settled = false;
    };
    struct Door {
        int busy = 0;
        std::deque<std::size_t> line; ///< tickets
    };
    static constexpr double kLongAgo = -1000;
    static constexpr double kMinutesOfYear = 60 * kHoursOfYear;

    void begin() {
        if (terms_.has_history)
            for (std::size_t area = 0; area < city_.areas; ++area)
                begin_process(terms_.supply, What::shock, area, shocked_until_[area]);
        for (std::size_t place = 0; place < city_.places.size(); ++place) {
            const SimulatedPerson& row = city_.places[place].row;
            enter(place, terms_.has_history && dice_.happens(static_cast<double>(row.prior_share)));
            if (terms_.has_history)
                expect_arrival(place);
        }
    }

    void happen(const Event& event) {
        const std::size_t whose = event.whose;
        switch (event.what) {
        case What::use:
            use(whose);
            break;
        case What::arrival:
            enter(whose, false);
            expect_arrival(whose);
            break;
        case What::departure:
            people_[whose].present = false;
            break;
        case What::release:
            renew(terms_.release, event, people_[whose].released_until);
            break;
        case What::treatment_end:
            renew(terms_.treatment_end, event, people_[whose].untreated_until);
            break;
        case What::shock:
            renew(terms_.supply, event, shocked_until_[whose]);
            break;
        case What::free_booth:
            --doors_[whose].busy;
            call_next(whose);
            break;
        case What::patience:
            give_up(whose);
            break;
        }
    }

    /// The next event of a Poisson process.
    void expect(What what, std::size_t whose, double rate) {
        if (rate > 0)
            events_.push({now_ + dice_.wait(rate), what, whose});
    }
    void expect_arrival(std::size_t place) {
        expect(What::arrival, place, static_cast<double>(city_.places[place].row.arrivals_a_year));
    }
    /// A stationary Poisson process: the time since its last event is exponential.
    void begin_process(const RiskWindow& window, What what, std::size_t whose, double& until) {
        if (window.events_a_year <= 0)
            return;
        until = now_ - dice_.wait(window.events_a_year) + window.years;
        expect(what, whose, window.events_a_year);
    }
    void renew(const RiskWindow& window, const Event& event, double& until) {
        until = now_ + window.years;
        if (event.what == What::shock || people_[event.whose].present)
            expect(event.what, event.whose, window.events_a_year);
    }

    void enter(std::size_t place, bool overdosed_before) {
        const std::size_t who = people_.size();
        people_.emplace_back();
        Person& person = people_.back();
        person.place = place;
        person.overdosed_before = overdosed_before;
        person.reading = clock_.reading_at(now_);
        for (double& mark : person.reluctance)
            mark = dice_.uniform();
        if (terms_.has_history) {
            begin_process(terms_.release, What::release, who, person.released_until);
            begin_process(terms_.treatment_end, What::treatment_end, who, person.untreated_until);
            expect(What::departure, who, terms_.leave_rate);
        }
        expect_use(who);
    }

    void expect_use(std::size_t who) {
        Person& person = people_[who];
        person.reading += dice_.wait(7 * city_.places[person.place].uses_a_day);
        events_.push({clock_.years_at(person.reading), What::use, who});
    }

    void use(std::size_t who) {
        if (!people_[who].present)
            return;
        expect_use(who);
        const std::size_t setting = dice_.happens(terms_.public_share) ? kPublic : kPrivate;
        const std::size_t site = choice(city_.places[people_[who].place], setting);
        if (site == kStays) {
            use_elsewhere(who, setting);
            return;
        }
        ++counts_.wanted[site];
        if (!has_adopted(people_[who], site) || !is_open(site)) {
            use_elsewhere(who, setting);
            return;
        }
        ++counts_.asked[site];
        tickets_.push_back({who, setting, site});
        doors_[site].line.push_back(tickets_.size() - 1);
        expect(What::patience, tickets_.size() - 1,
               kMinutesOfYear / city_.sites[site].booths.patience_minutes);
        call_next(site);
    }

    /// Staying and every site race; the first to ring is where the person goes.
    static constexpr std::size_t kStays = kMostSites;
    std::size_t choice(const LiteralPlace& place, std::size_t setting) {
        double first = -1;
        std::size_t chosen = kStays;
        for (std::size_t site = 0; site < city_.sites.size(); ++site) {
            if (place.attraction[site][setting] <= 0)
                continue;
            if (first < 0)
                first = dice_.wait(1);
            const double ring = dice_.wait(place.attraction[site][setting]);
            if (ring < first) {
                first = ring;
                chosen = site;
            }
        }
        return chosen;
    }

    /// An hour that is open in part is open first.
    [[nodiscard]] bool is_open(std::size_t site) const {
        const Moment moment = moment_of(now_);
        return moment.part < city_.sites[site].hours->open_share[moment.hour];
    }
    /// Six equal steps, each at its middle; then everybody.
    [[nodiscard]] bool has_adopted(const Person& person, std::size_t site) const {
        if (now_ >= terms_.adoption_years)
            return true;
        const double step = std::floor(6 * now_ / terms_.adoption_years);
        return person.reluctance[site] < (step + 0.5) / 6;
    }

    /// Lets in those who still wait while a booth is free, first come first served.
    void call_next(std::size_t site) {
        Door& door = doors_[site];
        const Booths& booths = city_.sites[site].booths;
        while (door.busy < booths.count && !door.line.empty()) {
            Ticket& ticket = tickets_[door.line.front()];
            door.line.pop_front();
            if (ticket.settled)
                continue;
            ticket.settled = true;
            if (!people_[ticket.person].present)
                continue;
            ++door.busy;
            expect(What::free_booth, site, kMinutesOfYear / booths.stay_minutes);
            ++counts_.served[site];
            if (overdoses(ticket.person))
                overdose_on_site(ticket.person, ticket.setting);
        }
    }
    void give_up(std::size_t number) {
        Ticket& ticket = tickets_[number];
        if (ticket.settled)
            return;
        ticket.settled = true;
        if (people_[ticket.person].present)
            use_elsewhere(ticket.person, ticket.setting);
    }

    [[nodiscard]] bool overdoses(std::size_t who) {
        const Person& person = people_[who];
        const LiteralPlace& place = city_.places[person.place];
        double risk = place.row.overdoses_a_year / (365 * place.uses_a_day);
        if (terms_.has_history && person.overdosed_before)
            risk *= terms_.prior_ratio;
        if (now_ < person.released_until)
            risk *= terms_.release.ratio;
        if (now_ < person.untreated_until)
            risk *= terms_.treatment_end.ratio;
        if (now_ < shocked_until_[place.row.area])
            risk *= terms_.supply.ratio;
        if (risk > 1)
            throw std::logic_error("a use of the literal city is riskier than certain");
        return dice_.happens(risk);
    }

    void overdose_on_site(std::size_t who, std::size_t setting) {
        ++counts_.on_site;
        end_overdose(who, setting, terms_.onsite_fatality);
    }
    void use_elsewhere(std::size_t who, std::size_t setting) {
        if (!overdoses(who))
            return;
        const SimulatedPerson& row = city_.places[people_[who].place].row;
        const bool witnessed = dice_.happens(static_cast<double>(row.witnessed[setting]));
        const bool called = witnessed && dice_.happens(terms_.calls_911[setting]);
        counts_.runs += called ? 1 : 0;
        end_overdose(who, setting,
                     called      ? static_cast<double>(row.called_fatality[setting])
                     : witnessed ? terms_.uncalled_fatality
                                 : terms_.unwitnessed_fatality);
    }
    void end_overdose(std::size_t who, std::size_t setting, double fatality) {
        ++counts_.overdoses;
        Person& person = people_[who];
        person.overdosed_before = true;
        if (!dice_.happens(fatality))
            return;
        ++counts_.deaths[setting];
        person.present = !terms_.has_history;
    }

    const LiteralCity& city_;
    const HistoryTerms& terms_;
    Dice dice_;
    UseTime clock_;
    double now_ = 0;
    std::vector<Person> people_;
    std::vector<Ticket> tickets_;
    std::vector<Door> doors_;
    std::vector<double> shocked_until_;
    std::priority_queue<Event> events_;
    LiteralCounts counts_;
};

} // namespace careshed::test
