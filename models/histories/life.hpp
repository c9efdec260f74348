// One life as a pure function: the overdoses of a person in a world, and what an arrangement makes
// of each. Chance depends on the world alone, never on the arrangement, so that arrangements differ
// only by what they do. A life carries a weight, the probability of still being alive: an overdose
// adds weight x p to deaths and leaves weight x (1 - p).
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

/// All chance of a run follows from this. Worlds below 2^24.
struct World {
    std::uint64_t seed = 0;
    std::uint32_t number = 0;
};

/// A row of the super-population in one draw: what its life needs. 64 bytes.
struct LivePerson {
    std::uint64_t id = 0;        ///< stable: the key of all the person's chance
    double people = 0;           ///< how many people the row stands for
    double overdoses_a_year = 0; ///< life-threatening, without a prior one or a window of risk
    float taste = 1;
    std::array<float, kSettings> witnessed{};       ///< probability
    std::array<float, kSettings> called_fatality{}; ///< P(death | witnessed and 911 called)
    float prior_share = 0;                          ///< P(an overdose survived before the start)
    float arrivals_a_year = 0;                      ///< replace everyone who leaves or dies
    std::uint32_t area = 0;
    std::uint16_t group = 0;
    bool admitted = true;   ///< the site admits the person's route
    float direct_scale = 1; ///< overdoses in the fit without history beside the long run's
};

/// The hour of the week at which a share of its uses has gone by.
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

/// What a draw fixes for every life.
struct LifeTerms {
    double years = 5;
    double public_share = 0;                   ///< of uses
    std::array<double, kSettings> calls_911{}; ///< if witnessed
    double unseen_fatality = 0;                ///< P(death | nobody there)
    double uncalled_fatality = 0;              ///< P(death | witnessed, 911 not called)
    double onsite_fatality = 0;                ///< P(death | on site)
    double selection = 1;        ///< risk of the uses that move beside their setting's
    double adoption_years = 0.5; ///< until full uptake
    bool has_history = true;     ///< the dead stay dead, and risk depends on what happened before
    double leave_rate = 0;       ///< a year
    double prior_ratio = 1;      ///< of risk after a first overdose
    RiskWindow release, treatment_end, supply;
    HourOfUse hour_of_use;
};

/// A life-threatening overdose, in the order of time. 32 bytes.
struct LifeOverdose {
    double time = 0;        ///< years from the start
    double fatality = 0;    ///< away from a site, given who was there
    std::uint16_t hour = 0; ///< of the week, Monday 00:00 first
    std::uint8_t step = 0;  ///< of adoption, counted from the start
    std::uint8_t setting = 0;
    bool called = false;        ///< 911 would be called away from a site: an ambulance runs
    bool is_newcomer = false;   ///< who is there has arrived since the overdose before
    bool after_release = false; ///< in a window of risk after release
    double carried = 1; ///< weight for each unit after the overdose before, or of the newcomer
};

/// Stretches of raised supply risk by area, the same for all people of the area.
using AreaStretches = std::vector<std::vector<RaisedRisk>>;
[[nodiscard]] AreaStretches supply_stretches(const LifeTerms& terms, const City& city, World world);

/// What a person does not choose: the draw's terms, the supply of their area, and chance.
struct Circumstances {
    const LifeTerms& terms;
    const std::vector<RaisedRisk>& supply;
    World world;
};

/// Room that one thread reuses from life to life.
struct LifeRoom {
    std::vector<RaisedRisk> stretches;
    std::vector<RateStep> changes;
    std::vector<FieldPoint> points, arrivals;
    std::vector<LifeOverdose> overdoses;
};

/// The overdoses of a row's place in the population over the run, whatever the arrangement. People
/// leave evenly in time and newcomers arrive by the place's own clock. One of the people there,
/// drawn by weight, stands for all from each arrival on; dividing by the probability of
/// the choice keeps every arrangement's expectation exact.
void live(const LivePerson& person, const Circumstances& around, LifeRoom& room);

/// The time somebody spends in the population, as one person and not as a share of people.
struct Stay {
    double from = 0, to = 0;
    bool prior = false; ///< has survived an overdose before
};
/// The overdoses of one stay, were none of them deadly.
void live_stay(const LivePerson& person, const Stay& stay, const Circumstances& around,
               LifeRoom& room);

/// Whether a person comes to a site at a step, by their own mark for that site.
[[nodiscard]] bool has_adopted(const LivePerson& person, std::uint64_t site, std::size_t step,
                               World world);

} // namespace careshed
