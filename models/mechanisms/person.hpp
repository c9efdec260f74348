// Attributes of a person that no draw changes: stratified marks, from which a draw's parameters
// make uses a day, route, solitude, propensity and frailty. 40 bytes a person.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/population/people.hpp"

namespace careshed {

struct PersonMarks {
    std::vector<double> uses;       ///< uniform: quantile of uses a day
    std::vector<double> route;      ///< uniform: quantile of route
    std::vector<double> alone;      ///< uniform: tendency to use alone
    std::vector<double> propensity; ///< standard normal: propensity for a site
    std::vector<double> frailty;    ///< standard normal: risk of a use relative to the area's mean
};

/// A mark of each kind a row of `people`, in their order.
[[nodiscard]] PersonMarks mark_people(const People& people, const City& city, std::uint64_t seed);

} // namespace careshed
