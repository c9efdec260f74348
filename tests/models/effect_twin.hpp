// docs/model.md as one slow loop over people in doubles: no tallies, no attraction tables, its own
// queue, its own decay. models/expected/fit and models/expected/expectation are checked against it;
// it takes from them only kappa, which has a test of its own.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/error.hpp"
#include "models/expected/expectation.hpp"
#include "tests/models/queue_twin.hpp"

namespace careshed::test {

struct TwinCase {
    const StudyPopulation* study = nullptr;
    const Parameters* parameters = nullptr;
    FatalitySet fatality = FatalitySet::profound;
    SiteSpec site;
    int years = 5;
    std::vector<double> deaths; ///< by area, a year
};

/// A row of people as the document describes it.
struct TwinRow {
    double people = 0, uses_a_day = 0, risk = 0, propensity = 1;
    bool admitted = false;
    std::array<double, 2> share{}, fatality{}, seen{}, called{};
};

inline double fatality_without_help(const TwinCase& c) {
    const RescueParameters& r = c.parameters->rescue;
    return c.fatality == FatalitySet::canberra ? r.canberra_fatality_no_help : r.fatality_no_help;
}

/// f_i,s for an overdose seen with probability w that EMS reaches after t minutes.
inline double fatality_of(const TwinCase& c, double w, double k, double t) {
    const RescueParameters& r = c.parameters->rescue;
    const bool canberra = c.fatality == FatalitySet::canberra;
    const double c0 = fatality_without_help(c);
    const double c1 = canberra ? r.canberra_fatality_helped_at_once : r.fatality_helped_at_once;
    const double half = canberra ? r.canberra_rescue_half_time : r.rescue_half_time;
    const double n = r.naloxone_if_witnessed * r.naloxone_success;
    const double after = c1 + (c0 - c1) * (1 - std::pow(2.0, -t / half));
    const double iota = c.parameters->overdose.irreversible_share;
    return (1 - iota) * ((1 - w) * c0 + w * (n * c1 + (1 - n) * (k * after + (1 - k) * c0))) +
           iota * c0;
}

/// Uses a day at a person's mark.
inline double uses_of(const UseParameters& use, double mark) {
    double left = mark - (1 - use.daily_use_share);
    if (left < 0)
        return use.uses_per_day_non_daily;
    left /= use.daily_use_share;
    if (left < use.daily_once_share)
        return 1;
    if (left < use.daily_once_share + use.daily_2_to_4_share)
        return 3;
    return left < use.daily_once_share + use.daily_2_to_4_share + use.daily_5_to_7_share ? 6 : 9;
}

inline bool is_admitted(const TwinCase& c, double mark) {
    const UseParameters& use = c.parameters->use;
    if (mark < use.route_inject_share)
        return c.site.inject;
    return mark < use.route_inject_share + use.route_smoke_share ? c.site.smoke : c.site.other;
}

/// W_a of every area.
inline std::vector<double> people_of_areas(const TwinCase& c) {
    const PrevalenceParameters& p = c.parameters->prevalence;
    double residents = 0, sum = 0;
    for (const double count : c.study->residents)
        residents += count;
    const double fewest = 0.01 * residents / static_cast<double>(c.study->residents.size());
    std::vector<double> people;
    for (std::size_t a = 0; a < c.deaths.size(); ++a) {
        const double prior = std::max(c.study->residents[a], fewest);
        people.push_back(std::pow(prior, p.risk_share) *
                         std::pow(std::max(c.deaths[a], 1e-9), 1 - p.risk_share));
        sum += people.back();
    }
    for (double& count : people)
        count *= residents * p.adult_share * p.people_using_illicit_opioids / sum;
    return people;
}

inline TwinRow row_of(const TwinCase& c, std::size_t i) {
    const Parameters& p = *c.parameters;
    const PersonMarks& marks = c.study->marks;
    TwinRow row;
    row.uses_a_day = uses_of(p.use, marks.uses[i]);
    row.share = {1 - p.use.public_use_share, p.use.public_use_share};
    row.propensity = std::exp(p.uptake.propensity_sigma * marks.propensity[i]);
    row.admitted = is_admitted(c, marks.route[i]);
    const double sigma = p.overdose.frailty_sigma;
    row.risk = std::exp(sigma * marks.frailty[i] - sigma * sigma / 2);
    const std::array<double, 2> mean_seen{
        p.rescue.witnessed_public * p.rescue.witnessed_private_ratio, p.rescue.witnessed_public};
    row.called = {p.rescue.call_911_public * p.rescue.call_911_private_ratio,
                  p.rescue.call_911_public};
    for (std::size_t s = 0; s < 2; ++s) {
        const double alone = 1 - mean_seen[s];
        row.seen[s] = 1 - std::pow(marks.alone[i], (1 - alone) / alone);
    }
    return row;
}

/// Minutes a km that make the mean response over uses the published one.
inline double minutes_per_km(const TwinCase& c, const std::vector<TwinRow>& rows) {
    const EmsParameters& ems = c.parameters->ems;
    double km = 0, uses = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t s = 0; s < 2; ++s) {
            const double weight = rows[i].people * rows[i].uses_a_day * rows[i].share[s];
            km += weight * c.study->drive_cm[s][i] / 1e5;
            uses += weight;
        }
    return (ems.ems_response_mean - ems.ems_dispatch - ems.ems_turnout) / (km / uses);
}

