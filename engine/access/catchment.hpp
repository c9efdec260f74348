// How many places each person has a claim to when sites are shared: the balanced floating catchment
// area of Paez, Higgins and Vivona (2019, PLoS ONE 14(6):e0218773). A person's demand is split over
// the sites in reach, so nobody is counted twice, and what a site offers is split over its people.
// Cost: three looks a row of the access table. docs/access-measures.md has the formulas.
#pragma once

#include <span>
#include <vector>

#include "engine/access/access_table.hpp"

namespace careshed {

struct CatchmentQuestion {
    std::span<const double> people;       ///< by person row
    std::span<const double> places_a_day; ///< by site; a site without places takes no part
    std::span<const double> decay_by_ds;  ///< weight of a walking time; 0 past its end
};

/// Conserved, but for rounding (relative error below 1e-12 for a million rows):
/// demand + people_without_site = people; people x places + places_without_people = places offered;
/// people x score = sum of levels.
struct Catchment {
    std::vector<double> demand; ///< by site: people, each split over the sites in reach
    std::vector<double> level;  ///< by site: places a day for each of them; 0 where there are none
    std::vector<double> places; ///< by person row: places a day that fall to one person
    /// By person row: the published score of one person, the sites' levels handed out by weight.
    /// It adds up to the sum of levels: read it as a ratio to its mean over people.
    std::vector<double> score;
    double people_without_site = 0;
    double places_without_people = 0; ///< a day, at sites that nobody reaches
};

/// Of all sites at once, in the units that the struct names.
[[nodiscard]] Catchment balanced_catchment(const AccessTable& table,
                                           const CatchmentQuestion& question);

} // namespace careshed
