#include "models/histories/sampled_histories.hpp"

#include <algorithm>
#include <limits>

#include "engine/core/distributions.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/portable_math.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed {

namespace {

/// People of a row at the start and those who arrive later are numbered apart.
constexpr std::uint64_t kFirstArrival = std::uint64_t{1} << 32U;

/// Random bits of one overdose: death, choice to stay away, booth free.
using RandomBits = std::array<std::uint32_t, 4>;

class Future {
  public:
    Future(const HistoriesPlan& plan, const Arm& arm)
        : plan_(plan), arm_(arm), terms_(plan.draw->terms), city_(*plan.population->city),
          supply_(supply_intervals(terms_, city_, plan.replication)),
          years_(static_cast<std::size_t>(terms_.years)) {}

    std::vector<YearCounts> run() {
        for (std::size_t row = plan_.rows.first; row < plan_.draw->people.size();
             row += plan_.rows.stride)
            simulate_row(row);
        return years_;
    }

  private:
    [[nodiscard]] DrawKey key(Purpose purpose, std::uint64_t entity) const {
        return {plan_.replication.seed, purpose, entity, plan_.replication.number};
    }
    [[nodiscard]] double uniform(Purpose purpose, std::uint64_t entity, std::uint32_t n = 0) const {
        return uniform_of(random_block(key(purpose, entity), n)[0]);
    }

    void simulate_row(std::size_t row) {
        const SimulatedPerson& of_row = plan_.draw->people[row];
        nearby_ = plan_.nearby->of_row(row);
        const double people = of_row.people * static_cast<double>(plan_.rows.stride);
        const auto present =
            static_cast<std::uint64_t>(people + uniform(purpose::presence, of_row.id));
        SimulatedPerson person = of_row;
        for (std::uint64_t k = 0; k < present; ++k) {
            person.id = member_id(of_row.id, k);
            const bool prior = terms_.has_history && uniform(purpose::prior_overdose, person.id) <
                                                         static_cast<double>(of_row.prior_share);
            simulated_person(person, {0, leaving(person, 0), prior});
        }
        if (!terms_.has_history)
            return;
        std::vector<FieldPoint> arrivals;
        PoissonField(key(purpose::arrival_process, of_row.id), kEventsLowestStrip)
            .append_points(0, terms_.years, people * static_cast<double>(of_row.arrivals_a_year),
                           arrivals);
        for (std::uint64_t k = 0; k < arrivals.size(); ++k) {
            person.id = member_id(of_row.id, kFirstArrival + k);
            simulated_person(person, {arrivals[k].time, leaving(person, arrivals[k].time), false});
        }
    }

    /// Time of departure from the population, death aside.
    [[nodiscard]] double leaving(const SimulatedPerson& person, double from) const {
        if (!terms_.has_history)
            return terms_.years;
        DrawStream draws(key(purpose::departure, person.id));
        return std::min(terms_.years, from + sample_exponential(draws, terms_.leave_rate));
    }

    void simulated_person(const SimulatedPerson& person, const Stay& stay) {
        simulate_stay(person, stay, {terms_, supply_[person.area], plan_.replication}, scratch_);
        for (std::uint32_t k = 0; k < scratch_.overdoses.size(); ++k) {
            const OverdoseEvent& overdose = scratch_.overdoses[k];
            const RandomBits bits = random_block(key(purpose::death, person.id), k);
            const bool on_site = goes_to_site(person, overdose, k, bits);
            const bool dies =
                uniform_of(bits[0]) < (on_site ? terms_.onsite_fatality : overdose.fatality);
            YearCounts& year = years_[static_cast<std::size_t>(overdose.time)];
            ++year.overdoses;
            year.on_site += on_site;
            year.runs += !on_site && overdose.called;
            year.deaths += dies;
            if (dies && terms_.has_history)
                return;
        }
    }

    [[nodiscard]] double attraction(const SimulatedPerson& person, const OpenSite& open,
                                    std::size_t setting) const {
        const auto site = std::lower_bound(
            nearby_.begin(), nearby_.end(), open.candidate,
            [](const NearbySite& a, std::size_t candidate) { return a.candidate < candidate; });
        if (site == nearby_.end() || site->candidate != open.candidate)
            return 0;
        return open.attraction->at(site->walk_ds[setting]) *
               open.attraction->setting_factor[setting] * static_cast<double>(person.propensity);
    }

    /// Competing exponentials: staying at rate 1, each site at its attraction. Moved uses carry
    /// more risk than others: the rate of staying is set so that the sites' share of overdoses is
    /// multiplied by `selection`. `number`: index of the person's overdose.
    [[nodiscard]] bool goes_to_site(const SimulatedPerson& person, const OverdoseEvent& overdose,
                                    std::uint32_t number, const RandomBits& bits) const {
        if (!person.admitted || arm_.empty())
            return false;
        double drawn = 0;
        for (const OpenSite& open : arm_)
            drawn += attraction(person, open, overdose.setting);
        const double rest = 1 + drawn - terms_.selection * drawn;
        double first = rest > 0 ? -portable::log(uniform_of(bits[1])) * terms_.selection / rest
                                : std::numeric_limits<double>::infinity();
        const OpenSite* chosen = nullptr;
        for (const OpenSite& open : arm_) {
            const double rate = attraction(person, open, overdose.setting);
            if (rate <= 0)
                continue;
            const std::uint64_t site = city_.candidates[open.candidate].stable;
            const double arrives =
                -portable::log(uniform(purpose::site_choice, member_id(person.id, site), number)) /
                rate;
            if (arrives < first) {
                first = arrives;
                chosen = &open;
            }
        }
        return chosen != nullptr &&
               uniform_of(bits[2]) < chosen->acceptance->at(overdose.step, overdose.hour) &&
               has_adopted(person, city_.candidates[chosen->candidate].stable, overdose.step,
                           plan_.replication);
    }

    const HistoriesPlan& plan_;
    const Arm& arm_;
    const HistoryTerms& terms_;
    const City& city_;
    AreaIntervals supply_;
    std::vector<YearCounts> years_;
    std::span<const NearbySite> nearby_;
    HistoryScratch scratch_;
};

} // namespace

YearCounts& YearCounts::operator+=(const YearCounts& other) {
    deaths += other.deaths;
    overdoses += other.overdoses;
    on_site += other.on_site;
    runs += other.runs;
    return *this;
}

std::vector<YearCounts> sample_years(const HistoriesPlan& plan, const Arm& arm) {
    return Future(plan, arm).run();
}

} // namespace careshed
