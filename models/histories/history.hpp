// One history as a pure function: the overdoses of a person in a replication, for evaluation under
// any arm. Random numbers depend on the replication alone, never on the arm (common random
// numbers), so that arms differ only by their sites. A history carries a weight, the probability of
// still being alive: an overdose adds weight x p to deaths and leaves weight x (1 - p).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/simulate/poisson_field.hpp"
#include "models/expected/study_population.hpp"
#include "models/mechanisms/rescue.hpp"
#include "models/mechanisms/risk_window.hpp"
#include "models/mechanisms/use.hpp"

namespace careshed {

/// One set of random numbers, the same for every arm. Numbers below 2^24.
struct Replication {
    std::uint64_t seed = 0;
    std::uint32_t number = 0;
};

/// A row of the super-population whose history is simulated, in one draw. 64 bytes.
struct SimulatedPerson {
    std::uint64_t id = 0;        ///< stable: key of the person's random numbers
    double people = 0;           ///< people whom the row stands for
    double overdoses_a_year = 0; ///< life-threatening, without a prior one or a window of risk
    float propensity = 1;
    std::array<float, kSettings> witnessed{};       ///< probability
    std::array<float, kSettings> called_fatality{}; ///< P(death | witnessed and 911 called)
    float prior_share = 0;                          ///< P(an overdose survived before the start)
    float arrivals_a_year = 0;                      ///< replace everyone who leaves or dies
    std::uint32_t area = 0;
    std::uint16_t group = 0;
    bool admitted = true;   ///< the site admits the person's route
    float direct_scale = 1; ///< overdoses in the fit without history over the long run's
};

/// The hour of the week by which a share of its uses has occurred.
class HourOfUse {
  public:
    HourOfUse() = default;
    explicit HourOfUse(const HourProfile& profile);
    /// `share` in [0, 1).
    [[nodiscard]] std::uint16_t at(double share) const {
        std::uint16_t hour = first_hour_[static_cast<std::size_t>(share * kParts)];
        while (share >= so_far_[hour] && hour + 1U < so_far_.size())
            ++hour;
        return hour;
    }

  private:
    static constexpr std::size_t kParts = 512;
    HourProfile so_far_{}; ///< share of uses before the end of each hour
    std::array<std::uint8_t, kParts> first_hour_{};
};

/// Terms of one draw, the same for every history.
struct HistoryTerms {
    double years = 5;
    double public_share = 0;                   ///< of uses
    std::array<double, kSettings> calls_911{}; ///< if witnessed
    double unwitnessed_fatality = 0;           ///< P(death | not witnessed)
    double uncalled_fatality = 0;              ///< P(death | witnessed, 911 not called)
    double onsite_fatality = 0;                ///< P(death | on site)
    double selection = 1;                      ///< risk of moved uses relative to their setting's
    double adoption_years = 0.5;               ///< until full uptake
    bool has_history = true; ///< deaths are final, and risk depends on earlier events
    double leave_rate = 0;   ///< a year
    double prior_ratio = 1;  ///< of risk after a first overdose
    RiskWindow release, treatment_end, supply;
    HourOfUse hour_of_use;
};

/// A life-threatening overdose, in the order of time. 32 bytes.
struct OverdoseEvent {
    double time = 0;        ///< years from the start
    double fatality = 0;    ///< away from a site, given witness and call
    std::uint16_t hour = 0; ///< of the week, Monday 00:00 first
    std::uint8_t step = 0;  ///< of adoption, counted from the start
    std::uint8_t setting = 0;
    bool called = false;        ///< 911 would be called away from a site: an ambulance runs
    bool is_newcomer = false;   ///< the person has arrived since the previous overdose
    bool after_release = false; ///< in a window of risk after release
    double carried = 1; ///< weight for each unit after the previous overdose, or of the newcomer
};

/// Intervals of raised supply risk by area, the same for all people of the area.
using AreaIntervals = std::vector<std::vector<RaisedRisk>>;
[[nodiscard]] AreaIntervals supply_intervals(const HistoryTerms& terms, const City& city,
                                             Replication replication);

/// Circumstances of a history: the draw's terms, supply shocks of the area, random numbers.
struct Circumstances {
    const HistoryTerms& terms;
    const std::vector<RaisedRisk>& supply;
    Replication replication;
};

/// Scratch buffers that one thread reuses from history to history.
struct HistoryScratch {
    std::vector<RaisedRisk> intervals;
    std::vector<RateStep> changes;
    std::vector<FieldPoint> points, arrivals;
    std::vector<OverdoseEvent> overdoses;
};

/// The overdoses of a row's place in the population over the run, the same in every arm. People
/// leave at a constant rate and newcomers arrive by the place's own Poisson process. From each
/// arrival on, one of the people there, selected by weight, represents all; division by the
/// selection probability keeps every arm's expectation exact.
void simulate_history(const SimulatedPerson& person, const Circumstances& around,
                      HistoryScratch& scratch);

/// Time in the population of one whole person, not of a share of people.
struct Stay {
    double from = 0, to = 0;
    bool prior = false; ///< has survived an overdose before
};
/// The overdoses of one stay, as if none were fatal.
void simulate_stay(const SimulatedPerson& person, const Stay& stay, const Circumstances& around,
                   HistoryScratch& scratch);

/// Whether a person has adopted a site at a step, by the person's mark for that site.
[[nodiscard]] bool has_adopted(const SimulatedPerson& person, std::uint64_t site, std::size_t step,
                               Replication replication);

} // namespace careshed
