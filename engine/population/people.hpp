// The super-population: people at risk as columns, synthesised once and shared by every draw. A
// draw sets how many people each row stands for; it never moves, adds or removes a row.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

struct People {
    std::vector<std::uint64_t> id;    ///< member_id(area, n): keys every later draw of this person
    std::vector<std::uint32_t> area;  ///< non-decreasing
    std::vector<Place> private_place; ///< home, shelter or tent
    std::vector<Place> public_place;
    std::vector<std::uint16_t> group;         ///< into City::groups
    std::vector<std::uint32_t> first_of_area; ///< areas + 1 entries

    [[nodiscard]] std::size_t size() const { return id.size(); }
};

/// About `rows` people: at least 16 in every area with streets, more by the square root of `deaths`
/// (a year, by area) times the population; where many areas are small, more than `rows` in all.
/// Places are drawn along the area's streets by length.
[[nodiscard]] People synthesise_people(const City& city, const std::vector<double>& deaths,
                                       std::size_t rows, std::uint64_t seed);

} // namespace careshed
