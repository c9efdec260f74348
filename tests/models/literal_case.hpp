// A small made-up city as both sides of the comparison read it: rows, walks and attraction for the
// kernel, places and attractions for the literal city.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/hash.hpp"
#include "engine/core/portable_math.hpp"
#include "models/histories/histories.hpp"
#include "models/mechanisms/registry.hpp"
#include "models/mechanisms/time_at_risk.hpp"
#include "tests/models/literal_city.hpp"

namespace careshed::test {

struct MadeSite {
    const char* hours = "always";
    Booths booths;
    double attraction = 1; ///< next door
};

/// What makes a city; people differ around these means.
struct Making {
    std::string name;
    std::size_t rows = 300;
    double overdoses_a_year = 2; ///< of a person, before history
    double uses_a_day = 1;
    bool site_as_deadly = false; ///< as elsewhere, so that as many people are present as without it
    HistoryTerms terms;
    std::vector<MadeSite> sites;
};

/// Parts point at each other, so a case stays where it was made.
struct LiteralCase {
    City city;
    StudyPopulation population;
    std::vector<WeeklyHours> hours;
    std::unique_ptr<NearbySites> nearby;
    HistorySetup draw;
    std::vector<Attraction> attractions; ///< by site
    LiteralCity literal;
    std::vector<SiteDemand> demand; ///< by site
    bool keeps_demand = true;       ///< as many people are there to use as without sites
};

inline constexpr std::uint32_t kMadeAreas = 6;
inline constexpr std::uint32_t kMadeWalkLimit = 9000;

inline double between(DrawStream& draws, double low, double high) {
    return low + (high - low) * draws.uniform();
}

inline double fatality_elsewhere(const SimulatedPerson& row, const HistoryTerms& terms) {
    const std::array<double, kSettings> share{1 - terms.public_share, terms.public_share};
    double fatality = 0;
    for (std::size_t s = 0; s < kSettings; ++s) {
        const auto seen = static_cast<double>(row.witnessed[s]);
        const double called = terms.calls_911[s];
        const auto if_called = static_cast<double>(row.called_fatality[s]);
        fatality +=
            share[s] * ((1 - seen) * terms.unwitnessed_fatality +
                        seen * (1 - called) * terms.uncalled_fatality + seen * called * if_called);
    }
    return fatality;
}

inline LiteralPlace make_place(const Making& making, std::size_t n, DrawStream& draws) {
    LiteralPlace place;
    const double volume = between(draws, 0.5, 1.5);
    place.uses_a_day = making.uses_a_day * volume;
    SimulatedPerson& row = place.row;
    row.id = stable_id("person " + std::to_string(n));
    row.people = 1;
    row.overdoses_a_year = making.overdoses_a_year * volume * between(draws, 0.4, 1.6);
    row.propensity = static_cast<float>(between(draws, 0.3, 1.7));
    row.witnessed = {static_cast<float>(between(draws, 0.1, 0.7)),
                     static_cast<float>(between(draws, 0.4, 1.0))};
    row.called_fatality = {static_cast<float>(between(draws, 0.02, 0.08)),
                           static_cast<float>(between(draws, 0.01, 0.06))};
    row.area = static_cast<std::uint32_t>(n) * kMadeAreas / static_cast<std::uint32_t>(making.rows);
    row.admitted = draws.uniform() < 0.85;
    return place;
}

/// The long-run state of a place while no site is open.
inline void settle(SimulatedPerson& row, const HistoryTerms& terms) {
    const double rate = row.overdoses_a_year * terms.release.mean_ratio() *
                        terms.treatment_end.mean_ratio() * terms.supply.mean_ratio();
    const LongRun run =
        long_run(rate, fatality_elsewhere(row, terms), terms.leave_rate, terms.prior_ratio);
    row.prior_share = static_cast<float>(run.prior_share);
    row.arrivals_a_year = static_cast<float>(run.arrivals_a_year);
}

/// Who walks how long to a site from each of their places; about a quarter of walks are too long.
inline SiteReach make_reach(std::size_t rows, DrawStream& draws) {
    SiteReach reach;
    for (std::uint32_t row = 0; row < rows; ++row) {
        WalkerRow walker{row, {}};
        for (std::uint32_t& walk : walker.walk_ds) {
            walk = draws.below(12'000);
            if (walk > kMadeWalkLimit)
                walk = kUnreached;
        }
        reach.walkers.push_back(walker);
    }
    reach.near = rows;
    reach.near_limit_ds = kMadeWalkLimit;
    return reach;
}

inline Attraction make_attraction(double next_door) {
    Attraction attraction;
    for (std::uint32_t ds = 0; ds <= kMadeWalkLimit; ++ds)
        attraction.by_ds.push_back(next_door * portable::exp(-static_cast<double>(ds) / 4000));
    attraction.setting_factor = {0.6, 1.0};
    return attraction;
}

inline void make_people(const Making& making, LiteralCase& made, DrawStream& draws) {
    LiteralCity& literal = made.literal;
    People& people = made.population.people;
    made.city.areas.resize(kMadeAreas);
    made.city.groups.resize(1);
    for (std::size_t a = 0; a < kMadeAreas; ++a)
        made.city.areas[a].stable = stable_id("area " + std::to_string(a));
    double fatality = 0;
    for (std::size_t n = 0; n < making.rows; ++n) {
        literal.places.push_back(make_place(making, n, draws));
        SimulatedPerson& row = literal.places.back().row;
        if (literal.terms.has_history)
            settle(row, literal.terms);
        fatality += fatality_elsewhere(row, literal.terms);
        people.id.push_back(row.id);
        people.area.push_back(row.area);
        people.group.push_back(row.group);
    }
    if (making.site_as_deadly)
        literal.terms.onsite_fatality = fatality / static_cast<double>(making.rows);
}

inline void make_sites(const Making& making, LiteralCase& made, DrawStream& draws) {
    std::vector<SiteReach> reach;
    for (std::size_t j = 0; j < making.sites.size(); ++j) {
        made.city.candidates.emplace_back();
        made.city.candidates.back().stable = stable_id("site " + std::to_string(j));
        made.hours.push_back(parse_weekly_hours(making.sites[j].hours, "test"));
        made.attractions.push_back(make_attraction(making.sites[j].attraction));
        reach.push_back(make_reach(making.rows, draws));
        for (const WalkerRow& walker : reach.back().walkers) {
            LiteralPlace& place = made.literal.places[walker.row];
            const auto propensity = static_cast<double>(place.row.propensity);
            for (std::size_t s = 0; s < kSettings && place.row.admitted; ++s)
                place.attraction[j][s] = made.attractions[j].at(walker.walk_ds[s]) *
                                         made.attractions[j].setting_factor[s] * propensity;
        }
    }
    made.nearby = std::make_unique<NearbySites>(reach, making.rows);
}

/// Uses a day that a site would get if it never closed and everybody had adopted it.
inline double wanted_a_day(const LiteralCity& city, std::size_t site) {
    const std::array<double, kSettings> share{1 - city.terms.public_share, city.terms.public_share};
    double uses = 0;
    for (const LiteralPlace& place : city.places)
        for (std::size_t s = 0; s < kSettings; ++s) {
            double all = 1;
            for (const auto& attraction : place.attraction)
                all += attraction[s];
            uses += place.uses_a_day * share[s] * place.attraction[site][s] / all;
        }
    return uses;
}

inline std::unique_ptr<LiteralCase> make_case(const Making& making) {
    auto made = std::make_unique<LiteralCase>();
    DrawStream draws({stable_id(making.name), Purpose::test, 0, 0});
    LiteralCity& literal = made->literal;
    literal.terms = making.terms;
    made->keeps_demand = making.site_as_deadly || !making.terms.has_history;
    literal.profile = hour_profile(default_parameters({}).use);
    literal.areas = kMadeAreas;
    literal.terms.hour_of_use = HourOfUse(literal.profile);
    made->population.city = &made->city;
    make_people(making, *made, draws);
    make_sites(making, *made, draws);
    for (std::size_t j = 0; j < making.sites.size(); ++j) {
        literal.sites.push_back({making.sites[j].booths, &made->hours[j]});
        made->demand.push_back(
            {making.sites[j].booths, literal.profile, &made->hours[j], wanted_a_day(literal, j)});
    }
    made->draw.terms = literal.terms;
    for (const LiteralPlace& place : literal.places)
        made->draw.people.push_back(place.row);
    return made;
}

} // namespace careshed::test