/// Every row with its fitted risk of a life-threatening overdose a use.
inline std::vector<TwinRow> literal_fit(const TwinCase& c) {
    const Parameters& p = *c.parameters;
    const People& people = c.study->people;
    const std::vector<double> of_area = people_of_areas(c);
    std::vector<double> rows_of_area(of_area.size(), 0.0), deaths(of_area.size(), 0.0);
    for (const std::uint32_t area : people.area)
        ++rows_of_area[area];
    std::vector<TwinRow> rows;
    for (std::size_t i = 0; i < people.size(); ++i) {
        rows.push_back(row_of(c, i));
        rows[i].people = of_area[people.area[i]] / rows_of_area[people.area[i]];
    }
    const double pace = minutes_per_km(c, rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t s = 0; s < 2; ++s) {
            TwinRow& row = rows[i];
            const double minutes = p.rescue.call_delay + p.ems.ems_dispatch + p.ems.ems_turnout +
                                   pace * c.study->drive_cm[s][i] / 1e5;
            row.fatality[s] = fatality_of(c, row.seen[s], row.called[s], minutes);
            deaths[people.area[i]] +=
                row.people * 365 * row.uses_a_day * row.share[s] * row.risk * row.fatality[s];
        }
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].risk *= c.deaths[people.area[i]] / deaths[people.area[i]];
    return rows;
}

/// Share of expected users within `km` for a decay of length L, over a disc of walks up to `far`.
inline double share_near(double length, double km, double far) {
    const auto users = [&](double to) {
        constexpr int kSteps = 4000; // Simpson: exact to 1e-13 here
        double sum = 0;
        for (int k = 0; k <= kSteps; ++k) {
            const double x = to * k / kSteps;
            const int weight = k == 0 || k == kSteps ? 1 : k % 2 == 1 ? 4 : 2;
            sum += weight * x * std::exp(-x / length);
        }
        return sum * to / kSteps / 3;
    };
    return users(km) / users(far);
}

/// D(d), 0 beyond the cut.
class TwinDecay {
  public:
    TwinDecay(const UptakeParameters& p, DecaySet set)
        : plateau_(set == DecaySet::stated ? p.decay_stated_plateau : 0),
          length_(set == DecaySet::stated ? 1 / p.decay_stated_rate : solve(p)) {}
    [[nodiscard]] double at(double km) const {
        const double left = km <= plateau_ ? 1 : std::exp(-(km - plateau_) / length_);
        return left < 0.01 ? 0 : left;
    }

  private:
    static double solve(const UptakeParameters& p) {
        double short_length = 0.01, long_length = 100;
        for (int step = 0; step < 70; ++step) {
            const double middle = std::sqrt(short_length * long_length);
            const double near =
                share_near(middle, 0.004 * p.block_length, p.detour * p.insite_catchment_radius);
            (near > p.frequent_users_within_four_blocks ? short_length : long_length) = middle;
        }
        return short_length;
    }
    double plateau_, length_;
};

struct TwinVolume {
    double open = 0;         ///< O
    double served_share = 0; ///< acceptance x adoption
    double served_a_day = 0;
};

