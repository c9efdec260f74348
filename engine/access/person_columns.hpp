// What measures of access know of each person row: the people it stands for, its walk to a site or
// to the nearest of several, its group. Columns of one length, checked before they are summed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace careshed {

struct WeightedWalks {
    std::span<const std::uint32_t> walk_ds; ///< as nearest_walks gives it: kUnreached where none
    std::span<const double> people;
};

/// A label below `count` for each row: an area, or a group of people.
struct GroupLabels {
    std::span<const std::uint32_t> of_row;
    std::uint32_t count = 0;
};

/// Each throws an internal Error: rows of one length, amounts finite and not negative, labels below
/// their count.
void require_amounts(std::span<const double> amounts, const char* what);
void require_walks(const WeightedWalks& walks);
void require_labels(const GroupLabels& groups, std::size_t rows);

} // namespace careshed