/// Hours, booths and adoption for uses wanted a day at full uptake if the site never closed.
inline TwinVolume literal_volume(const TwinCase& c, double wanted_a_day) {
    const OpcParameters& opc = c.parameters->opc;
    const UseParameters& use = c.parameters->use;
    std::array<double, 168> p{};
    double day = 0;
    for (int hour = 0; hour < 24; ++hour)
        day +=
            1 + use.use_hour_amplitude * std::cos(2 * M_PI * (hour + 0.5 - use.use_peak_hour) / 24);
    TwinVolume volume;
    for (int h = 0; h < 168; ++h) {
        const double share = h >= 120 ? use.weekend_use_share / 2 : (1 - use.weekend_use_share) / 5;
        const double swing = std::cos(2 * M_PI * (h % 24 + 0.5 - use.use_peak_hour) / 24);
        p[static_cast<std::size_t>(h)] = share * (1 + use.use_hour_amplitude * swing) / day;
    }
    const double months = 12.0 * c.years;
    for (int step = 0; step < 7; ++step) {
        const double adopted = step < 6 ? (step + 0.5) / 6 : 1;
        const double start = std::min(step * opc.adoption_period / 6, months);
        const double end =
            step < 6 ? std::min((step + 1) * opc.adoption_period / 6, months) : months;
        for (std::size_t h = 0; h < 168; ++h) {
            const double rate = adopted * 7 * wanted_a_day * p[h];
            const auto queue =
                cut_chain({c.site.booths, opc.booth_minutes, opc.booth_patience}, rate);
            volume.served_a_day +=
                (end - start) / months * c.site.hours.open_share[h] * rate * queue.accepted / 7;
            volume.open += step == 0 ? p[h] * c.site.hours.open_share[h] : 0;
        }
    }
    volume.served_share = volume.served_a_day / (volume.open * wanted_a_day);
    return volume;
}

/// What the document says a site does, a year.
struct TwinEffect {
    double wanted_a_day = 0, served_a_day = 0, overdoses = 0, runs_averted = 0, runs_on_site = 0;
    std::array<double, 2> deaths{};
    std::vector<double> by_group;
};

/// `walk_ds`: by setting and row, kUnreached beyond the study's limit.
inline TwinEffect literal_effect(const TwinCase& c, const std::vector<TwinRow>& rows,
                                 const TwinDecay& decay, double kappa,
                                 const std::array<std::vector<std::uint32_t>, 2>& walk_ds) {
    const Parameters& p = *c.parameters;
    const double iota = p.overdose.irreversible_share;
    const double on_site = (1 - iota) * p.opc.onsite_fatality / p.overdose.life_threatening_share +
                           iota * fatality_without_help(c);
    TwinEffect effect;
    effect.by_group.resize(c.study->city->groups.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t s = 0; s < 2; ++s) {
            const TwinRow& row = rows[i];
            if (!row.admitted || walk_ds[s][i] == kUnreached)
                continue;
            const double km = walk_ds[s][i] / 10.0 * p.uptake.walking_speed / 1000;
            const double ready = s == 0 ? p.uptake.private_use_relocation : 1;
            const double x = kappa * row.propensity * ready * decay.at(km);
            const double moved = row.people * row.uses_a_day * row.share[s] * x / (1 + x);
            effect.wanted_a_day += moved;
            const double overdoses = 365 * moved * row.risk;
            const double deaths = overdoses * (row.fatality[s] - on_site);
            effect.overdoses += overdoses;
            effect.runs_averted += overdoses * row.seen[s] * row.called[s];
            effect.deaths[s] += deaths;
            effect.by_group[c.study->people.group[i]] += deaths;
        }
    const TwinVolume volume = literal_volume(c, effect.wanted_a_day);
    const double scale = volume.open * volume.served_share * p.opc.selection_residual;
    effect.served_a_day = volume.served_a_day;
    for (double* sum :
         {&effect.overdoses, &effect.runs_averted, &effect.deaths[0], &effect.deaths[1]})
        *sum *= scale;
    for (double& sum : effect.by_group)
        sum *= scale;
    effect.runs_on_site =
        365 * volume.served_a_day * p.opc.onsite_event_rate * p.opc.onsite_ems_call;
    return effect;
}

} // namespace careshed::test
